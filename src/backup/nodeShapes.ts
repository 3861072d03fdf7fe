import { z } from 'zod';
import { claims, credentials, tags, text, textOrNull, texts } from '../iam/shapes.js';
import type { NodeLabel, NodeOf } from '../graph/nodes.js';
import type { Json, JsonObject } from '../lib/json.js';

const base = { id: text.min(1), arn: textOrNull, name: text, account: textOrNull };
const yes = z.boolean();
const json = z.custom<Json>((value) => value !== undefined, 'is no value');
const object = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'is no object',
);

/** The shape of a node by its label. */
export const NODE_SHAPES: { readonly [Label in NodeLabel]: z.ZodType<NodeOf<Label>> } = {
  Organization: z.strictObject({
    ...base,
    label: z.literal('Organization'),
    organizationId: text,
    managementAccount: text,
    scpsCollected: yes.exactOptional(),
    rcpsCollected: yes.exactOptional(),
  }),
  OrganizationalUnit: z.strictObject({
    ...base,
    label: z.literal('OrganizationalUnit'),
    unitId: text,
    organizationId: text,
    parentId: textOrNull,
  }),
  Account: z.strictObject({
    ...base,
    label: z.literal('Account'),
    accountId: text,
    email: textOrNull,
    tags,
    organizationId: textOrNull,
    parentId: textOrNull,
    organizationPath: textOrNull,
    isManagement: yes,
    isCollected: yes,
    partition: text,
    delegatedServices: texts,
    rootFeatures: texts.nullable(),
    outsideOf: texts.exactOptional(),
    publicAccessBlock: json.exactOptional(),
    canonicalUserId: text.exactOptional(),
  }),
  RootUser: z.strictObject({ ...base, label: z.literal('RootUser'), credentials: credentials.nullable() }),
  User: z.strictObject({
    ...base,
    label: z.literal('User'),
    isCollected: yes,
    uniqueId: textOrNull,
    path: text,
    createdAt: textOrNull,
    tags,
    credentials: credentials.nullable(),
  }),
  Role: z.strictObject({
    ...base,
    label: z.literal('Role'),
    isCollected: yes,
    uniqueId: textOrNull,
    path: text,
    createdAt: textOrNull,
    tags,
    lastUsedAt: textOrNull,
    isServiceLinked: yes,
    isIdentityCenter: yes,
    instanceProfiles: texts,
    maxSessionSeconds: z.number().nullable(),
    isLastUseUnknown: yes.exactOptional(),
    refusesSessionTags: yes.exactOptional(),
  }),
  Group: z.strictObject({ ...base, label: z.literal('Group'), path: text }),
  Service: z.strictObject({ ...base, label: z.literal('Service') }),
  FederatedIdentity: z.strictObject({
    ...base,
    label: z.literal('FederatedIdentity'),
    protocol: z.enum(['SAML', 'OIDC']),
    providerName: text,
    providerId: textOrNull,
    claims: claims.nullable(),
  }),
  AccountPrincipal: z.strictObject({
    ...base,
    label: z.literal('AccountPrincipal'),
    knownIds: texts.exactOptional(),
  }),
  Anyone: z.strictObject({
    ...base,
    label: z.literal('Anyone'),
    knownAccounts: texts.exactOptional(),
    knownOrganizations: texts.exactOptional(),
    knownIds: texts.exactOptional(),
  }),
  IdentityProvider: z.strictObject({
    ...base,
    label: z.literal('IdentityProvider'),
    kind: z.enum(['SAML', 'OIDC']),
    url: textOrNull,
    clientIds: texts,
    isDetailed: yes,
  }),
  AccountControl: z.strictObject({ ...base, label: z.literal('AccountControl') }),
  InstanceProfile: z.strictObject({ ...base, label: z.literal('InstanceProfile'), roleId: textOrNull }),
  Resource: z.strictObject({
    ...base,
    label: z.literal('Resource'),
    type: text,
    region: textOrNull,
    tags,
    isPolicyCollected: yes,
    properties: object,
  }),
  Policy: z.strictObject({
    ...base,
    label: z.literal('Policy'),
    kind: z.enum([
      'AWS_MANAGED',
      'CUSTOMER_MANAGED',
      'INLINE',
      'TRUST',
      'RESOURCE',
      'SERVICE_CONTROL',
      'RESOURCE_CONTROL',
    ]),
    ownerId: textOrNull,
    versionId: textOrNull,
    documentKey: textOrNull,
    isSubstitute: yes,
  }),
};
