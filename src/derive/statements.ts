import type { Json, JsonObject } from '../lib/json.js';
import { compileGlob, parseGlob } from '../policy/match/condition/index.js';

/** A statement as far as derivation looks for whom and what it names; what it decides is the engine's business. */
export interface Statement {
  readonly index: number;
  readonly effect: 'Allow' | 'Deny';
  /** Patterns in lower case. */
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: readonly NamedPrincipal[];
  readonly notPrincipals: readonly NamedPrincipal[];
  readonly conditions: readonly Condition[];
}

export interface NamedPrincipal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` stands for AWS. */
  readonly type: string;
  readonly value: string;
}

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** The actions that enter a role or a root user's task. */
export const ENTERING_ACTIONS = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:AssumeRoot',
] as const;

export type EnteringAction = (typeof ENTERING_ACTIONS)[number];

const known = new WeakMap<object, readonly Statement[]>();

/** The statements of a document that the engine's parser has accepted. Empty where there is no document. */
export function statementsOf(document: Json | null): readonly Statement[] {
  if (document === null || typeof document !== 'object' || Array.isArray(document)) return [];
  const policy = document as JsonObject;
  const read = known.get(policy) ?? listOf(field(policy, 'Statement')).map(readStatement);
  known.set(policy, read);
  return read;
}

const lowered = new Map(
  [...ENTERING_ACTIONS, 'sts:TagSession', 'sts:SetSourceIdentity'].map((action) => [action, action.toLowerCase()]),
);

/** Whether the action element of the statement takes in this action. */
export function takesIn(statement: Statement, action: string): boolean {
  const asked = lowered.get(action) ?? action.toLowerCase();
  if (statement.notActions.length > 0) return !statement.notActions.some((pattern) => matchesGlob(pattern, asked));
  return statement.actions.some((pattern) => matchesGlob(pattern, asked));
}

/** Actions of one request to enter a role. */
const BEARING_ACTIONS = [...ENTERING_ACTIONS, 'sts:TagSession', 'sts:SetSourceIdentity'];

/** Whether trust policies speak of an action, which is matched without case: a session, or an identity's own call of STS, has none. */
export function isHeardByTrusts(action: string): boolean {
  return BEARING_ACTIONS.some((one) => one.toLowerCase() === action.toLowerCase());
}

const bearing = new WeakMap<object, boolean>();

/** Whether a statement of the document can be about entering a role. */
export function mayBear(document: Json | null): boolean {
  if (document === null || typeof document !== 'object') return false;
  let found = bearing.get(document);
  if (found === undefined) {
    found = statementsOf(document).some((statement) => BEARING_ACTIONS.some((action) => takesIn(statement, action)));
    bearing.set(document, found);
  }
  return found;
}

const globs = new Map<string, (text: string) => boolean>();

/** As the engine matches actions, in time that is linear in both: a document from outside may hold any pattern. Both are in lower case. */
function matchesGlob(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  const star = pattern.indexOf('*');
  if (star < 0 && !pattern.includes('?')) return pattern === text;
  // What stands before the first star is plain text in nearly all patterns.
  if (star > 0 && !/[?$]/.test(pattern) && !text.startsWith(pattern.slice(0, star))) return false;
  let glob = globs.get(pattern);
  if (glob === undefined) {
    glob = compileGlob(parseGlob(pattern, { wildcards: true }));
    if (globs.size > 50_000) globs.clear();
    globs.set(pattern, glob);
  }
  return glob(text);
}

/** What nearly every statement has of most elements. */
const NONE: readonly never[] = [];

function readStatement(value: Json, index: number): Statement {
  const statement = (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}) as JsonObject;
  return {
    index,
    effect: field(statement, 'Effect') === 'Deny' ? 'Deny' : 'Allow',
    actions: textsOf(field(statement, 'Action')).map((text) => text.toLowerCase()),
    notActions: textsOf(field(statement, 'NotAction')).map((text) => text.toLowerCase()),
    resources: textsOf(field(statement, 'Resource')),
    notResources: textsOf(field(statement, 'NotResource')),
    principals: principalsOf(field(statement, 'Principal')),
    notPrincipals: principalsOf(field(statement, 'NotPrincipal')),
    conditions: conditionsOf(field(statement, 'Condition')),
  };
}

function principalsOf(value: Json | undefined): readonly NamedPrincipal[] {
  if (value === undefined) return NONE;
  if (value === '*') return [{ type: 'AWS', value: '*' }];
  return entriesOf(value).flatMap(([type, named]) => textsOf(named).map((text) => ({ type, value: text })));
}

function conditionsOf(value: Json | undefined): readonly Condition[] {
  if (value === undefined) return NONE;
  return entriesOf(value).flatMap(([operator, block]) =>
    entriesOf(block).map(([key, values]) => ({ operator, key, values: textsOf(values) })),
  );
}

function entriesOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function field(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function textsOf(value: Json | undefined): readonly string[] {
  if (value === undefined) return NONE;
  if (typeof value === 'string') return [value];
  return listOf(value)
    .filter((text) => typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean')
    .map(String);
}
