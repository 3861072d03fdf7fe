import { actionsAsOf, generationCompleteness } from '../src/questions/generation.js';
import type { GenerationResolvers } from './generated/types.js';

export const Generation: GenerationResolvers = {
  id: (generation) => generation.id,
  createdAt: (generation) => generation.createdAt,
  collectedAt: (generation) => generation.collectedAt,
  isCurrent: (generation) => generation.isCurrent,
  rules: (generation) => generation.rules,
  actionsAsOf: () => actionsAsOf(),
  sources: (generation) => generation.sources,
  counts: (generation) => generation.counts,
  completeness: (generation, _arguments, context, info) => generationCompleteness(context.ask(info), generation),
};
