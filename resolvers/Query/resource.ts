import { resource as answer } from '../../src/questions/resources.js';
import type { QueryResolvers } from '../generated/types.js';

export const resource: QueryResolvers['resource'] = (_root, { arn }, context, info) => answer(context.ask(info), arn);
