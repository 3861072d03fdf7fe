import { nodeId } from '../../graph/ids.js';
import type { GraphNode, NodeOf } from '../../graph/nodes.js';
import type { Gap } from '../../iam/snapshot.js';
import { groupBy } from '../groupBy.js';
import type { RawGraph } from '../rawGraph.js';
import type { PolicyView } from '../view.js';
import { type DecidedRequest, notCollected, unknownFact } from './requests.js';
import { type Center, centerOf } from './center.js';
import { type Cluster, clustersAmong } from './clusters.js';
import { type Exposing, exposingByType, keyOf } from './exposing.js';
import { admitting, type Givable, rolesGivable } from './givable.js';
import { type Loading, loadingByType } from './loading.js';
import { roleOfResource } from './roleOfResource.js';
import { type TrustedProvider, trustedProviders } from './samlProviders.js';
import type { Target } from './technique.js';

/** Somebody who can act with a technique. */
export type Actor = NodeOf<'User'> | NodeOf<'Role'>;

/**
 * Somebody whose own policies are not known: an account that was not collected, Anyone, or a user or role that only a policy names. It acts by
 * what resources allow it; that its own side allows it too is taken as given, as it is of a request to enter a role.
 */
export type Stranger = NodeOf<'AccountPrincipal'> | NodeOf<'Anyone'> | Actor;

/** What techniques look for in the graph, indexed once. */
export interface World {
  readonly view: PolicyView;
  readonly actors: readonly Actor[];
  readonly strangers: readonly Stranger[];
  /** By account. */
  readonly roles: ReadonlyMap<string, readonly NodeOf<'Role'>[]>;
  readonly users: ReadonlyMap<string, readonly NodeOf<'User'>[]>;
  readonly groups: ReadonlyMap<string, readonly NodeOf<'Group'>[]>;
  /** Customer managed policies. */
  readonly policies: ReadonlyMap<string, readonly NodeOf<'Policy'>[]>;
  /** By `account type`. */
  readonly resources: ReadonlyMap<string, readonly NodeOf<'Resource'>[]>;
  /** Resources that expose credentials, by type. */
  readonly exposing: ReadonlyMap<string, readonly Exposing[]>;
  /** Resources that load what they run from a bucket, by type. */
  readonly loading: ReadonlyMap<string, readonly Loading[]>;
  /** Ids and ARNs of resources whose own policy bears on whether something of those is read or written. */
  readonly before: ReadonlySet<string>;
  /** Resources whose policies name a node. */
  readonly naming: Pick<ReadonlyMap<string, readonly string[]>, 'get'>;
  /** Roles whose trusts name a node. */
  readonly trusting: ReadonlyMap<string, readonly string[]>;
  /** Resources that name everybody: their ids, and their types by account. */
  readonly openToAll: ReadonlySet<string>;
  readonly openTypes: ReadonlyMap<string, readonly string[]>;
  /** Those of them that lead to somebody, by type: they run as a role, or what they hold leads on. */
  readonly openAndLeading: ReadonlyMap<string, readonly NodeOf<'Resource'>[]>;
  /**
   * What the trust of a role says of a service that asks for itself in the role's account; null where it admits it not, or not to call what
   * else the service has to.
   */
  readonly admits: (role: NodeOf<'Role'>, service: string, beside: readonly string[]) => DecidedRequest | null;
  /** Roles of an account that a technique may give to a service, or whose trust it may write, whoever acts. */
  readonly givable: (account: string, target: Target & { readonly kind: 'ROLE' }) => readonly Givable[];
  readonly providers: ReadonlyMap<string, readonly NodeOf<'IdentityProvider'>[]>;
  /** The SAML providers that the trust of a role names. */
  readonly trusted: (role: NodeOf<'Role'>) => readonly TrustedProvider[];
  readonly center: Center;
  /** Clusters of EKS, by account, and the ARNs of principals that have an access entry of one. */
  readonly clusters: ReadonlyMap<string, readonly Cluster[]>;
  readonly entered: ReadonlySet<string>;
}

