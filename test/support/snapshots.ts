import { hash } from 'node:crypto';
import type {
  Account,
  Group,
  IdentityProvider,
  ManagedPolicy,
  Organization,
  Resource,
  Role,
  Snapshot,
  User,
} from '../../src/iam/snapshot.js';
import { compareCodePoints } from '../../src/lib/codePoints.js';
import type { Json, JsonObject } from '../../src/lib/json.js';

/** A principal in a few words. `policies` are inline documents. */
export interface PrincipalSketch {
  readonly account: string;
  readonly name: string;
  readonly path?: string;
  readonly uniqueId?: string;
  readonly policies?: readonly Json[];
  /** ARNs of managed policies. */
  readonly attached?: readonly string[];
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Of users: names of groups of the account. */
  readonly groups?: readonly string[];
  /** What is known of a user's credentials: whether it has a password, and how many access keys. */
  readonly credentials?: { readonly password?: boolean; readonly accessKeys?: number };
  /** Of roles. */
  readonly trust?: Json;
  /** It has an instance profile. */
  readonly profile?: boolean;
}

/** A resource in a few words; without a policy it has none. */
export interface ResourceSketch {
  readonly arn: string;
  readonly type: string;
  readonly account: string;
  readonly policy?: Json;
  readonly isPolicyCollected?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  readonly properties?: JsonObject;
}

/** A snapshot in a few words: accounts come from whatever names them as their own. */
export interface SnapshotSketch {
  readonly users?: readonly PrincipalSketch[];
  readonly roles?: readonly PrincipalSketch[];
  readonly groups?: readonly PrincipalSketch[];
  /** Documents of managed policies by ARN; null: named and missing. */
  readonly managed?: Readonly<Record<string, Json>>;
  /** Versions of them that are not in force, by ARN: documents; null: not collected. */
  readonly versions?: Readonly<Record<string, readonly (Json | null)[]>>;
  readonly providers?: readonly { readonly arn: string; readonly clientIds?: readonly string[] }[];
  readonly organization?: {
    readonly management: string;
    readonly members: readonly string[];
    /** The unit in which the members stand; without, the root. */
    readonly unit?: string;
    /** Documents by target: `r-root`, the unit or an account. */
    readonly scps?: readonly { readonly document: Json; readonly targets: readonly string[] }[];
    readonly rcps?: readonly { readonly document: Json; readonly targets: readonly string[] }[];
    readonly delegations?: Readonly<Record<string, readonly string[]>>;
    readonly rootFeatures?: readonly string[];
  };
  readonly resources?: readonly ResourceSketch[];
  /** Types of which all resources of an account were listed, by account. */
  readonly listed?: Readonly<Record<string, readonly string[]>>;
  readonly identityCenters?: Snapshot['identityCenters'];
  readonly gaps?: Snapshot['gaps'];
}

/** Draws a snapshot. */
export function sketchSnapshot(sketch: SnapshotSketch): Snapshot {
  const { users = [], roles = [], groups = [], organization } = sketch;
  const collected = new Set([...users, ...roles, ...groups].map(({ account }) => account));
  const members = organization === undefined ? [] : [organization.management, ...organization.members];
  return {
    collectedAt: null,
    sources: ['sketch'],
    organizations: organization === undefined ? [] : [organizationOf(organization)],
    accounts: [...new Set([...collected, ...members])].sort(compareCodePoints).map((id) => ({
      ...accountOf(id, collected.has(id), members.includes(id)),
      ...placeIn(sketch, id),
      ...listedIn(sketch, id),
    })),
    users: users.map(userOf).sort(byArn),
    groups: groups.map(groupOf).sort(byArn),
    roles: roles.map(roleOf).sort(byArn),
    instanceProfiles: [],
    managedPolicies: Object.entries(sketch.managed ?? {}).map(([arn, document]) =>
      managedOf(arn, document, sketch.versions?.[arn] ?? []),
    ),
    identityProviders: (sketch.providers ?? []).map(providerOf),
    identityCenters: sketch.identityCenters ?? [],
    resources: (sketch.resources ?? []).map(resourceOf).sort(byArn),
    gaps: sketch.gaps ?? [],
  };
}

function placeIn({ organization }: SnapshotSketch, account: string): Partial<Account> {
  const unit = organization?.members.includes(account) === true ? organization.unit : undefined;
  return unit === undefined ? {} : { parent: unit };
}

function listedIn({ listed }: SnapshotSketch, account: string): Pick<Account, 'listedTypes'> {
  const types = listed?.[account];
  return types === undefined ? {} : { listedTypes: types };
}

function resourceOf(sketch: ResourceSketch): Resource {
  const { arn, type, account, tags = {} } = sketch;
  return {
    arn,
    type,
    account,
    name: arn.slice(arn.lastIndexOf(':') + 1),
    region: arn.split(':')[3] || null,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    policy: sketch.policy === undefined ? null : { document: sketch.policy, place: null },
    isPolicyCollected: sketch.isPolicyCollected ?? true,
    properties: sketch.properties ?? {},
  };
}

/** A document of one or several statements, of the current version. */
export function policy(...statements: readonly Json[]): Json {
  return { Version: '2012-10-17', Statement: statements };
}

const byArn = (left: { readonly arn: string }, right: { readonly arn: string }) =>
  compareCodePoints(left.arn, right.arn);

