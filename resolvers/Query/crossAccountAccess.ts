import { crossAccountAccess as answer } from '../../src/questions/crossAccountAccess.js';
import type { QueryResolvers } from '../generated/types.js';

export const crossAccountAccess: QueryResolvers['crossAccountAccess'] = (_root, question, context, info) =>
  answer(context.ask(info), question);
