import { rolesAssumableBy as answer } from '../../src/questions/rolesAssumableBy.js';
import type { QueryResolvers } from '../generated/types.js';

export const rolesAssumableBy: QueryResolvers['rolesAssumableBy'] = (_root, question, context, info) =>
  answer(context.ask(info), question);
