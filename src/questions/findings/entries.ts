import { DECISION_ORDER, EDGE_KINDS, type EdgeKind } from '../../graph/edges.js';
import type { NodeOf, PrincipalNode } from '../../graph/nodes.js';
import { isPrincipal } from '../../graph/nodes.js';
import type { Evidence, Needs } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { type EdgePair, pairBetween, storedConclusion } from '../edgePair.js';
import { fillEvidence, fillNeeds, fillingOf } from '../fill.js';
import { readGiven } from '../given.js';
import { pathsOf } from '../foundPath.js';
import type { Path } from '../path.js';
import { searchPaths } from '../pathSearch.js';
import type { Scene } from './scene.js';
import { waysFrom, waysInto } from './ways.js';

/** Somebody who enters a role directly, as is stored. */
export interface Entry {
  readonly pair: EdgePair;
  readonly principal: PrincipalNode;
  readonly role: NodeOf<'Role'>;
  readonly decision: 'ALLOWED' | 'CONDITIONAL';
  readonly needs: Needs | null;
  readonly evidence: Evidence;
  readonly gaps: readonly Gap[];
}

/** The roles that these principals enter directly. A spent work budget leaves some out, which the call shows. */
export async function entriesOf(
  scene: Scene,
  principals: readonly PrincipalNode[],
  kinds: readonly EdgeKind[],
): Promise<readonly Entry[]> {
  const gaps = await scene.reader.gaps(scene.call);
  const ways = await waysFrom(scene, principals, kinds);
  return ways.flatMap(({ from, to, edge }) =>
    to.label === 'Role' ? [entryOf(pairBetween(from, to, edge), to, gaps)] : [],
  );
}

/** Those who enter these roles directly. */
export async function entriesInto(
  scene: Scene,
  roles: readonly NodeOf<'Role'>[],
  kinds: readonly EdgeKind[],
  isWanted: (principal: PrincipalNode) => boolean,
): Promise<readonly Entry[]> {
  const gaps = await scene.reader.gaps(scene.call);
  const ways = await waysInto(scene, roles, kinds, (node) => isPrincipal(node) && isWanted(node));
  return ways.map(({ from, to, edge }) => entryOf(pairBetween(from, to, edge), to, gaps));
}

/** A class, since evidence and needs are read of the few that are shown. */
class StoredEntry implements Entry {
  readonly pair: EdgePair;
  readonly role: NodeOf<'Role'>;
  readonly decision: 'ALLOWED' | 'CONDITIONAL';
  readonly gaps: readonly Gap[];

  constructor(pair: EdgePair, role: NodeOf<'Role'>, gaps: readonly Gap[]) {
    this.pair = pair;
    this.role = role;
    this.decision = pair.edge.conclusion.decision;
    this.gaps = storedConclusion(pair.edge.conclusion, gaps).gaps;
  }

  get principal(): PrincipalNode {
    return this.pair.principal;
  }

  get needs(): Needs | null {
    return fillNeeds(this.pair.edge.conclusion.needs, fillingOf(this.principal, this.role));
  }

  get evidence(): Evidence {
    return fillEvidence(this.pair.edge.conclusion.evidence, fillingOf(this.principal, this.role));
  }
}

function entryOf(pair: EdgePair, role: NodeOf<'Role'>, gaps: readonly Gap[]): Entry {
  return new StoredEntry(pair, role, gaps);
}

/** The strongest of them first: by decision, then ARN (or name), then action. */
export function strongestFirst(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted(
    (left, right) =>
      DECISION_ORDER[left.decision] - DECISION_ORDER[right.decision] ||
      compareCodePoints(left.principal.arn ?? left.principal.name, right.principal.arn ?? right.principal.name) ||
      compareCodePoints(left.pair.action, right.pair.action),
  );
}

/** The entry as a path of one hop. */
export async function entryPath({ reader, call }: Scene, { principal, role, pair }: Entry): Promise<Path | null> {
  const query = {
    kinds: EDGE_KINDS.filter((kind) => kind === pair.edge.kind),
    from: [principal.id],
    to: [role.id],
    avoid: [],
    maxHops: 1,
  };
  const searched = await searchPaths(reader, { query, stated: readGiven(null), limit: 1 }, call);
  const [path = null] = await pathsOf(searched, searched.found, []);
  return path;
}
