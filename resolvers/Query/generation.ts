import { generation as answer } from '../../src/questions/generation.js';
import type { QueryResolvers } from '../generated/types.js';

export const generation: QueryResolvers['generation'] = (_root, _arguments, context, info) => answer(context.ask(info));
