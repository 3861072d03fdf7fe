import { whatCan as answer } from '../../src/questions/whatCan.js';
import type { QueryResolvers } from '../generated/types.js';

export const whatCan: QueryResolvers['whatCan'] = (_root, question, context, info) =>
  answer(context.ask(info), question);
