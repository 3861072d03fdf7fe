import { missingDocument } from '../derive/gaps.js';
import type { PolicyView } from '../derive/view.js';
import { nodeId } from '../graph/ids.js';
import type { GraphNode, NodeOf } from '../graph/nodes.js';
import type { Attachment, Call, GraphReader } from '../graph/store.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import { present } from '../lib/invariant.js';
import { compilePolicy, type CompiledPolicy } from '../policy/compile.js';

type Controls = ReturnType<PolicyView['controls']>;

/** Equal documents are one object in a generation, so each is compiled once for as long as it lives. */
const compiled = new WeakMap<object, CompiledPolicy>();

/** Policies by id, compiled; null where the document was not collected. Ids that the graph lacks are left out. */
export async function fetchCompiled(
  reader: GraphReader,
  ids: readonly string[],
  call: Call,
): Promise<ReadonlyMap<string, CompiledPolicy | null>> {
  const nodes = (await reader.nodes(ids, call)).filter((node) => node?.label === 'Policy');
  const keys = [...new Set(nodes.flatMap(({ documentKey }) => documentKey ?? []))];
  const found = await reader.documents(keys, call);
  const documents = new Map(keys.map((key, index) => [key, found[index] ?? null]));
  return new Map(nodes.map(({ id, documentKey }) => [id, compiledOf(documents.get(documentKey ?? '') ?? null)]));
}

/** All that decisions about pairs of these nodes read, fetched through the port in plural: a handful of calls however many pairs. */
export async function fetchPolicyView(
  reader: GraphReader,
  ends: readonly GraphNode[],
  call: Call,
): Promise<PolicyView> {
  const nodes = new Map<string, GraphNode>(ends.map((node) => [node.id, node]));
  const fetchNodes = async (ids: Iterable<string>): Promise<void> => {
    const missing = [...new Set(ids)].filter((id) => !nodes.has(id));
    const found = missing.length === 0 ? [] : await reader.nodes(missing, call);
    for (const node of found) if (node !== null) nodes.set(node.id, node);
  };
  await fetchNodes(ends.flatMap((node) => relatedIds(node)));
  const accounts = (): readonly NodeOf<'Account'>[] => [...nodes.values()].filter((node) => node.label === 'Account');
  await fetchNodes(accounts().flatMap((account) => organizationIds(account)));
  const levels = await fetchLevels(nodes, fetchNodes);

  const holders = [...nodes.values()].filter((node) => node.label !== 'Policy').map((node) => node.id);
  const attached = await reader.attachments(holders, call);
  const attachments = new Map(holders.map((id, index) => [id, attached[index] ?? []]));
  await fetchNodes(attached.flat().flatMap(({ policy, through }) => [policy, through]));
  const policies = [...nodes.values()].filter((node) => node.label === 'Policy');
  const keys = [...new Set(policies.map((policy) => policy.documentKey).filter((key) => key !== null))];
  const [found, gaps] = await Promise.all([reader.documents(keys, call), reader.gaps(call)]);
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

/** What an end of a pair leads to directly. */
function relatedIds(node: GraphNode): readonly string[] {
  return [
    ...(node.account === null ? [] : [nodeId.account(node.account)]),
    ...(node.label === 'Role' ? [nodeId.trustPolicy(node.id)] : []),
    ...(node.label === 'Resource' ? [nodeId.resourcePolicy(node.id)] : []),
    ...(node.label === 'FederatedIdentity' && node.providerId !== null ? [node.providerId] : []),
  ];
}

function organizationIds(account: NodeOf<'Account'>): readonly string[] {
  return account.organizationId === null ? [] : [nodeId.organization(account.organizationId)];
}

/** Ids of the levels of each account, from the root down to the account itself. */
async function fetchLevels(
  nodes: Map<string, GraphNode>,
  fetchNodes: (ids: Iterable<string>) => Promise<void>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const levels = new Map<string, string[]>();
  const above = new Map<string, string>();
  for (const node of nodes.values()) {
    if (node.label !== 'Account') continue;
    levels.set(node.accountId, [node.id]);
    if (node.parentId !== null) above.set(node.accountId, node.parentId);
  }
  while (above.size > 0) {
    await fetchNodes(above.values());
    for (const [account, id] of above) {
      const unit = nodes.get(id);
      levels.get(account)?.unshift(id);
      if (unit?.label === 'OrganizationalUnit' && unit.parentId !== null) above.set(account, unit.parentId);
      else above.delete(account);
    }
  }
  return levels;
}

function accountNode(nodes: ReadonlyMap<string, GraphNode>, id: string): NodeOf<'Account'> | null {
  const node = nodes.get(nodeId.account(id));
  return node?.label === 'Account' ? node : null;
}

interface Fetched {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly levels: ReadonlyMap<string, readonly string[]>;
  readonly attachments: ReadonlyMap<string, readonly Attachment[]>;
  readonly gaps: readonly Gap[];
}

function controlsOf(fetched: Fetched, accountId: string, kind: 'SERVICE_CONTROL' | 'RESOURCE_CONTROL'): Controls {
  const account = accountNode(fetched.nodes, accountId);
  if (account === null) return 'NOT_COLLECTED';
  if (account.organizationId === null) {
    const isUnlisted = fetched.gaps.some(
      (gap) => gap.kind === 'ORGANIZATION_NOT_COLLECTED' && gap.account === accountId,
    );
    return account.isCollected && !isUnlisted ? null : 'NOT_COLLECTED';
  }
  const organization = fetched.nodes.get(nodeId.organization(account.organizationId));
  if (organization?.label !== 'Organization') return 'NOT_COLLECTED';
  const isListed = kind === 'SERVICE_CONTROL' ? organization.scpsCollected : organization.rcpsCollected;
  if (isListed !== true) return 'NOT_COLLECTED';
  const isKind = (id: string): boolean => {
    const policy = fetched.nodes.get(id);
    return policy?.label === 'Policy' && policy.kind === kind;
  };
  return (fetched.levels.get(accountId) ?? []).map((at) => ({
    at,
    policies: (fetched.attachments.get(at) ?? [])
      .filter(({ use, through, policy }) => use === 'CONTROL' && through === at && isKind(policy))
      .map(({ policy }) => policy),
  }));
}

function policyOf(node: GraphNode, documents: ReadonlyMap<string, Json>, gaps: readonly Gap[]): CompiledPolicy | Gap {
  const document = node.label === 'Policy' && node.documentKey !== null ? documents.get(node.documentKey) : null;
  return compiledOf(document ?? null) ?? missingDocument(node, gaps);
}

function compiledOf(document: Json): CompiledPolicy | null {
  if (typeof document !== 'object' || document === null) return null;
  const known = compiled.get(document) ?? compilePolicy(document);
  compiled.set(document, known);
  return known;
}
