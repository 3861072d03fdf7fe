import type { BlastRadiusResolvers } from './generated/types.js';

export const BlastRadius: BlastRadiusResolvers = {
  total: (radius) => radius.total,
  byAccount: (radius) => radius.byAccount,
  byKind: (radius) => radius.byKind,
  controls: (radius) => radius.controls,
  nodes: (radius, page) => radius.nodes(page),
  completeness: (radius) => radius.completeness,
};
