import { policy as answer } from '../../src/questions/facts.js';
import type { QueryResolvers } from '../generated/types.js';

export const policy: QueryResolvers['policy'] = (_root, { arn }, context, info) => answer(context.ask(info), arn);
