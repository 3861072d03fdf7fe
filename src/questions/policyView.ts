import { missingDocument } from '../derive/gaps.js';
import type { PolicyView } from '../derive/view.js';
import { nodeId } from '../graph/ids.js';
import type { GraphNode, NodeOf } from '../graph/nodes.js';
import type { Attachment, Call, Lookups } from '../graph/store.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import { present } from '../lib/invariant.js';
import type { CompiledPolicy } from '../policy/compile.js';
import { accountNode, controlsOf, fetchLevels } from './controls.js';
import { compiledOf } from './fetchCompiled.js';

/** What stands above callers and resources, as far as it was fetched: accounts, units and organisations, and what governs them. */
export interface Above {
  readonly nodes: Map<string, GraphNode>;
  readonly attachments: Map<string, readonly Attachment[]>;
}

/** Whom decisions are about. */
export interface Viewed {
  /** Who asks and is not asked about, so that their own trust policies are not read. */
  readonly callers: readonly GraphNode[];
  /** What is asked about, and who may be. */
  readonly ends: readonly GraphNode[];
  /** What one question fetched before; it is not fetched again, and what is fetched is added. */
  readonly above: Above;
}

/** All that decisions about pairs of these nodes read, fetched through the port in plural: a handful of calls however many pairs. */
export async function fetchPolicyView(reader: Lookups, ends: readonly GraphNode[], call: Call): Promise<PolicyView> {
  return fetchView(reader, { callers: [], ends, above: nothingAbove() }, call);
}

export function nothingAbove(): Above {
  return { nodes: new Map(), attachments: new Map() };
}

/** The same of callers and ends, of whom many may be of the accounts of others of the same question. */
export async function fetchView(reader: Lookups, { callers, ends, above }: Viewed, call: Call): Promise<PolicyView> {
  const own = [...new Set([...callers, ...ends])];
  const nodes = new Map<string, GraphNode>([...above.nodes, ...own.map((node) => [node.id, node] as const)]);
  const fetchNodes = async (ids: Iterable<string>): Promise<void> => {
    const missing = [...new Set(ids)].filter((id) => !nodes.has(id));
    const found = missing.length === 0 ? [] : await reader.nodes(missing, call);
    for (const node of found) if (node !== null) nodes.set(node.id, node);
  };
  await fetchNodes([...own.flatMap(callerIds), ...ends.flatMap(policyIds)]);
  const accounts = (): readonly NodeOf<'Account'>[] => [...nodes.values()].filter((node) => node.label === 'Account');
  await fetchNodes(accounts().flatMap(aboveIds));
  const levels = await fetchLevels(nodes, fetchNodes);

  const holders = [...nodes.values()].filter((node) => node.label !== 'Policy' && !above.attachments.has(node.id));
  const ids = holders.map(({ id }) => id);
  const [attached, gaps] = await Promise.all([reader.attachments(ids, call), reader.gaps(call)]);
  const attachments = new Map([...above.attachments, ...ids.map((id, index) => [id, attached[index] ?? []] as const)]);
  await fetchNodes(attached.flat().flatMap(({ policy, through }) => [policy, through]));
  keepAbove(above, holders, { nodes, attachments });
  const policies = [...nodes.values()].filter((node) => node.label === 'Policy');
  const keys = [...new Set(policies.map((policy) => policy.documentKey).filter((key) => key !== null))];
  const found = await reader.documents(keys, call);
  const documents = new Map(keys.map((key, index) => [key, found[index] ?? null]));

  return {
    node: (id) => nodes.get(id) ?? null,
    account: (id) => accountNode(nodes, id),
    attachments: (id) => attachments.get(id) ?? [],
    controls: (id, kind) => controlsOf({ nodes, levels, attachments, gaps }, id, kind),
    policy: (id) => policyOf(present(nodes.get(id), `${id} was not fetched`), documents, gaps),
    gaps: () => gaps,
  };
}

const ABOVE: ReadonlySet<string> = new Set(['Account', 'OrganizationalUnit', 'Organization']);

function keepAbove(above: Above, holders: readonly GraphNode[], { nodes, attachments }: Above): void {
  for (const node of holders) {
    if (!ABOVE.has(node.label)) continue;
    const attached = attachments.get(node.id) ?? [];
    above.nodes.set(node.id, node);
    above.attachments.set(node.id, attached);
    for (const { policy } of attached) {
      const found = nodes.get(policy);
      if (found !== undefined) above.nodes.set(policy, found);
    }
  }
}

/** What tells who somebody is. */
function callerIds(node: GraphNode): readonly string[] {
  return [
    ...(node.account === null ? [] : [nodeId.account(node.account)]),
    ...(node.label === 'FederatedIdentity' && node.providerId !== null ? [node.providerId] : []),
  ];
}

/** What bears on requests for a node, or on entering it. */
function policyIds(node: GraphNode): readonly string[] {
  return [
    ...(node.label === 'Role' ? [nodeId.trustPolicy(node.id)] : []),
    ...(node.label === 'Resource' ? [nodeId.resourcePolicy(node.id)] : []),
  ];
}

/** What stands above an account directly, and its organisation. */
function aboveIds({ organizationId, parentId }: NodeOf<'Account'>): readonly string[] {
  return [
    ...(organizationId === null ? [] : [nodeId.organization(organizationId)]),
    ...(parentId === null ? [] : [parentId]),
  ];
}

function policyOf(node: GraphNode, documents: ReadonlyMap<string, Json>, gaps: readonly Gap[]): CompiledPolicy | Gap {
  const document = node.label === 'Policy' && node.documentKey !== null ? documents.get(node.documentKey) : null;
  return compiledOf(document ?? null) ?? missingDocument(node, gaps);
}
