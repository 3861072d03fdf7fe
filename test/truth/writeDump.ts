import type { Json, JsonObject } from '../../src/lib/json.js';

/** A user, role or group in a few words; statements stand for documents of version 2012-10-17, objects for themselves. */
export interface IdentitySketch {
  readonly path?: string;
  readonly id?: string;
  readonly inline?: readonly Json[];
  readonly attached?: readonly string[];
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly groups?: readonly string[];
  /** When it was made; the start of 2024 when left out. */
  readonly created?: string;
  /** Of roles. */
  readonly trust?: Json;
  /** Null: the answer does not tell. */
  readonly lastUsed?: string | null;
}

export interface AccountSketch {
  readonly partition?: string;
  readonly users?: Readonly<Record<string, IdentitySketch>>;
  readonly roles?: Readonly<Record<string, IdentitySketch>>;
  readonly groups?: Readonly<Record<string, IdentitySketch>>;
  /** Customer managed policies by name; AWS managed ones by ARN. */
  readonly managed?: Readonly<Record<string, Json>>;
  /** SAML providers by name. */
  readonly saml?: readonly string[];
  /** OIDC providers by host and path, with client ids. */
  readonly oidc?: Readonly<Record<string, readonly string[]>>;
}

export interface OrganizationSketch {
  readonly id?: string;
  readonly management: string;
  /** Account number to the id of its parent: `r-root`, or a unit. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Unit to parent. */
  readonly units?: Readonly<Record<string, string>>;
  /** Documents with their targets. FullAWSAccess stands everywhere unless `withoutFullAccess` names a target. */
  readonly scps?: readonly { readonly document: Json; readonly targets: readonly string[] }[];
  readonly rcps?: readonly { readonly document: Json; readonly targets: readonly string[] }[];
  readonly withoutFullAccess?: readonly string[];
  readonly delegated?: Readonly<Record<string, readonly string[]>>;
  readonly features?: readonly string[];
}

export interface DumpSketch {
  readonly accounts: Readonly<Record<string, AccountSketch>>;
  readonly organization?: OrganizationSketch;
}

/** Writes a dump as the AWS CLI would: files by path. */
export function writeDump({ accounts, organization }: DumpSketch): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const put = (path: string, value: Json) => files.set(path, JSON.stringify(value, null, 1));
  for (const [account, sketch] of Object.entries(accounts)) {
    put(`accounts/${account}/authorization-details.json`, detailsOf(account, sketch));
    if (sketch.saml !== undefined || sketch.oidc !== undefined) {
      put(`accounts/${account}/identity-providers.json`, providersOf(account, sketch));
    }
  }
  if (organization !== undefined) put('organization.json', organizationOf(organization));
  return files;
}

/** One statement or a list of them becomes a document; a document stays. */
export function documentOf(value: Json): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && 'Statement' in value) return value;
  return { Version: '2012-10-17', Statement: value };
}

