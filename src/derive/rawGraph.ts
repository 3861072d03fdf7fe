import type { Relation } from '../graph/edges.js';
import { nodeId } from '../graph/ids.js';
import type { GraphNode } from '../graph/nodes.js';
import { compareListed } from '../graph/order.js';
import type { Gap, Snapshot } from '../iam/snapshot.js';
import { compareCodePoints } from '../lib/codePoints.js';
import type { Json } from '../lib/json.js';
import { isKnownMissing, missingDocument } from './gaps.js';
import { addFederated } from './nodes/addFederated.js';
import { assignmentGaps } from './assignmentGaps.js';
import { addIdentities } from './nodes/addIdentities.js';
import { addIdentityCenters } from './nodes/addIdentityCenters.js';
import { addNamed } from './nodes/addNamed.js';
import { addOrganizations } from './nodes/addOrganizations.js';
import { addResources } from './nodes/addResources.js';
import { draftGraph } from './nodes/draft.js';

/** What AWS said, as nodes and raw relations in canonical order. */
export interface RawGraph {
  /** In the order of listings. */
  readonly nodes: readonly GraphNode[];
  readonly relations: readonly Relation[];
  readonly documents: ReadonlyMap<string, Json>;
  readonly gaps: readonly Gap[];
}

/** Makes the raw graph. The same snapshot gives the same graph, whatever the order of its lists. */
export function buildRawGraph(snapshot: Snapshot): RawGraph {
  const draft = draftGraph();
  addOrganizations(draft, snapshot);
  addIdentities(draft, snapshot);
  addResources(draft, snapshot);
  addIdentityCenters(draft, snapshot);
  addNamed(draft);
  addFederated(draft);
  const nodes = [...draft.nodes.values()].sort(compareListed);
  return {
    nodes,
    relations: [...draft.relations].sort(compareRelations),
    documents: new Map([...draft.documents.documents].sort(([left], [right]) => compareCodePoints(left, right))),
    gaps: [
      ...snapshot.gaps,
      ...assignmentGaps(nodes, snapshot.identityCenters),
      ...unlistedGaps(nodes),
      ...untoldTrusts(nodes, snapshot.gaps),
    ].sort(compareGaps),
  };
}

function compareRelations(left: Relation, right: Relation): number {
  return (
    compareCodePoints(left.kind, right.kind) ||
    compareCodePoints(left.from, right.from) ||
    compareCodePoints(left.to, right.to) ||
    compareCodePoints(left.use ?? '', right.use ?? '') ||
    (left.statement ?? -1) - (right.statement ?? -1)
  );
}

function compareGaps(left: Gap, right: Gap): number {
  return (
    compareCodePoints(left.kind, right.kind) ||
    compareCodePoints(left.account ?? '', right.account ?? '') ||
    compareCodePoints(left.subject ?? '', right.subject ?? '') ||
    compareCodePoints(left.text, right.text)
  );
}

/** Roles whose trust policy is missing and of which the snapshot does not say so: who enters them cannot be known. */
function untoldTrusts(nodes: readonly GraphNode[], gaps: readonly Gap[]): readonly Gap[] {
  return nodes.flatMap((node): readonly Gap[] => {
    const isMissing = node.label === 'Policy' && node.kind === 'TRUST' && node.documentKey === null;
    return isMissing && !isKnownMissing(node, gaps) ? [missingDocument(node, gaps)] : [];
  });
}

/** Principals that a trust names in a collected account which does not list them: what they may do is unknown. */
function unlistedGaps(nodes: readonly GraphNode[]): readonly Gap[] {
  const collected = new Set(nodes.filter((node) => node.label === 'Account' && node.isCollected).map(({ id }) => id));
  return nodes.flatMap((node): readonly Gap[] => {
    if ((node.label !== 'User' && node.label !== 'Role') || node.isCollected || node.account === null) return [];
    if (!collected.has(nodeId.account(node.account))) return [];
    return [
      {
        kind: 'ARN_UNKNOWN',
        account: node.account,
        subject: node.arn,
        mayHide: true,
        mayOverstate: true,
        text: `A policy names ${node.arn ?? node.name}, which the dump of account ${node.account} does not list: it does not exist, or was left out.`,
      },
    ];
  });
}
