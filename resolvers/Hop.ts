import { techniqueOfEdge } from '../src/questions/technique.js';
import type { HopResolvers } from './generated/types.js';

export const Hop: HopResolvers = {
  index: (hop) => hop.index,
  kind: (hop) => hop.kind,
  from: (hop) => hop.from,
  to: (hop) => hop.to,
  action: (hop) => hop.action || null,
  technique: (hop) => techniqueOfEdge(hop.edge),
  decision: (hop) => hop.decision,
  needs: (hop) => hop.needs,
  evidence: (hop) => hop.evidence,
  edge: (hop) => hop.edge,
};
