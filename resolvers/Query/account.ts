import { account as answer } from '../../src/questions/accounts.js';
import type { QueryResolvers } from '../generated/types.js';

export const account: QueryResolvers['account'] = (_root, { id }, context, info) => answer(context.ask(info), id);
