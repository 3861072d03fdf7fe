import type { ChokePointsResolvers } from './generated/types.js';

export const ChokePoints: ChokePointsResolvers = {
  cuts: (points) => points.cuts,
  unremovable: (points) => points.unremovable,
  optimal: (points) => points.optimal,
  completeness: (points) => points.completeness,
};
