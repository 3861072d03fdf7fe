import { whoCanAny as answer } from '../../src/questions/whoCanAny.js';
import type { QueryResolvers } from '../generated/types.js';

export const whoCanAny: QueryResolvers['whoCanAny'] = (_root, question, context, info) =>
  answer(context.ask(info), question);
