import { whoCanAssume as answer } from '../../src/questions/whoCanAssume.js';
import type { QueryResolvers } from '../generated/types.js';

export const whoCanAssume: QueryResolvers['whoCanAssume'] = (_root, question, context, info) =>
  answer(context.ask(info), question);
