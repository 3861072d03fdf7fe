import type { Json, JsonObject } from '../../lib/json.js';
import { checkStatement } from './checkStatement.js';
import { type DocumentProblem, gatherInto, type PolicyKind, quote, step } from './problem.js';

export type { DocumentProblem, PolicyKind, ProblemCode } from './problem.js';

const ELEMENTS: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement']);
const VERSIONS: ReadonlySet<Json | undefined> = new Set(['2012-10-17', '2008-10-17']);

/**
 * Characters without white space that AWS stores, where one limit holds for all of a kind; AWS's own identity policies have none.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const MOST_CHARACTERS: Readonly<Partial<Record<PolicyKind, number>>> = { TRUST: 8_192, SCP: 10_240, RCP: 5_120 };

/**
 * What AWS refuses to store in a policy document of this kind, and what it stores though it cannot match. In the order of the document.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function checkDocument(document: Json, kind: PolicyKind): readonly DocumentProblem[] {
  const found: DocumentProblem[] = [];
  const problems = gatherInto(found);
  if (!isObject(document)) {
    problems.refuse('', 'NOT_AN_OBJECT', 'A policy document is an object', 'Give the document as a JSON object.');
    return found;
  }
  for (const key of Object.keys(document)) {
    if (ELEMENTS.has(key)) continue;
    problems.refuse(
      step(key),
      'UNKNOWN_ELEMENT',
      `A policy has no element ${quote(key)}`,
      'Remove it, or correct its spelling.',
    );
  }
  const version = own(document, 'Version');
  if (version !== undefined && !VERSIONS.has(version)) {
    problems.refuse('/Version', 'UNKNOWN_VERSION', 'Version is none that AWS knows', 'Write "2012-10-17".');
  }
  const id = own(document, 'Id');
  if (id !== undefined && typeof id !== 'string') {
    problems.refuse('/Id', 'WRONG_TYPE', 'Id is a text', 'Write it as a string.');
  }
  checkStatements(document, kind, version === '2012-10-17', problems);
  const most = MOST_CHARACTERS[kind];
  if (most !== undefined) checkSize(document, most, problems);
  return found;
}

function checkStatements(
  document: JsonObject,
  kind: PolicyKind,
  hasVariables: boolean,
  problems: ReturnType<typeof gatherInto>,
): void {
  const statements = own(document, 'Statement');
  if (statements === undefined) {
    problems.refuse('', 'MISSING_ELEMENT', 'A policy has a Statement', 'Add the Statement element.');
    return;
  }
  if (isObject(statements)) {
    checkStatement(statements, '/Statement', { kind, hasVariables, problems });
    return;
  }
  if (!Array.isArray(statements)) {
    problems.refuse(
      '/Statement',
      'WRONG_TYPE',
      'Statement is an object or a list of objects',
      'Write a list of statements.',
    );
    return;
  }
  if (statements.length === 0) {
    problems.warn('/Statement', 'EMPTY_LIST', 'The policy has no statements', 'Add one, or remove the policy.');
  }
  const sids = new Set<string>();
  for (const [index, statement] of (statements as readonly Json[]).entries()) {
    const pointer = `/Statement/${index}`;
    if (!isObject(statement)) {
      problems.refuse(pointer, 'WRONG_TYPE', 'A statement is an object', 'Write it as a JSON object.');
      continue;
    }
    checkStatement(statement, pointer, { kind, hasVariables, problems });
    const sid = own(statement, 'Sid');
    if (typeof sid !== 'string' || sid === '') continue;
    if (sids.has(sid)) {
      problems.warn(
        `${pointer}/Sid`,
        'DUPLICATE_SID',
        `Another statement has the Sid ${quote(sid)}`,
        'Give each its own.',
      );
    }
    sids.add(sid);
  }
}

function checkSize(document: JsonObject, most: number, problems: ReturnType<typeof gatherInto>): void {
  const length = JSON.stringify(document).length;
  if (length <= most) return;
  problems.warn('', 'TOO_LARGE', `The policy has ${length} characters, and AWS stores at most ${most}`, 'Split it.');
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