function detailsOf(account: string, sketch: AccountSketch): Json {
  const partition = sketch.partition ?? 'aws';
  const base = `arn:${partition}:iam::${account}`;
  const identity = (kind: string, prefix: string, name: string, one: IdentitySketch): JsonObject => ({
    Path: one.path ?? '/',
    [`${kind}Name`]: name,
    [`${kind}Id`]: one.id ?? uniqueId(prefix, account, name),
    Arn: `${base}:${kind.toLowerCase()}${one.path ?? '/'}${name}`,
    CreateDate: one.created ?? '2024-01-02T03:04:05+00:00',
    AttachedManagedPolicies: (one.attached ?? []).map(attachment),
  });
  const inline = (one: IdentitySketch): Json[] =>
    (one.inline ?? []).map((document, index) => ({
      PolicyName: `inline${index}`,
      PolicyDocument: documentOf(document),
    }));
  const rest = (one: IdentitySketch): JsonObject => ({
    ...(one.boundary === undefined
      ? {}
      : { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: one.boundary } }),
    Tags: Object.entries(one.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
  });
  return {
    UserDetailList: Object.entries(sketch.users ?? {}).map(([name, one]) => ({
      ...identity('User', 'AIDA', name, one),
      UserPolicyList: inline(one),
      GroupList: [...(one.groups ?? [])],
      ...rest(one),
    })),
    GroupDetailList: Object.entries(sketch.groups ?? {}).map(([name, one]) => ({
      ...identity('Group', 'AGPA', name, one),
      GroupPolicyList: inline(one),
    })),
    RoleDetailList: Object.entries(sketch.roles ?? {}).map(([name, one]) => ({
      ...identity('Role', 'AROA', name, one),
      AssumeRolePolicyDocument: documentOf(one.trust ?? []),
      InstanceProfileList: [],
      RolePolicyList: inline(one),
      ...(one.lastUsed === null
        ? {}
        : { RoleLastUsed: one.lastUsed === undefined ? {} : { LastUsedDate: one.lastUsed, Region: 'eu-west-1' } }),
      ...rest(one),
    })),
    Policies: Object.entries(sketch.managed ?? {}).map(([name, document]) => ({
      PolicyName: name.slice(name.lastIndexOf('/') + 1),
      PolicyId: uniqueId('ANPA', account, name),
      Arn: name.startsWith('arn:') ? name : `${base}:policy/${name}`,
      Path: '/',
      DefaultVersionId: 'v1',
      AttachmentCount: 1,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      CreateDate: '2024-01-02T03:04:05+00:00',
      UpdateDate: '2024-01-02T03:04:05+00:00',
      PolicyVersionList: [
        {
          Document: documentOf(document),
          VersionId: 'v1',
          IsDefaultVersion: true,
          CreateDate: '2024-01-02T03:04:05+00:00',
        },
      ],
    })),
    IsTruncated: false,
  };
}

function attachment(arn: string): Json {
  return { PolicyName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: arn };
}

/** The id that a principal without one in its sketch gets. */
export function uniqueId(prefix: string, account: string, name: string): string {
  return `${prefix}${account}${name.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()}`.padEnd(21, 'X');
}

function providersOf(account: string, { saml = [], oidc = {}, partition = 'aws' }: AccountSketch): Json {
  const base = `arn:${partition}:iam::${account}`;
  return {
    SAMLProviders: saml.map((name) => ({
      Arn: `${base}:saml-provider/${name}`,
      CreateDate: '2024-01-02T03:04:05+00:00',
    })),
    OpenIDConnectProviders: Object.entries(oidc).map(([host, ClientIDList]) => ({
      Arn: `${base}:oidc-provider/${host}`,
      Url: host,
      ClientIDList: [...ClientIDList],
      ThumbprintList: [],
      CreateDate: '2024-01-02T03:04:05+00:00',
    })),
  };
}

