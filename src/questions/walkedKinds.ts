import { BECOMING_KINDS, EDGE_KINDS, type EdgeKind, type HopKind } from '../graph/edges.js';
import { badInput } from './badInput.js';

/** The kinds of edge that paths go along; CAN_PASS where it is asked for alone. */
export function walkedKinds(edges: readonly HopKind[] | null | undefined): readonly EdgeKind[] {
  return edges ? EDGE_KINDS.filter((kind) => edges.includes(kind)) : BECOMING_KINDS;
}

/** The same for a question about who becomes whom, which CAN_PASS says nothing about. Errors: BAD_USER_INPUT where it is asked for. */
export function becomingKinds(edges: readonly HopKind[] | null | undefined): readonly EdgeKind[] {
  if (edges?.includes('CAN_PASS') === true) {
    throw badInput('edges', 'whoever passes a role becomes nobody by that: ask paths for CAN_PASS');
  }
  return walkedKinds(edges);
}
