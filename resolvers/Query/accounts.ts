import { accounts as answer } from '../../src/questions/accounts.js';
import type { QueryResolvers } from '../generated/types.js';

export const accounts: QueryResolvers['accounts'] = (_root, query, context, info) => answer(context.ask(info), query);