const FULL = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });
const FULL_RCP = documentOf({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' });

function organizationOf(sketch: OrganizationSketch): Json {
  const { id = 'o-truthtruth', management, accounts, units = {} } = sketch;
  const base = `arn:aws:organizations::${management}`;
  const account = (number: string): JsonObject => ({
    Id: number,
    Arn: `${base}:account/${id}/${number}`,
    Email: `${number}@example.com`,
    Name: `account-${number}`,
    Status: 'ACTIVE',
  });
  const unit = (name: string): JsonObject => ({ Id: name, Arn: `${base}:ou/${id}/${name}`, Name: name });
  const parents = ['r-root', ...Object.keys(units)];
  const everywhere = [...parents, ...Object.keys(accounts)];
  const childrenOf = (of: Readonly<Record<string, string>>, parent: string): string[] =>
    Object.entries(of).flatMap(([child, at]) => (at === parent ? [child] : []));
  const controls = (type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY') => {
    const isScp = type === 'SERVICE_CONTROL_POLICY';
    const name = isScp ? 'FullAWSAccess' : 'RCPFullAWSAccess';
    const without = isScp ? (sketch.withoutFullAccess ?? []) : [];
    const full = { document: isScp ? FULL : FULL_RCP, targets: everywhere.filter((at) => !without.includes(at)) };
    const custom = (isScp ? sketch.scps : sketch.rcps) ?? [];
    return [full, ...custom].map(({ document, targets }, index) => {
      const policyId = index === 0 ? `p-${name}` : `p-${isScp ? 'scp' : 'rcp'}${String(index).padStart(6, '0')}`;
      const summary: JsonObject = {
        Id: policyId,
        Arn:
          index === 0
            ? `arn:aws:organizations::aws:policy/${type.toLowerCase()}/${policyId}`
            : `${base}:policy/${id}/${type.toLowerCase()}/${policyId}`,
        Name: index === 0 ? name : `${isScp ? 'scp' : 'rcp'}-${index}`,
        Type: type,
        AwsManaged: index === 0,
      };
      const content: Json = { Policy: { PolicySummary: summary, Content: JSON.stringify(documentOf(document)) } };
      const listed: Json = {
        Targets: targets.map((target) => ({ TargetId: target, Name: target, Type: typeOf(target) })),
      };
      return { policyId, summary, content, listed };
    });
  };
  const scps = controls('SERVICE_CONTROL_POLICY');
  const rcps = controls('RESOURCE_CONTROL_POLICY');
  const all = [...scps, ...rcps];
  return {
    DescribeOrganization: {
      Organization: {
        Id: id,
        Arn: `${base}:organization/${id}`,
        FeatureSet: 'ALL',
        MasterAccountArn: `${base}:account/${id}/${management}`,
        MasterAccountId: management,
        MasterAccountEmail: 'root@example.com',
      },
    },
    ListRoots: {
      Roots: [
        {
          Id: 'r-root',
          Arn: `${base}:root/${id}/r-root`,
          Name: 'Root',
          PolicyTypes: [
            { Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' },
            { Type: 'RESOURCE_CONTROL_POLICY', Status: 'ENABLED' },
          ],
        },
      ],
    },
    ListAccounts: { Accounts: Object.keys(accounts).map(account) },
    ListOrganizationalUnitsForParent: Object.fromEntries(
      parents.map((parent) => [parent, { OrganizationalUnits: childrenOf(units, parent).map(unit) }]),
    ),
    ListAccountsForParent: Object.fromEntries(
      parents.map((parent) => [parent, { Accounts: childrenOf(accounts, parent).map(account) }]),
    ),
    ListPolicies: {
      SERVICE_CONTROL_POLICY: { Policies: scps.map(({ summary }) => summary) },
      RESOURCE_CONTROL_POLICY: { Policies: rcps.map(({ summary }) => summary) },
    },
    DescribePolicy: Object.fromEntries(all.map(({ policyId, content }) => [policyId, content])),
    ListTargetsForPolicy: Object.fromEntries(all.map(({ policyId, listed }) => [policyId, listed])),
    ListDelegatedAdministrators: {
      DelegatedAdministrators: Object.keys(sketch.delegated ?? {}).map(account),
    },
    ListDelegatedServicesForAccount: Object.fromEntries(
      Object.entries(sketch.delegated ?? {}).map(([number, services]) => [
        number,
        { DelegatedServices: services.map((ServicePrincipal) => ({ ServicePrincipal })) },
      ]),
    ),
    ...(sketch.features === undefined
      ? {}
      : { ListOrganizationsFeatures: { OrganizationId: id, EnabledFeatures: [...sketch.features] } }),
  };
}

function typeOf(target: string): string {
  return target.startsWith('r-') ? 'ROOT' : target.startsWith('ou-') ? 'ORGANIZATIONAL_UNIT' : 'ACCOUNT';
}
