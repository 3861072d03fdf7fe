import type { DerivedEdge } from '../graph/edges.js';
import type { GraphNode } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import { present } from '../lib/invariant.js';
import type { Conclusion } from './assumption.js';
import { decidePairs, type Pair } from './decide.js';
import { pairOf } from './edgePair.js';
import type { Stated } from './given.js';

/** Actions that passing tags and a source identity with a request take besides its own. */
export type Companion = 'sts:TagSession' | 'sts:SetSourceIdentity';

/** What was decided from the policies about edges in their place on a path, each once. */
export interface DecidedHops {
  /** Of the edge's own action (null), or of a companion on the same role; undefined: not decided. */
  find(edge: DerivedEdge, index: number, action: Companion | null): Conclusion | undefined;
  /** Decides in plural. The ends of the edges have to be among the nodes. */
  decide(edges: readonly DerivedEdge[], index: number, action: Companion | null): Promise<void>;
}

/** Nothing is decided yet. `statedAt`: what is stated of the request at a place on a path. */
export function decidedHops(
  reader: GraphReader,
  nodes: ReadonlyMap<string, GraphNode>,
  statedAt: (index: number) => Stated,
  call: Call,
): DecidedHops {
  const decided = new Map<string, Conclusion>();
  return {
    find: (edge, index, action) => (decided.size === 0 ? undefined : decided.get(keyOf(edge, index, action))),
    async decide(edges, index, action) {
      const open = edges.filter((edge) => !decided.has(keyOf(edge, index, action)));
      const pairs = open.map(
        (edge): Pair => (action === null ? pairOf(edge, nodes) : { ...pairOf(edge, nodes), action, edge: null }),
      );
      for (const [place, conclusion] of (await decidePairs(reader, pairs, statedAt(index), call)).entries()) {
        decided.set(keyOf(present(open[place], 'an edge'), index, action), conclusion);
      }
    },
  };
}

/** What is concluded of an edge differs by whether it is the first of a path. */
function keyOf(edge: DerivedEdge, index: number, action: Companion | null): string {
  return `${index === 0 ? 'first' : 'later'} ${action ?? ''} ${edge.id}`;
}
