import { whoCan as answer } from '../../src/questions/whoCan.js';
import type { QueryResolvers } from '../generated/types.js';

export const whoCan: QueryResolvers['whoCan'] = (_root, question, context, info) => answer(context.ask(info), question);
