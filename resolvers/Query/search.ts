import { search as answer } from '../../src/questions/search.js';
import type { QueryResolvers } from '../generated/types.js';

export const search: QueryResolvers['search'] = (_root, query, context, info) => answer(context.ask(info), query);
