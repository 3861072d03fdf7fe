import type { Gap, GapKind, Snapshot } from '../iam/snapshot.js';
import type { Book, Ingested, Warning } from './ingested.js';

/** What is in a dump, as plain data for `permgraph inspect`; its JSON is stable. */
export interface DumpSummary {
  readonly sources: readonly string[];
  readonly collectedAt: string | null;
  readonly organizations: readonly OrganizationSummary[];
  readonly accounts: readonly AccountSummary[];
  /** What the snapshot holds, by kind. */
  readonly counts: readonly Count[];
  readonly books: readonly Book[];
  readonly warnings: readonly Warning[];
  readonly gapCounts: readonly Count[];
  readonly gaps: readonly Gap[];
}

/** A number with its name. */
export interface Count {
  readonly name: string;
  readonly count: number;
}

export interface OrganizationSummary {
  readonly id: string;
  readonly managementAccount: string;
  readonly accounts: number;
  readonly units: number;
  /** Null where that type of policy was not collected. */
  readonly scps: number | null;
  readonly rcps: number | null;
}

export interface AccountSummary {
  readonly id: string;
  readonly name: string | null;
  readonly organization: string | null;
  readonly isCollected: boolean;
  readonly users: number;
  readonly groups: number;
  readonly roles: number;
}

/** Sums up a dump that was read. */
export function summarizeDump({ snapshot, books, warnings }: Ingested): DumpSummary {
  const users = countByAccount(snapshot.users);
  const groups = countByAccount(snapshot.groups);
  const roles = countByAccount(snapshot.roles);
  return {
    sources: snapshot.sources,
    collectedAt: snapshot.collectedAt,
    organizations: snapshot.organizations.map((organization) => ({
      id: organization.id,
      managementAccount: organization.managementAccount,
      accounts: snapshot.accounts.filter((account) => account.organization === organization.id).length,
      units: organization.units.length,
      scps: organization.scpsCollected ? countPolicies(organization.controlPolicies, 'SERVICE_CONTROL') : null,
      rcps: organization.rcpsCollected ? countPolicies(organization.controlPolicies, 'RESOURCE_CONTROL') : null,
    })),
    accounts: snapshot.accounts.map(({ id, name, organization, isCollected }) => ({
      id,
      name,
      organization,
      isCollected,
      users: users.get(id) ?? 0,
      groups: groups.get(id) ?? 0,
      roles: roles.get(id) ?? 0,
    })),
    counts: countKinds(snapshot),
    books,
    warnings,
    gapCounts: countGaps(snapshot.gaps),
    gaps: snapshot.gaps,
  };
}

function countKinds(snapshot: Snapshot): readonly Count[] {
  const managed = snapshot.managedPolicies;
  return [
    { name: 'accounts', count: snapshot.accounts.length },
    { name: 'accounts collected', count: snapshot.accounts.filter((account) => account.isCollected).length },
    { name: 'users', count: snapshot.users.length },
    { name: 'groups', count: snapshot.groups.length },
    { name: 'roles', count: snapshot.roles.length },
    { name: 'instance profiles', count: snapshot.instanceProfiles.length },
    { name: 'customer managed policies', count: managed.filter((policy) => policy.account !== null).length },
    { name: 'AWS managed policies', count: managed.filter((policy) => policy.account === null).length },
    { name: 'AWS managed policies substituted', count: managed.filter((policy) => policy.isSubstitute).length },
    { name: 'identity providers', count: snapshot.identityProviders.length },
    { name: 'people in directories', count: snapshot.identityCenters.flatMap(({ users }) => users).length },
    { name: 'permission sets', count: snapshot.identityCenters.flatMap((center) => center.permissionSets).length },
    { name: 'resources', count: snapshot.resources.length },
    { name: 'resource policies', count: snapshot.resources.filter(({ policy }) => policy !== null).length },
  ];
}

function countPolicies(policies: readonly { readonly kind: string }[], kind: string): number {
  return policies.filter((policy) => policy.kind === kind).length;
}

function countByAccount(identities: readonly { readonly account: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { account } of identities) counts.set(account, (counts.get(account) ?? 0) + 1);
  return counts;
}

/** In the order in which kinds of gap come first among the sorted gaps. */
function countGaps(gaps: readonly Gap[]): readonly Count[] {
  const counts = new Map<GapKind, number>();
  for (const { kind } of gaps) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count }));
}
