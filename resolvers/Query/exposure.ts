import { exposure as answer } from '../../src/questions/exposure.js';
import type { QueryResolvers } from '../generated/types.js';

export const exposure: QueryResolvers['exposure'] = (_root, question, context, info) =>
  answer(context.ask(info), question);
