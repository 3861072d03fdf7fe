import { node as answer } from '../../src/questions/node.js';
import type { QueryResolvers } from '../generated/types.js';

export const node: QueryResolvers['node'] = (_root, { id }, context, info) => answer(context.ask(info), id);
