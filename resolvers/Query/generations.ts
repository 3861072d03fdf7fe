import { generations as answer } from '../../src/questions/generation.js';
import type { QueryResolvers } from '../generated/types.js';

export const generations: QueryResolvers['generations'] = (_root, page, context, info) =>
  answer(context.ask(info), page);
