import { z } from 'zod';
import { HOP_KINDS } from '../../graph/edges.js';
import { evidence, claims as needs, gap, statement, tags, text, textOrNull, texts } from '../../iam/shapes.js';
import type { Caller, Literal } from '../../policy/model.js';
import { LEFT_OPEN } from '../statedAlong.js';
import type { ProofDecision, ProofHop, ProofLayers, ProofPart, ProofPath, ProofRequest } from './proof.js';

const place = z.number().int().min(0);
const decision = z.enum(['ALLOWED', 'CONDITIONAL', 'DENIED']);

const organization = z.strictObject({ id: text, path: text, isManagementAccount: z.boolean() });
const account = z
  .strictObject({
    id: text,
    organization: organization.nullable().optional(),
    outsideOf: texts.exactOptional(),
    canonicalUserId: text.exactOptional(),
  })
  .transform((found) => ({ ...found, organization: found.organization }));

const session = z.strictObject({
  name: text.exactOptional(),
  sourceIdentity: textOrNull.exactOptional(),
  tags: tags.exactOptional(),
  transitiveTagKeys: texts.exactOptional(),
  chained: z.boolean().exactOptional(),
  mfa: z.boolean().exactOptional(),
  provider: textOrNull.exactOptional(),
});

const atom = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('CONTEXT'),
    key: text,
    operator: text,
    values: texts,
    statement: statement.nullable(),
  }),
  z.strictObject({ kind: z.literal('SESSION'), name: text, statement: statement.nullable() }),
  z.strictObject({ kind: z.literal('UNREAD'), gap }),
]);
const literals: z.ZodType<Literal[]> = z.array(z.strictObject({ atom, isNegated: z.boolean(), hop: place.nullable() }));

const identity = {
  arn: text,
  account,
  uniqueId: text.optional(),
  tags: tags.optional(),
  hasBoundary: z.boolean().optional(),
};
const whole = <Found extends { uniqueId?: string | undefined; tags?: unknown; hasBoundary?: boolean | undefined }>(
  found: Found,
) => ({ ...found, uniqueId: found.uniqueId, tags: found.tags as Found['tags'], hasBoundary: found.hasBoundary });

const caller: z.ZodType<Caller> = z.union([
  z
    .strictObject({
      kind: z.literal('USER'),
      ...identity,
      session: z.strictObject({ ...session.shape, federationTokenName: text.exactOptional() }),
    })
    .transform(whole),
  z.strictObject({ kind: z.literal('ROLE'), ...identity, isServiceLinked: z.boolean(), session }).transform(whole),
  z.strictObject({ kind: z.literal('ROOT'), arn: text, account }),
  z.strictObject({ kind: z.literal('SERVICE'), name: text }),
  z.strictObject({
    kind: z.literal('FEDERATED'),
    protocol: z.enum(['SAML', 'OIDC']),
    provider: text,
    claims: literals,
  }),
  z.strictObject({ kind: z.literal('ACCOUNT'), account, knownIds: texts.exactOptional() }),
  z.strictObject({
    kind: z.literal('ANYONE'),
    knownAccounts: texts,
    knownOrganizations: texts,
    knownIds: texts.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('CANONICAL_USER'), id: text }),
  z.strictObject({ kind: z.literal('ANONYMOUS') }),
]);

const resource = z
  .strictObject({
    arn: text,
    isPattern: z.boolean().exactOptional(),
    account: account.optional(),
    objectOwner: account.exactOptional(),
    tags: tags.optional(),
    keys: z.record(text, text).exactOptional(),
  })
  .transform((found) => ({ ...found, account: found.account, tags: found.tags }));

const stated = z.strictObject({
  values: z.record(text, texts),
  absent: texts,
  leftOpen: z.enum(LEFT_OPEN).nullable(),
  missing: z.enum(['UNKNOWN', 'ABSENT']),
});

const policy = z.strictObject({ id: textOrNull, name: text, attachedTo: textOrNull, policy: z.union([place, gap]) });
const policies = z.array(policy);
const levels = z.array(z.strictObject({ at: textOrNull, policies }));
const layers: z.ZodType<ProofLayers> = z.strictObject({
  isOwnSideGiven: z.boolean().exactOptional(),
  identity: policies,
  boundary: policies.nullable(),
  session: policies.nullable(),
  scp: levels.nullable(),
  rcp: levels.nullable(),
  resource: policy.nullable(),
  endpoint: policies.nullable(),
  service: z
    .strictObject({
      acl: policy.exactOptional(),
      keyGrants: policy.exactOptional(),
      restrictsPublicBuckets: z.boolean().exactOptional(),
      isUnderManagedKey: z.boolean().exactOptional(),
    })
    .exactOptional(),
});

const decided = {
  takes: z.enum(['EVERY', 'SOME', 'TOGETHER', 'FACT', 'STORED']),
  requests: z.array(place),
  decision,
  needs: needs.nullable(),
};
const companion: z.ZodType<ProofDecision> = z.strictObject(decided);
const part: z.ZodType<ProofPart> = z.strictObject({
  ...decided,
  action: text,
  resource: text,
  choice: textOrNull,
  choices: z
    .strictObject({
      own: text.exactOptional(),
      target: text.exactOptional(),
      sets: text.exactOptional(),
      mfa: z.literal(true).exactOptional(),
    })
    .nullable(),
  isElsewhere: z.boolean(),
  ends: z.strictObject({ from: text, to: text }).nullable(),
});
const end = z.strictObject({ id: text, arn: textOrNull, name: text, label: text });

/** The shape of the items of each list of a proof but the policies. */
export const PART_SHAPES: {
  readonly requests: z.ZodType<ProofRequest>;
  readonly hops: z.ZodType<ProofHop>;
  readonly paths: z.ZodType<ProofPath>;
} = {
  requests: z.strictObject({
    caller,
    action: text,
    resource,
    stated,
    layers,
    decision,
    denial: z.enum(['EXPLICIT', 'IMPLICIT']).nullable(),
    needs: needs.nullable(),
  }),
  hops: z.strictObject({
    kind: z.enum(HOP_KINDS),
    rule: text,
    action: text,
    from: end,
    to: end,
    on: text,
    evidence: evidence.exactOptional(),
    technique: text.exactOptional(),
    parts: z.array(part).exactOptional(),
    under: stated.nullable().exactOptional(),
    entersNobody: z.literal(true).exactOptional(),
    ...decided,
    stated,
    claims: literals,
    roleTags: tags.optional(),
    roleId: text.optional(),
    maxSessionSeconds: z.number().nullable(),
    provider: text.exactOptional(),
    tagSession: companion.exactOptional(),
    setSourceIdentity: companion.exactOptional(),
  }),
  paths: z.strictObject({
    from: end,
    to: end,
    hops: z.array(place).max(16),
    session,
    decision,
    needs: needs.nullable(),
    text,
  }),
};

/** The shape of what a proof is about. */
export const ABOUT_SHAPE = z.strictObject({ generation: text, rules: text, collectedAt: textOrNull });

/** The shape of the digests. */
export const DIGESTS_SHAPE = z.record(text, z.string().regex(/^[0-9a-f]{64}$/u, 'is no SHA-256 in hexadecimal'));
