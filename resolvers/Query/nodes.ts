import { nodes as answer } from '../../src/questions/node.js';
import type { QueryResolvers } from '../generated/types.js';

export const nodes: QueryResolvers['nodes'] = (_root, { ids }, context, info) => answer(context.ask(info), ids);
