import type { DerivedEdge, HopKind } from '../graph/edges.js';
import type { GraphNode } from '../graph/nodes.js';
import type { FoundPath } from '../graph/paths.js';
import type { Decision, Evidence, Needs } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';

/** A path without loops: ALLOWED only when every hop is, in its position. */
export interface Path {
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly hops: readonly Hop[];
  readonly decision: Decision;
  /** The conjunction along it. */
  readonly needs: Needs | null;
  readonly crossesAccounts: boolean;
  readonly gaps: readonly Gap[];
}

/** One edge in its place on a path. */
export interface Hop {
  readonly index: number;
  readonly kind: HopKind;
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly action: string;
  readonly decision: Decision;
  readonly needs: Needs | null;
  readonly evidence: Evidence;
  readonly edge: DerivedEdge;
}

/** What a cursor names a path by: its start and its edges. */
export function pathKey({ start, edges }: Pick<FoundPath<unknown>, 'start' | 'edges'>): string {
  return JSON.stringify([start, ...edges.map(({ id }) => id)]);
}