const PREFIX = { user: 'AIDA', role: 'AROA', group: 'AGPA' } as const;

/** The unique id of whom a sketch gives none. As AWS makes them, it says nothing of its account. */
export function makeUniqueId(kind: keyof typeof PREFIX, account: string, name: string): string {
  return PREFIX[kind] + hash('sha256', `${kind} ${account} ${name}`).slice(0, 17).toUpperCase();
}

function identityOf(kind: 'user' | 'role' | 'group', sketch: PrincipalSketch): Omit<Group, never> {
  const { account, name, path = '/', uniqueId } = sketch;
  return {
    arn: `arn:aws:iam::${account}:${kind}${path}${name}`,
    account,
    name,
    path,
    uniqueId: uniqueId ?? makeUniqueId(kind, account, name),
    createdAt: null,
    inlinePolicies: (sketch.policies ?? []).map((document, index) => ({
      name: `inline-${index}`,
      document,
      place: null,
    })),
    attachedPolicies: sketch.attached ?? [],
  };
}

function tagsOf({ tags = {} }: PrincipalSketch): User['tags'] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

function userOf(sketch: PrincipalSketch): User {
  return {
    ...identityOf('user', sketch),
    tags: tagsOf(sketch),
    groups: (sketch.groups ?? []).map((name) => `arn:aws:iam::${sketch.account}:group/${name}`),
    boundary: sketch.boundary ?? null,
    credentials: credentialsOf(sketch),
  };
}

function credentialsOf({ credentials }: PrincipalSketch): User['credentials'] {
  if (credentials === undefined) return null;
  const { password, accessKeys } = credentials;
  const key = { isActive: true, createdAt: null, lastUsedAt: null };
  return {
    passwordEnabled: password ?? null,
    passwordLastUsedAt: null,
    mfaEnabled: null,
    accessKeys: accessKeys === undefined ? null : Array.from({ length: accessKeys }, () => key),
  };
}

function groupOf(sketch: PrincipalSketch): Group {
  return identityOf('group', sketch);
}

function roleOf(sketch: PrincipalSketch): Role {
  return {
    ...identityOf('role', sketch),
    tags: tagsOf(sketch),
    boundary: sketch.boundary ?? null,
    trustPolicy: { document: sketch.trust ?? policy(), place: null },
    lastUsedAt: null,
    maxSessionSeconds: null,
    instanceProfiles: sketch.profile === true ? [`arn:aws:iam::${sketch.account}:instance-profile/${sketch.name}`] : [],
  };
}

function managedOf(arn: string, document: Json, others: readonly (Json | null)[]): ManagedPolicy {
  const account = arn.split(':')[4] ?? '';
  return {
    arn,
    name: arn.slice(arn.lastIndexOf('/') + 1),
    account: account === 'aws' ? null : account,
    defaultVersion: 'v1',
    policy: { document, place: null },
    isSubstitute: false,
    otherVersions: others.map((other, place) => ({ versionId: `v${place + 2}`, document: other, place: null })),
  };
}

function providerOf({
  arn,
  clientIds,
}: {
  readonly arn: string;
  readonly clientIds?: readonly string[];
}): IdentityProvider {
  const isSaml = arn.includes(':saml-provider/');
  return {
    arn,
    account: arn.split(':')[4] ?? '',
    kind: isSaml ? 'SAML' : 'OIDC',
    name: arn.slice(arn.indexOf('-provider/') + '-provider/'.length),
    url: null,
    clientIds: clientIds ?? [],
    isDetailed: clientIds !== undefined,
  };
}

function accountOf(id: string, isCollected: boolean, isMember: boolean): Account {
  return {
    id,
    arn: null,
    name: null,
    email: null,
    tags: [],
    organization: isMember ? 'o-test' : null,
    parent: isMember ? 'r-root' : null,
    isCollected,
    partition: 'aws',
    rootCredentials: null,
  };
}

function organizationOf(sketch: NonNullable<SnapshotSketch['organization']>): Organization {
  const controls = (kind: 'SERVICE_CONTROL' | 'RESOURCE_CONTROL', list: SnapshotSketch['organization']) =>
    ((kind === 'SERVICE_CONTROL' ? list?.scps : list?.rcps) ?? []).map(({ document, targets }, index) => ({
      id: `p-${kind}-${index}`,
      arn: `arn:aws:organizations::${sketch.management}:policy/o-test/${kind.toLowerCase()}/p-${index}`,
      name: `${kind} ${index}`,
      kind,
      awsManaged: false,
      targets,
      document,
      place: null,
    }));
  return {
    id: 'o-test',
    arn: `arn:aws:organizations::${sketch.management}:organization/o-test`,
    managementAccount: sketch.management,
    units: [
      { id: 'r-root', arn: null, name: 'Root', parent: null },
      ...(sketch.unit === undefined ? [] : [{ id: sketch.unit, arn: null, name: sketch.unit, parent: 'r-root' }]),
    ],
    controlPolicies: [...controls('SERVICE_CONTROL', sketch), ...controls('RESOURCE_CONTROL', sketch)],
    scpsCollected: true,
    rcpsCollected: true,
    delegations: Object.entries(sketch.delegations ?? {}).map(([account, services]) => ({ account, services })),
    rootFeatures: sketch.rootFeatures ?? null,
  };
}
