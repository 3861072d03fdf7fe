import { entryOf } from '../../derive/access.js';
import { policiesAdmitting } from '../../derive/admitting.js';
import { type FederatedUser, federatedUsersOf } from '../../derive/federatedUser.js';
import type { PolicyView } from '../../derive/view.js';
import { amongAccounts, nodeId } from '../../graph/ids.js';
import { isPrincipal, PRINCIPAL_LABELS, type GraphNode, type PrincipalNode } from '../../graph/nodes.js';
import type { Call, GraphReader, Lookups, NodeQuery } from '../../graph/store.js';
import { ENTERING_KINDS } from '../../graph/edges.js';
import { parseArn } from '../../iam/arn.js';
import { admits, allowsAction, needsNoPermission, resourcePatternsFor } from '../../policy/index.js';
import { listAll } from '../listAll.js';
import { candidatesInto } from '../nearMisses.js';
import { fetchCompiled } from '../fetchCompiled.js';
import type { Member } from './members.js';

/** Whom a question has to decide about: nobody else can have access. */
export interface Candidates {
  readonly principals: readonly PrincipalNode[];
  /** Accounts of which everybody with an identity policy is among them; null: all. */
  readonly accounts: ReadonlySet<string> | null;
  /** Ids of those whose identity policy names the resource in full. */
  readonly naming: ReadonlySet<string>;
}

/**
 * The principals that can have access to some member, and a few more: those that the resource's own side admits, those of accounts that it
 * is open to which have an identity policy that may allow it, and root users and outsiders of these accounts.
 * `view` has the nodes of the members. `withNearMisses`: also those who are admitted by nobody, and whose identity policy names the resource.
 */
export async function findCandidates(
  reader: GraphReader,
  { members, view }: { readonly members: readonly Member[]; readonly view: PolicyView },
  withNearMisses: boolean,
  call: Call,
): Promise<Candidates> {
  const [first] = members;
  if (first === undefined) return { principals: [], accounts: new Set(), naming: new Set() };
  const entered = members.filter(({ action, resource }) => entryOf(action, resource.node) !== null);
  const found = new Map<string, PrincipalNode>();
  const add = (nodes: Iterable<GraphNode | null>): void => {
    for (const node of nodes) if (node !== null && isPrincipal(node)) found.set(node.id, node);
  };
  add(await principalsEntering(reader, entered, withNearMisses, call));
  const others = members.filter((member) => !entered.includes(member));
  if (others.length === 0) return { principals: [...found.values()], accounts: new Set(), naming: new Set() };
  if (others.some(({ action }) => needsNoPermission(action))) {
    add(await listAll(reader, { labels: PRINCIPAL_LABELS }, call));
    return { principals: [...found.values()], accounts: null, naming: new Set() };
  }
  const openings = openingsOf(others, view);
  const accounts = openings.isToAll ? null : openings.accounts;
  const isOpenTo = (account: string | null): boolean => account !== null && (accounts?.has(account) ?? true);
  const among = withNearMisses ? null : accounts;
  const [{ holders, naming }, ...more] = await reader.together(async (lookups) => {
    const list = async (query: NodeQuery): Promise<readonly GraphNode[]> => listAll(lookups, query, call);
    return Promise.all([
      holdersAllowing(lookups, others, among, call),
      makersOf(
        lookups,
        others.flatMap((member) => federatedUsersOf(view, { from: 'ANONYMOUS', ...member })),
        call,
      ),
      namedBy(lookups, others, openings.named, call),
      list({ labels: ['RootUser', 'AccountPrincipal'], ...within(accounts) }),
      uncollected(lookups, accounts, call),
      openings.isToAll ? list({ labels: ['Anyone', 'Service', 'FederatedIdentity'] }) : [],
      openings.toAllOf.size > 0 ? list({ labels: ['User', 'Role'], ...within(openings.toAllOf) }) : [],
    ]);
  }, call);
  add(holders.filter((node) => isOpenTo(node.account) || (withNearMisses && naming.has(node.id))));
  for (const nodes of more) add(nodes);
  return { principals: [...found.values()], accounts, naming };
}

/** Who enters a role is stored. */
async function principalsEntering(
  reader: GraphReader,
  members: readonly Member[],
  withNearMisses: boolean,
  call: Call,
): Promise<readonly (GraphNode | null)[]> {
  const roles = [...new Set(members.flatMap(({ action, resource }) => entryOf(action, resource.node)?.to ?? []))];
  if (roles.length === 0) return [];
  const edges = await reader.edgesInto(
    roles.map(({ id }) => id),
    ENTERING_KINDS,
    call,
  );
  const stored = await reader.nodes([...new Set(edges.flat().map(({ from }) => from))], call);
  if (!withNearMisses) return stored;
  const near: PrincipalNode[] = [];
  for (const role of roles) for (const { principal } of await candidatesInto(reader, role, call)) near.push(principal);
  return [...stored, ...near];
}

/** Users who may make the sessions of sts:GetFederationToken that the resources name. */
async function makersOf(reader: Lookups, users: readonly FederatedUser[], call: Call): Promise<readonly GraphNode[]> {
  if (users.length === 0) return [];
  const making = users.map(({ arn, account }) => ({
    action: 'sts:GetFederationToken',
    resource: { arn, account, node: null },
  }));
  const { holders } = await holdersAllowing(reader, making, new Set(users.map(({ account }) => account)), call);
  return holders.filter(({ label }) => label === 'User');
}

