import { canPerform as answer } from '../../src/questions/canPerform.js';
import type { QueryResolvers } from '../generated/types.js';

export const canPerform: QueryResolvers['canPerform'] = (_root, { request }, context, info) =>
  answer(context.ask(info), request);