export function worldOf(raw: Pick<RawGraph, 'nodes' | 'relations'>, view: PolicyView): World {
  const roles = raw.nodes.filter((node): node is NodeOf<'Role'> => node.label === 'Role' && node.isCollected);
  const users = raw.nodes.filter((node): node is NodeOf<'User'> => node.label === 'User' && node.isCollected);
  const resources = raw.nodes.filter((node) => node.label === 'Resource');
  const naming = new Map<string, string[]>();
  const trusting = new Map<string, string[]>();
  for (const { kind, from, to } of raw.relations) {
    if (kind !== 'TRUSTS') continue;
    const index = view.node(from)?.label === 'Resource' ? naming : trusting;
    const list = index.get(to);
    if (list === undefined) index.set(to, [from]);
    else list.push(from);
  }
  const exposing = exposingByType(resources);
  const loading = loadingByType(view, resources);
  const ofAccount = ({ account }: GraphNode): string => account ?? '';
  const byAccount = groupBy(roles, ofAccount);
  const admits = admitting(view);
  const openToAll = new Set(naming.get(nodeId.anyone) ?? []);
  const clusters = clustersAmong(view, resources, {
    identities: raw.nodes.filter((node) => node.label === 'FederatedIdentity'),
    trusting,
  });
  const openOnes = resources.filter(({ id }) => openToAll.has(id));
  const before = new Set([
    ...[...exposing.values()].flat().flatMap(({ resource }) => [resource.id, keyOf(resource) ?? resource.id]),
    ...[...loading.values()].flat().map(({ bucket }) => bucket),
  ]);
  return {
    view,
    actors: [...users, ...roles],
    strangers: raw.nodes.filter(isStranger),
    roles: byAccount,
    users: groupBy(users, ofAccount),
    groups: groupBy(
      raw.nodes.filter((node) => node.label === 'Group'),
      ofAccount,
    ),
    policies: groupBy(
      raw.nodes.filter((node): node is NodeOf<'Policy'> => node.label === 'Policy' && node.kind === 'CUSTOMER_MANAGED'),
      ofAccount,
    ),
    resources: groupBy(resources, (node) => `${ofAccount(node)} ${node.type}`),
    exposing,
    loading,
    before,
    naming,
    trusting,
    openToAll,
    openTypes: new Map(
      [...groupBy(openOnes, ofAccount)].map(([account, some]) => [account, some.map(({ type }) => type)]),
    ),
    openAndLeading: groupBy(
      openOnes.filter(
        (node) => roleOfResource(view, node) !== null || before.has(node.id) || before.has(node.arn ?? node.id),
      ),
      ({ type }) => type,
    ),
    admits,
    givable: rolesGivable(view, { roles: byAccount, admits }),
    providers: groupBy(
      raw.nodes.filter((node) => node.label === 'IdentityProvider'),
      ofAccount,
    ),
    trusted: rememberingProviders(view),
    center: centerOf(raw.nodes, roles, view.gaps?.() ?? []),
    clusters: groupBy(clusters, ({ resource }) => ofAccount(resource)),
    entered: new Set(clusters.flatMap(({ entries }) => [...entries.keys()])),
  };
}

/** Service-linked roles and those of Identity Center act for nobody but their service, or those who are assigned. */
export function isStranger(node: GraphNode): node is Stranger {
  if (node.label === 'User') return !node.isCollected;
  if (node.label === 'Role') return !node.isCollected && !node.isServiceLinked;
  return node.label === 'AccountPrincipal' || node.label === 'Anyone';
}

function rememberingProviders(view: PolicyView): World['trusted'] {
  const known = new Map<string, readonly TrustedProvider[]>();
  return (role) => {
    const found = known.get(role.id) ?? trustedProviders(view, role);
    known.set(role.id, found);
    return found;
  };
}

/** Whether an account has one of any of these types: facts that are not known. Null: all of them were listed, and there is none. */
export function existsIn(
  { view, resources }: World,
  account: string,
  types: readonly string[],
): readonly DecidedRequest[] | null {
  if (types.some((type) => (resources.get(`${account} ${type}`) ?? []).length > 0)) return [];
  const node = accountNode(view, account);
  const open = types.filter((type) => !isListed(node, type));
  if (open.length === 0) return null;
  const arn = open.join(' or ');
  const gap: Gap = notCollected({ ...node, arn }, `Whether account ${account} has an ${open.join(' or an ')}`);
  return [unknownFact('exists', arn, gap)];
}

/** Whether all resources of a type that an account has were listed. */
export function isListed({ listedTypes }: NodeOf<'Account'>, type: string): boolean {
  return listedTypes?.includes(type) === true;
}

export function accountNode(view: PolicyView, account: string): NodeOf<'Account'> {
  const node = view.account(account);
  if (node === null) throw new Error(`invariant: account ${account} has a node`);
  return node;
}