/** To whom the resources open themselves. */
interface Openings {
  /** To everybody who is allowed by an identity policy, of whatever account. */
  readonly isToAll: boolean;
  readonly accounts: ReadonlySet<string>;
  /** Accounts of which everybody is let in without a policy of their own. */
  readonly toAllOf: ReadonlySet<string>;
  readonly named: ReadonlySet<string>;
}

function openingsOf(members: readonly Member[], view: PolicyView): Openings {
  const named = new Set<string>();
  const accounts = new Set<string>();
  const toAllOf = new Set<string>();
  let isToAll = false;
  for (const { action, resource } of members) {
    const { account } = resource;
    if (account === null) isToAll = true;
    else accounts.add(account);
    const owner = account === null ? undefined : view.account(account)?.canonicalUserId;
    const policies = policiesAdmitting(view, { from: 'ANONYMOUS', action, resource });
    for (const { kind, value } of policies.flatMap((policy) => admits(policy, action, resource))) {
      if (kind === 'ACCOUNT') accounts.add(value);
      if (kind === 'ARN') {
        named.add(nodeId.arn(value));
        // Where its account was not collected, the account as one caller may be it.
        named.add(nodeId.accountPrincipal(parseArn(value)?.account ?? ''));
      }
      if (kind === 'SERVICE') named.add(nodeId.service(value));
      const isOpen = kind === 'EVERYONE' || kind === 'ALL_BUT' || (kind === 'CANONICAL_USER' && value !== owner);
      isToAll ||= isOpen;
      if (isOpen && account !== null) toAllOf.add(account);
    }
  }
  return { isToAll, accounts, toAllOf, named };
}

/** Whom policies of the resources name: those of `known`, and those whom the graph says that they trust. */
async function namedBy(
  reader: Lookups,
  members: readonly Member[],
  known: ReadonlySet<string>,
  call: Call,
): Promise<readonly (GraphNode | null)[]> {
  const ids = new Set(members.flatMap(({ resource }) => resource.node?.id ?? []));
  const trusted = await reader.related([...ids], 'TRUSTS', 'OUT', call);
  return reader.nodes([...new Set([...known, ...trusted.flat()])], call);
}

/** Users and roles, of some accounts (null: of any), with an identity policy that may allow a member. What is of others is not fetched. */
async function holdersAllowing(
  reader: Lookups,
  members: readonly Member[],
  accounts: ReadonlySet<string> | null,
  call: Call,
): Promise<{ readonly holders: readonly GraphNode[]; readonly naming: ReadonlySet<string> }> {
  const actions = [...new Set(members.map(({ action }) => action))];
  const among = accounts === null ? null : [...accounts];
  const isAmong = amongAccounts(among);
  const found = await reader.policiesAllowing(actions, among, call);
  const policies = await fetchCompiled(reader, found, call);
  const allowing: string[] = [];
  const inFull = new Set<string>();
  for (const [id, policy] of policies) {
    if (policy === null || members.some(({ action, resource }) => allowsAction(policy, action, resource)))
      allowing.push(id);
    if (policy === null) continue;
    const named = actions.flatMap((action) => resourcePatternsFor(policy, action).flatMap((pattern) => pattern.named));
    if (members.some(({ resource }) => named.includes(resource.arn))) inFull.add(id);
  }
  const holders = (await reader.related(allowing, 'HAS_POLICY', 'IN', call)).map((ids) => ids.filter(isAmong));
  const direct = new Map<string, readonly string[]>(allowing.map((id, place) => [id, holders[place] ?? []]));
  const nodes = await reader.nodes([...new Set(holders.flat())], call);
  const groups = nodes.flatMap((node) => (node?.label === 'Group' ? [node.id] : []));
  const memberships = groups.length === 0 ? [] : await reader.related(groups, 'MEMBER_OF', 'IN', call);
  const membersOf = new Map(groups.map((id, place) => [id, memberships[place] ?? []]));
  const users = await reader.nodes([...new Set(memberships.flat())], call);
  const naming = new Set(
    [...inFull].flatMap((policy) => (direct.get(policy) ?? []).flatMap((id) => membersOf.get(id) ?? [id])),
  );
  return { holders: [...nodes, ...users].filter((node) => node !== null), naming };
}

/** Users and roles that policies name, of accounts that were not collected: their own side is taken as given. */
async function uncollected(
  reader: Lookups,
  accounts: ReadonlySet<string> | null,
  call: Call,
): Promise<readonly GraphNode[]> {
  const missing = await listAll(reader, { labels: ['Account'], isCollected: false, ...within(accounts) }, call);
  const numbers = missing.flatMap((node) => (node.label === 'Account' ? [node.accountId] : []));
  return numbers.length === 0 ? [] : listAll(reader, { labels: ['User', 'Role'], accounts: numbers }, call);
}

function within(accounts: ReadonlySet<string> | null): { readonly accounts?: readonly string[] } {
  return accounts === null ? {} : { accounts: [...accounts] };
}
