import { z } from 'zod';
import { isAccountId, parseArn } from '../../../src/iam/arn.js';
import { present } from '../../../src/lib/invariant.js';
import type { Json } from '../../../src/lib/json.js';
import { compilePolicy } from '../../../src/policy/compile.js';
import type {
  AccessRequest,
  AccountFacts,
  AttachedPolicy,
  Caller,
  Layers,
  OrganizationFacts,
  SessionFacts,
} from '../../../src/policy/model.js';

const document = z.record(z.string(), z.unknown());
const documents = z.array(document);
const organization = z.strictObject({ id: z.string(), path: z.string(), managementAccount: z.boolean() });
const tags = z.record(z.string(), z.string());

const layerKind = z.enum(['IDENTITY', 'RESOURCE', 'BOUNDARY', 'SESSION', 'SCP', 'RCP', 'ENDPOINT']);

const need = z.union([
  z.string(),
  z.strictObject({
    key: z.string().nullable(),
    operator: z.string(),
    values: z.array(z.string()),
    isNegated: z.boolean(),
  }),
]);

/** One case: a request, its policies, and the answer expected, with its reason. */
export const caseSchema = z.strictObject({
  note: z.string().min(10),
  source: z.string().regex(/^(https:\/\/docs\.aws\.amazon\.com\/|likely: |disputed: )/),
  request: z.strictObject({
    /** An ARN, a service, `anonymous`, an account number, or `anyone`; a provider's ARN is a user of it. */
    principal: z.string(),
    action: z.string(),
    resource: z.string(),
    context: z.record(z.string(), z.array(z.string())).optional(),
    absent: z.array(z.string()).optional(),
    session: z
      .strictObject({
        name: z.string(),
        tags,
        sourceIdentity: z.string().nullable(),
        mfa: z.boolean(),
        provider: z.string().nullable(),
        federationTokenName: z.string(),
      })
      .partial()
      .optional(),
    uniqueId: z.string().optional(),
    tags: tags.optional(),
    isServiceLinked: z.boolean().optional(),
  }),
  policies: z
    .strictObject({
      identity: documents,
      resource: document,
      boundary: documents,
      session: documents,
      scp: z.array(documents),
      rcp: z.array(documents),
      endpoint: documents,
    })
    .partial(),
  settings: z
    .strictObject({ principalOrg: organization.nullable(), resourceOrg: organization.nullable() })
    .partial()
    .optional(),
  missingContext: z.enum(['ABSENT', 'UNKNOWN']).optional(),
  expect: z.strictObject({
    decision: z.enum(['ALLOWED', 'CONDITIONAL', 'DENIED']),
    denial: z.enum(['EXPLICIT', 'IMPLICIT']).optional(),
    /** Kinds of the decisive layers, sorted; with no decisive layer, `because` says why. */
    decidedBy: z.array(layerKind),
    because: z.string().min(1).optional(),
    needs: z.array(z.array(need).min(1)).min(1).optional(),
  }),
});

export type PolicyCase = z.infer<typeof caseSchema>;

/** The request of a case as the engine takes it. */
export function requestOf({ request, settings, policies, missingContext }: PolicyCase): AccessRequest {
  const owner = parseArn(request.resource)?.account ?? '';
  return {
    caller: callerOf(request, accountWith(settings?.principalOrg), policies.boundary !== undefined),
    action: request.action,
    resource: {
      arn: request.resource,
      account: owner === '' ? undefined : accountWith(settings?.resourceOrg)(owner),
      tags: [],
    },
    stated: {
      values: new Map(Object.entries(request.context ?? {}).map(([key, values]) => [key.toLowerCase(), values])),
      absent: new Set((request.absent ?? []).map((key) => key.toLowerCase())),
      missing: missingContext ?? 'UNKNOWN',
    },
  };
}

/** The policies of a case in their layers. */
export function layersOf({ policies }: PolicyCase): Layers {
  const attach = (found: Record<string, unknown>, name: string): AttachedPolicy => ({
    id: null,
    name,
    attachedTo: null,
    policy: compilePolicy(found as Json),
  });
  const all = (found: readonly Record<string, unknown>[] | undefined, name: string): readonly AttachedPolicy[] | null =>
    found?.map((each, index) => attach(each, `${name}-${index}`)) ?? null;
  const levels = (found: readonly (readonly Record<string, unknown>[])[] | undefined, name: string) =>
    found?.map((level, index) => ({ at: `level:${index}`, policies: all(level, name) ?? [] })) ?? null;
  return {
    identity: all(policies.identity, 'identity') ?? [],
    boundary: all(policies.boundary, 'boundary'),
    session: all(policies.session, 'session'),
    scp: levels(policies.scp, 'scp'),
    rcp: levels(policies.rcp, 'rcp'),
    resource: policies.resource === undefined ? null : attach(policies.resource, 'resource'),
    endpoint: all(policies.endpoint, 'endpoint'),
  };
}

function accountWith(organizationFacts: z.infer<typeof organization> | null | undefined) {
  return (id: string): AccountFacts => ({ id, organization: factsOf(organizationFacts) });
}

function factsOf(found: z.infer<typeof organization> | null | undefined): OrganizationFacts | null {
  return found ? { id: found.id, path: found.path, isManagementAccount: found.managementAccount } : null;
}

function callerOf(request: PolicyCase['request'], account: (id: string) => AccountFacts, hasBoundary: boolean): Caller {
  const { principal } = request;
  if (principal === 'anonymous') return { kind: 'ANONYMOUS' };
  if (principal === 'anyone')
    return { kind: 'ANYONE', knownAccounts: ['111111111111', '222222222222'], knownOrganizations: ['o-known'] };
  if (isAccountId(principal)) return { kind: 'ACCOUNT', account: account(principal) };
  if (principal.endsWith('.amazonaws.com') && !principal.startsWith('arn:'))
    return { kind: 'SERVICE', name: principal };
  const arn = present(parseArn(principal), `${principal} is a principal`);
  const tagList = (found: Readonly<Record<string, string>>) =>
    Object.entries(found).map(([key, value]) => ({ key, value }));
  const { name, tags: sessionTags, sourceIdentity, mfa, provider, federationTokenName } = request.session ?? {};
  const session: SessionFacts & { readonly federationTokenName?: string } = {
    ...(name === undefined ? {} : { name }),
    ...(sessionTags === undefined ? {} : { tags: tagList(sessionTags) }),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    ...(mfa === undefined ? {} : { mfa }),
    ...(provider === undefined ? {} : { provider }),
    ...(federationTokenName === undefined ? {} : { federationTokenName }),
  };
  const common = { arn: principal, account: account(arn.account) };
  if (arn.resource === 'root') return { kind: 'ROOT', ...common };
  if (arn.resource.startsWith('oidc-provider/'))
    return { kind: 'FEDERATED', protocol: 'OIDC', provider: principal, claims: [] };
  if (arn.resource.startsWith('saml-provider/'))
    return { kind: 'FEDERATED', protocol: 'SAML', provider: principal, claims: [] };
  const identity = { ...common, uniqueId: request.uniqueId, tags: tagList(request.tags ?? {}), hasBoundary };
  if (arn.resource.startsWith('user/')) return { kind: 'USER', ...identity, session };
  return { kind: 'ROLE', ...identity, session, isServiceLinked: request.isServiceLinked ?? false };
}
