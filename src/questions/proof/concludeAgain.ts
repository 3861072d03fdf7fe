import { assignmentOf, membershipOf } from '../../derive/identityCenter.js';
import { askAlone, type Asked, edgesOut, type Told } from '../../derive/techniques/edgesOut.js';
import { groupBy } from '../../derive/groupBy.js';
import type { PolicyView } from '../../derive/view.js';
import { holdingsOf } from '../../derive/techniques/holdings.js';
import { shippedTechniques } from '../../derive/techniques/shipped.js';
import { type World, worldOf } from '../../derive/techniques/world.js';
import type { DerivedEdge, Relation } from '../../graph/edges.js';
import { nodeId } from '../../graph/ids.js';
import type { GraphNode, NodeOf, PrincipalNode } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import type { CompiledPolicy } from '../../policy/compile.js';
import { witnessing } from '../../policy/witness.js';
import { endsOf } from '../edgePair.js';
import { listAll } from '../listAll.js';
import { compiledOf } from '../fetchCompiled.js';
import { fetchPolicyView } from '../policyView.js';

/** What an edge is concluded from, once more; null where it is not. */
export type ToldAgain = (edge: DerivedEdge) => Told | null;

/**
 * Concludes edges by technique, of control, and of what a resource runs as once more, as derivation does, from what the store holds of the
 * accounts of their ends; with each request goes what the engine was asked. The ends of the edges have to be among the nodes.
 */
export async function concludeAgain(
  reader: GraphReader,
  edges: readonly DerivedEdge[],
  nodes: ReadonlyMap<string, GraphNode>,
  call: Call,
): Promise<ToldAgain> {
  const holdings = holdingsOf(shippedTechniques());
  const toldBy = new Map<string, Told>();
  const derived = edges.filter((edge) => !isOfDirectory(endsOf(edge, nodes).from));
  const byAccounts = groupBy(derived, (edge) => JSON.stringify(accountsOf(endsOf(edge, nodes))));
  for (const [accounts, some] of byAccounts) {
    const starts = [...new Set(some.map((edge) => endsOf(edge, nodes).from))];
    const world = await fetchWorld(reader, starts, JSON.parse(accounts) as readonly string[], call);
    const of = (principal: PrincipalNode): Asked => askAlone(world.view, principal);
    for (const start of starts)
      witnessing(() => {
        edgesOut({ world, holdings, of }, start, (kind, from, to, told) =>
          toldBy.set([accounts, kind, told.rule, from, to].join(' '), told),
        );
      });
  }
  return (edge) => {
    const { from, to } = endsOf(edge, nodes);
    if (isOfDirectory(from)) return directoryFact(from, to);
    const accounts = JSON.stringify(accountsOf({ from, to }));
    return toldBy.get([accounts, edge.kind, edge.conclusion.rule, from.id, to.id].join(' ')) ?? null;
  };
}

function isOfDirectory(node: GraphNode): node is NodeOf<'Person'> | NodeOf<'DirectoryGroup'> {
  return node.label === 'Person' || node.label === 'DirectoryGroup';
}

/** What the directory and its assignments say turns on the two ends alone. */
function directoryFact(from: NodeOf<'Person'> | NodeOf<'DirectoryGroup'>, to: GraphNode): Told | null {
  const isMember = from.label === 'Person' && to.label === 'DirectoryGroup';
  const fact = isMember ? membershipOf(from, to) : to.label === 'Role' ? assignmentOf(from, to) : null;
  return fact === null ? null : { ...fact, decision: 'ALLOWED', needs: null, gaps: [], requests: [] };
}

/** What a technique is called on is of one of these, or names somebody of them. */
function accountsOf({ from, to }: { readonly from: GraphNode; readonly to: GraphNode }): readonly string[] {
  return [...new Set([from.account, to.account])].filter((account) => account !== null).sort();
}

const LABELS = [
  'User',
  'Role',
  'Group',
  'InstanceProfile',
  'Resource',
  'RootUser',
  'IdentityProvider',
  'Policy',
] as const;

/** What techniques look for in some accounts, and in what names these. */
export async function fetchWorld(
  reader: GraphReader,
  starts: readonly GraphNode[],
  accounts: readonly string[],
  call: Call,
): Promise<World> {
  const listed = await listAll(reader, { labels: LABELS, accounts }, call);
  const identities = await fetchIdentities(reader, listed, call);
  const trusted = [
    nodeId.anyone,
    ...[...starts, ...identities].map(({ id }) => id),
    ...accounts.flatMap((account) => [nodeId.account(account), nodeId.accountPrincipal(account)]),
  ];
  const users = listed.filter(({ label }) => label === 'User').map(({ id }) => id);
  const [trusting, groups] = await Promise.all([
    reader.related(trusted, 'TRUSTS', 'IN', call),
    reader.related(users, 'MEMBER_OF', 'OUT', call),
  ]);
  const isListed = new Set(listed.map(({ id }) => id));
  const naming = [...new Set(trusting.flat())].filter((id) => !isListed.has(id));
  const foreign = (await reader.nodes(naming, call)).filter((node) => node?.label === 'Resource');
  const center = await fetchCenter(reader, call);
  const nodes = [...listed, ...foreign, ...center, ...identities];
  const memberships = new Map(users.map((id, place) => [id, groups[place] ?? []]));
  const known = await fetchPolicyView(reader, nodes, call);
  const view = {
    ...known,
    groupsOf: (id: string) => memberships.get(id) ?? [],
    document: await fetchOtherVersions(reader, known, nodes, call),
  };
  const relations = trusted.flatMap((to, place) =>
    (trusting[place] ?? []).map((id): Relation => ({ kind: 'TRUSTS', from: id, to, use: null, statement: null })),
  );
  return worldOf({ nodes, relations }, view);
}

/** Whom identity providers let in, where a cluster may be one. */
async function fetchIdentities(
  reader: GraphReader,
  listed: readonly GraphNode[],
  call: Call,
): Promise<readonly GraphNode[]> {
  const hasCluster = listed.some((node) => node.label === 'Resource' && node.type === 'AWS::EKS::Cluster');
  return hasCluster ? listAll(reader, { labels: ['FederatedIdentity'] }, call) : [];
}

/** IAM Identity Center as a whole: whom it assigns is of no account, and its permission sets are of one that need not be an end. */
async function fetchCenter(reader: GraphReader, call: Call): Promise<readonly GraphNode[]> {
  const sets = await listAll(reader, { labels: ['PermissionSet'] }, call);
  if (sets.length === 0) return [];
  return [...sets, ...(await listAll(reader, { labels: ['Person', 'DirectoryGroup'] }, call))];
}

/** What the versions that are not in force say, of policies that these nodes have. */
async function fetchOtherVersions(
  reader: GraphReader,
  view: PolicyView,
  nodes: readonly GraphNode[],
  call: Call,
): Promise<(key: string) => CompiledPolicy | null> {
  const keys = nodes.flatMap(({ id }) =>
    view.attachments(id).flatMap(({ policy }) => {
      const node = view.node(policy);
      return node?.label === 'Policy' ? (node.otherVersions ?? []).flatMap(({ documentKey }) => documentKey ?? []) : [];
    }),
  );
  const distinct = [...new Set(keys)];
  const found = distinct.length === 0 ? [] : await reader.documents(distinct, call);
  const documents = new Map(distinct.map((key, place) => [key, compiledOf(found[place] ?? null)]));
  return (key) => documents.get(key) ?? null;
}
