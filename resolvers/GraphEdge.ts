import { promisedNode } from '../src/questions/facts.js';
import { edgeEnd, edgeEvidence, edgeNeeds, edgeRule } from '../src/questions/graphEdge.js';
import { techniqueOfEdge } from '../src/questions/technique.js';
import type { GraphEdgeResolvers } from './generated/types.js';

export const GraphEdge: GraphEdgeResolvers = {
  id: (graphEdge) => graphEdge.id,
  kind: (graphEdge) => graphEdge.kind,
  from: (edge, _arguments, context, info) => promisedNode(context.ask(info), edge.from),
  to: (edge, _arguments, context, info) => edgeEnd(context.ask(info), edge),
  action: (edge) => edge.conclusion.action || null,
  technique: (edge) => techniqueOfEdge(edge),
  rule: (edge) => edgeRule(edge),
  decision: (edge) => edge.conclusion.decision,
  needs: (edge, _arguments, context, info) => edgeNeeds(context.ask(info), edge),
  evidence: (edge, _arguments, context, info) => edgeEvidence(context.ask(info), edge),
};
