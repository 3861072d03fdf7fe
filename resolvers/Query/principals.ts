import { principals as answer } from '../../src/questions/principals.js';
import type { QueryResolvers } from '../generated/types.js';

export const principals: QueryResolvers['principals'] = (_root, query, context, info) =>
  answer(context.ask(info), query);
