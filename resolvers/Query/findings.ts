import { findings as answer } from '../../src/questions/findings.js';
import type { QueryResolvers } from '../generated/types.js';

export const findings: QueryResolvers['findings'] = (_root, question, context, info) =>
  answer(context.ask(info), question);
