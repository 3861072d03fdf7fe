import { paths as answer } from '../../src/questions/paths.js';
import type { QueryResolvers } from '../generated/types.js';

export const paths: QueryResolvers['paths'] = (_root, question, context, info) => answer(context.ask(info), question);
