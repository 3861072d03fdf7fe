import { missingDocument } from '../derive/gaps.js';
import type { PolicyView } from '../derive/view.js';
import { nodeId } from '../graph/ids.js';
import type { GraphNode, NodeOf } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import { present } from '../lib/invariant.js';
import type { CompiledPolicy } from '../policy/compile.js';
import { accountNode, controlsOf, fetchLevels } from './controls.js';
import { compiledOf } from './fetchCompiled.js';

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
  const [attached, gaps] = await Promise.all([reader.attachments(holders, call), reader.gaps(call)]);
  const attachments = new Map(holders.map((id, index) => [id, attached[index] ?? []]));
  await fetchNodes(attached.flat().flatMap(({ policy, through }) => [policy, through]));
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

function policyOf(node: GraphNode, documents: ReadonlyMap<string, Json>, gaps: readonly Gap[]): CompiledPolicy | Gap {
  const document = node.label === 'Policy' && node.documentKey !== null ? documents.get(node.documentKey) : null;
  return compiledOf(document ?? null) ?? missingDocument(node, gaps);
}
