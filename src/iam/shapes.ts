import { z } from 'zod';
import type { Evidence, Needs, StatementReference } from './decision.js';
import type { Credentials, Gap, Tag } from './snapshot.js';

export const text = z.string();
export const textOrNull = text.nullable();
export const texts = z.array(text);

export const tags: z.ZodType<Tag[]> = z.array(z.strictObject({ key: text, value: text }));

export const credentials: z.ZodType<Credentials> = z.strictObject({
  passwordEnabled: z.boolean().nullable(),
  passwordLastUsedAt: textOrNull,
  mfaEnabled: z.boolean().nullable(),
  accessKeys: z
    .array(z.strictObject({ isActive: z.boolean(), createdAt: textOrNull, lastUsedAt: textOrNull }))
    .nullable(),
});

export const gap: z.ZodType<Gap> = z.strictObject({
  kind: z.enum([
    'ACCOUNT_NOT_COLLECTED',
    'ORGANIZATION_NOT_COLLECTED',
    'POLICY_DOCUMENT_MISSING',
    'POLICY_SUBSTITUTED',
    'RESOURCE_POLICY_NOT_COLLECTED',
    'PART_UNREADABLE',
    'LISTING_INCOMPLETE',
    'CREDENTIALS_NOT_COLLECTED',
    'ARN_UNKNOWN',
    'SERVICE_NOT_COVERED',
    'WORK_BUDGET_SPENT',
  ]),
  account: textOrNull,
  subject: textOrNull,
  mayHide: z.boolean(),
  mayOverstate: z.boolean(),
  text,
});

export const statement: z.ZodType<StatementReference> = z.strictObject({
  effect: z.enum(['ALLOW', 'DENY']),
  policy: textOrNull,
  policyName: text,
  attachedTo: textOrNull,
  sid: textOrNull,
  index: z.number().int().min(0),
  pointer: text,
  matchedAction: textOrNull,
  matchedResource: textOrNull,
  matchedPrincipal: textOrNull,
  conditions: z.array(
    z.strictObject({ key: text, operator: text, values: texts, outcome: z.enum(['MET', 'NOT_MET', 'OPEN']) }),
  ),
});

/** Needs, which are what claims of a federated identity are too. */
export const claims: z.ZodType<Needs> = z.strictObject({
  alternatives: z.array(
    z.strictObject({
      all: z.array(
        z.strictObject({
          kind: z.enum(['CONTEXT', 'SESSION', 'RESOURCE', 'ACTION']),
          key: textOrNull,
          operator: text,
          isNegated: z.boolean(),
          values: texts,
          hop: z.number().int().min(0).nullable(),
          statement: statement.nullable(),
        }),
      ),
      unread: z.array(gap),
    }),
  ),
  truncated: z.boolean(),
});

export const evidence: z.ZodType<Evidence> = z.strictObject({
  because: text,
  layers: z.array(
    z.strictObject({
      kind: z.enum([
        'IDENTITY',
        'RESOURCE',
        'BOUNDARY',
        'SESSION',
        'SCP',
        'RCP',
        'ENDPOINT',
        'ACL',
        'PUBLIC_ACCESS_BLOCK',
        'KMS_GRANT',
      ]),
      outcome: z.enum(['ALLOWED', 'CONDITIONAL', 'SILENT', 'EXPLICIT_DENY', 'NOT_ATTACHED', 'EXEMPT', 'UNKNOWN']),
      isDecisive: z.boolean(),
      at: textOrNull,
      statements: z.array(statement),
      text,
    }),
  ),
});
