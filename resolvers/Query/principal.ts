import { principal as answer } from '../../src/questions/principals.js';
import type { QueryResolvers } from '../generated/types.js';

export const principal: QueryResolvers['principal'] = (_root, { arn }, context, info) => answer(context.ask(info), arn);
