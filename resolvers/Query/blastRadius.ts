import { blastRadius as answer } from '../../src/questions/radius/blastRadius.js';
import type { QueryResolvers } from '../generated/types.js';

export const blastRadius: QueryResolvers['blastRadius'] = (_root, question, context, info) =>
  answer(context.ask(info), question);
