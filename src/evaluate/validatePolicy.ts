import type { Json } from '../lib/json.js';
import type { ActionTable } from '../policy/actions.js';
import { checkActions } from '../policy/parse/checkActions.js';
import { checkDocument, type DocumentProblem, type PolicyKind } from '../policy/parse/checkDocument.js';
import { DEEPEST, whyNoJson } from './depth.js';
import { repeatedKeys } from '../lib/repeatedKeys.js';

/** What is to be said about one policy document. */
export interface Validation {
  readonly kind: PolicyKind;
  /** Whether AWS would refuse to store it. */
  readonly isRefused: boolean;
  /** What AWS refuses, and what it stores though it can never match; in the order of the document. */
  readonly problems: readonly ValidationProblem[];
}

/** A fault of a document; NOT_JSON and TOO_DEEP are about the whole of it, REPEATED_KEY is about its text. */
export type ValidationProblem = Omit<DocumentProblem, 'code'> & {
  readonly code: DocumentProblem['code'] | 'NOT_JSON' | 'TOO_DEEP' | 'REPEATED_KEY';
};

/**
 * Checks the text of one policy document. `kind` null: told by what is in it, a trust policy by principals without resources, another
 * resource policy by principals, an identity policy by neither.
 */
export function validatePolicy(text: string, kind: PolicyKind | null, table: ActionTable): Validation {
  const document = parse(text);
  if (document === undefined) {
    return whole(kind, 'NOT_JSON', 'The file is not JSON', 'Write the policy document as JSON.');
  }
  if (whyNoJson(document) !== null) {
    return whole(kind, 'TOO_DEEP', `The document is nested deeper than ${DEEPEST}`, 'Write a policy document.');
  }
  const found = kind ?? kindOf(document);
  const problems = [
    ...checkKeys(text),
    ...checkDocument(document, found),
    ...checkActions(document, table),
    ...checkSize(document, found),
  ];
  return { kind: found, isRefused: problems.some(({ severity }) => severity === 'REFUSED'), problems };
}

/**
 * "Individual elements must not contain multiple instances of the same key."
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html#policies-grammar-notes
 */
function checkKeys(text: string): readonly ValidationProblem[] {
  const reason = 'This key stands twice in one element';
  return repeatedKeys(text).map((pointer) => ({
    pointer,
    code: 'REPEATED_KEY',
    reason,
    cure: 'Join the two, or remove one.',
    severity: 'REFUSED',
  }));
}

/**
 * Characters without white space that AWS stores in a policy that a customer attaches: a managed one, and, of a role alone, all inline ones
 * together; in what is passed along with a session.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MOST_CHARACTERS: Readonly<Partial<Record<PolicyKind, number>>> = {
  IDENTITY: 6_144,
  BOUNDARY: 6_144,
  SESSION: 2_048,
};
const MOST_INLINE = 10_240;

function checkSize(document: Json, kind: PolicyKind): readonly ValidationProblem[] {
  const most = MOST_CHARACTERS[kind];
  const length = JSON.stringify(document).length;
  if (most === undefined || length <= most) return [];
  const inline = kind === 'IDENTITY' ? `, and in inline policies of a role ${MOST_INLINE} in all` : '';
  const reason = `The policy has ${length} characters, and AWS stores at most ${most}${inline}`;
  return [{ pointer: '', code: 'TOO_LARGE', reason, cure: 'Split it.', severity: 'WARNING' }];
}

function whole(kind: PolicyKind | null, code: 'NOT_JSON' | 'TOO_DEEP', reason: string, cure: string): Validation {
  const problem: ValidationProblem = { pointer: '', code, reason, cure, severity: 'REFUSED' };
  return { kind: kind ?? 'IDENTITY', isRefused: true, problems: [problem] };
}

function kindOf(document: Json): PolicyKind {
  const statements = field(document, 'Statement');
  const list = Array.isArray(statements) ? (statements as readonly Json[]) : [statements];
  const has = (...names: readonly string[]): boolean =>
    list.some((statement) => names.some((name) => field(statement, name) !== undefined));
  if (!has('Principal', 'NotPrincipal')) return 'IDENTITY';
  return has('Resource', 'NotResource') ? 'RESOURCE' : 'TRUST';
}

function field(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
    return undefined;
  return (value as Readonly<Record<string, Json>>)[name];
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
