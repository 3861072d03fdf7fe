import { canPerformEach as answer } from '../../src/questions/canPerform.js';
import type { QueryResolvers } from '../generated/types.js';

export const canPerformEach: QueryResolvers['canPerformEach'] = (_root, { requests }, context, info) =>
  answer(context.ask(info), requests);
