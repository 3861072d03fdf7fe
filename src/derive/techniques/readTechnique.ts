import { z } from 'zod';
import type { ActionTable } from '../../policy/actions.js';
import { step as pointerStep } from '../../lib/fields.js';
import type { Json } from '../../lib/json.js';
import { FORM } from './saying.js';
import type { Technique } from './technique.js';

/** A file that is no technique: where it is wrong and why. */
export class TechniqueRefused extends Error {
  /** JSON pointer. */
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(message);
    this.name = 'TechniqueRefused';
    this.pointer = pointer;
  }
}

const text = z.string().min(1);
const page = z.url({ protocol: /^https$/ });
const action = z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9]+$/, 'an action is written service:Action, without wildcards');
const type = z.string().regex(/^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/, 'a type is written as CloudFormation names it');
const arn = z.string().startsWith('arn:');
const value = z
  .string()
  .refine(
    (said) => !said.includes('${') || FORM.test(said),
    'of forms there are ${Target}, ${Actor} and ${InstanceProfile}',
  );
const json = z.custom<Json>((value) => value !== undefined);

const target = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ROLE'),
    service: text.nullable().default(null),
    admitting: z.array(action).default([]),
    needsInstanceProfile: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('ROLE_OF'),
    type,
    where: z.record(text, json).default({}),
    roleMay: z.array(action).default([]),
  }),
  z.strictObject({ kind: z.literal('EXPOSED'), type }),
  z.strictObject({ kind: z.literal('LOADED'), type }),
  z.strictObject({
    kind: z.literal('POOL'),
    as: z.enum(['SIGNED_IN', 'GUEST']).default('SIGNED_IN'),
    where: z.record(text, json).default({}),
  }),
  z.strictObject({ kind: z.literal('PODS'), by: z.enum(['ENTRY', 'NEW_ENTRY', 'NEW_MODE', 'OWN_ENTRY']) }),
  z.strictObject({ kind: z.literal('FEDERATED'), isThere: z.boolean() }),
  z.strictObject({
    kind: z.literal('USER'),
    hasLoginProfile: z.boolean().nullable().default(null),
    hasTwoAccessKeys: z.boolean().nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('REWRITE'),
    of: z.enum(['USER', 'ROLE', 'GROUP', 'POLICY', 'BOUNDARY']),
    replaces: z
      .enum(['NOTHING', 'INLINE', 'POLICY', 'BOUNDARY', 'VERSION', 'DENYING_MANAGED', 'DENYING_INLINE', 'MEMBERSHIP'])
      .default('NOTHING'),
  }),
  z.strictObject({
    kind: z.literal('RESOURCE_POLICY'),
    type,
    isWhole: z.boolean(),
    allowing: z.array(text).default(['*']),
  }),
  z.strictObject({
    kind: z.literal('CONTROLS'),
    by: z.enum(['UPDATING', 'DETACHING', 'DISABLING', 'MOVING', 'REMOVING', 'LEAVING']),
  }),
  z.strictObject({ kind: z.literal('GROUP') }),
  z.strictObject({
    kind: z.literal('PERMISSION_SET'),
    by: z.enum(['ASSIGNMENT', 'CREATION', 'INLINE_POLICY', 'MANAGED_POLICY', 'CUSTOMER_POLICY', 'BOUNDARY']),
  }),
  z.strictObject({ kind: z.literal('DIRECTORY_GROUP') }),
  z.strictObject({ kind: z.literal('PERSON') }),
  z.strictObject({ kind: z.literal('CONTROL') }),
  z.strictObject({
    kind: z.literal('CHOOSE'),
    what: z.enum(['OWN_TAGS', 'TAGS', 'OWN_MFA']),
    of: z.enum(['USER', 'ROLE']),
  }),
  z.strictObject({ kind: z.literal('JOIN_AFAR') }),
  z.strictObject({ kind: z.literal('JOIN'), rewrite: text.nullable(), become: text.nullable() }),
]);

const shape = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is written in small letters, digits and hyphens'),
  title: text,
  target,
  steps: z.array(
    z.strictObject({
      actions: z.array(action).min(1),
      on: z.enum([
        'TARGET',
        'RESOURCE',
        'WITHIN',
        'OBJECT',
        'NEW',
        'EXISTING',
        'CLUSTER',
        'NAMED',
        'CENTER',
        'ANOTHER_ROLE',
        'NONE',
      ]),
      named: z.array(arn).default([]),
      perhaps: z.array(arn).default([]),
      context: z.record(text, value.nullable()).default({}),
    }),
  ),
  exists: z.array(z.union([type, z.array(type).min(2)])).default([]),
  unknown: z.array(z.string().startsWith('Whether ')).default([]),
  reference: page,
  catalogue: page.nullable().default(null),
  remediation: text,
  cases: z.array(
    z.strictObject({
      name: text,
      expect: z.enum(['ALLOWED', 'CONDITIONAL', 'DENIED']),
      policy: z.array(json),
      world: z.record(text, json).default({}),
    }),
  ),
});

/**
 * Reads one technique. Errors: TechniqueRefused where it has not the shape, names an action that AWS does not document, or lacks a case that
 * it is there, one that it is not, or one in which it is denied.
 */
export function readTechnique(value: unknown, table: Pick<ActionTable, 'find'>): Technique {
  const { data, error } = shape.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (data === undefined) {
    throw new TechniqueRefused(
      (issue?.path ?? []).map((part) => pointerStep(String(part))).join(''),
      issue?.message ?? '',
    );
  }
  const isAnyTwo = data.target.kind === 'JOIN_AFAR' || (data.target.kind === 'JOIN' && data.target.rewrite === null);
  if (isAnyTwo !== (data.steps.length === 0)) {
    throw new TechniqueRefused('/steps', 'steps are needed, but for a name of any two techniques, which has none');
  }
  for (const [at, { actions }] of data.steps.entries()) {
    const unknown = actions.findIndex((name) => table.find(name)?.name !== name);
    if (unknown >= 0) {
      const pointer = `/steps/${at}/actions/${unknown}`;
      throw new TechniqueRefused(
        pointer,
        `AWS documents no action ${actions[unknown] ?? ''}: write its name as AWS does`,
      );
    }
  }
  const denied = data.cases.filter(({ expect }) => expect === 'DENIED');
  const isWhole =
    data.cases.some(({ expect }) => expect === (isNeverSure(data) ? 'CONDITIONAL' : 'ALLOWED')) &&
    (needsNoPermission(data.target) || denied.some(hasDeny)) &&
    denied.some((one) => !hasDeny(one));
  if (!isWhole) {
    const message =
      'a case that is ALLOWED, one that is DENIED for what is missing, and one that is DENIED by a Deny are needed';
    throw new TechniqueRefused('/cases', message);
  }
  return data;
}

/** What it always takes besides, nobody can collect: what it states itself, or that an account has what one that stands alone needs. */
function isNeverSure({ target: of, unknown }: Pick<Technique, 'target' | 'unknown'>): boolean {
  return unknown.length > 0 || (of.kind === 'CONTROLS' && (of.by === 'REMOVING' || of.by === 'LEAVING'));
}

/**
 * Whoever has an access entry signs in to the cluster by sts:GetCallerIdentity, which needs no permission, and which no policy denies.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
function needsNoPermission(of: Technique['target']): boolean {
  return of.kind === 'PODS' && of.by === 'ENTRY';
}

function hasDeny({ policy, world }: Pick<Technique['cases'][number], 'policy' | 'world'>): boolean {
  return JSON.stringify([policy, world]).includes('"Effect":"Deny"');
}
