import type { Json, JsonObject } from '../../lib/json.js';
import { matchNothing } from '../match/condition/base.js';
import { parseBool } from '../match/condition/bool.js';
import { type Operator, parseOperator } from '../match/condition/index.js';
import { variablesOf } from '../match/variables.js';
import { checkPrincipals } from './checkPrincipals.js';
import { type PolicyKind, type Problems, quote, type StatementSetting, step } from './problem.js';
import { eachText, eachValue } from './texts.js';

const ELEMENTS: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** Kinds whose statements name resources; a trust policy may not, and other resource policies need not. */
const WITH_RESOURCE: ReadonlySet<PolicyKind> = new Set(['IDENTITY', 'BOUNDARY', 'SESSION', 'SCP', 'RCP']);

/**
 * One statement of a document.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function checkStatement(statement: JsonObject, pointer: string, setting: StatementSetting): void {
  const { problems } = setting;
  for (const key of Object.keys(statement)) {
    if (ELEMENTS.has(key)) continue;
    const reason = `A statement has no element ${quote(key)}`;
    problems.refuse(pointer + step(key), 'UNKNOWN_ELEMENT', reason, 'Remove it, or correct its spelling.');
  }
  const sid = own(statement, 'Sid');
  if (sid !== undefined && typeof sid !== 'string') {
    problems.refuse(`${pointer}/Sid`, 'WRONG_TYPE', 'Sid is a text', 'Write it as a string.');
  }
  checkEffect(statement, pointer, problems);
  if (setting.kind === 'RCP') checkControl(statement, pointer, problems);
  checkPrincipals(statement, pointer, setting);
  checkActions(statement, pointer, problems);
  checkResources(statement, pointer, setting);
  checkConditions(statement, pointer, setting);
}

/**
 * What an RCP of a customer may not say, as far as AWS's page tells (`likely`). Only AWS's own RCPFullAWSAccess allows.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
function checkControl(statement: JsonObject, pointer: string, problems: Problems): void {
  for (const name of ['NotPrincipal', 'NotAction']) {
    if (!Object.hasOwn(statement, name)) continue;
    const reason = `${name} may not stand in an RCP of a customer; it is taken as written`;
    problems.warn(`${pointer}/${name}`, 'ELEMENT_NOT_ALLOWED_HERE', reason, `Remove ${name}.`);
  }
  const isOfAws = ['Principal', 'Action', 'Resource'].every((name) => own(statement, name) === '*');
  if (own(statement, 'Effect') === 'Allow' && !isOfAws) {
    const reason = 'An RCP of a customer only denies; what it allows counts for nothing';
    problems.warn(`${pointer}/Effect`, 'ELEMENT_NOT_ALLOWED_HERE', reason, 'Write "Effect": "Deny".');
  }
}

function checkEffect(statement: JsonObject, pointer: string, problems: Problems): void {
  const effect = own(statement, 'Effect');
  if (effect === undefined) {
    problems.refuse(pointer, 'MISSING_ELEMENT', 'A statement has an Effect', 'Add "Effect": "Allow" or "Deny".');
  } else if (effect !== 'Allow' && effect !== 'Deny') {
    problems.refuse(
      `${pointer}/Effect`,
      'UNKNOWN_EFFECT',
      'Effect is Allow or Deny',
      'Write one of the two, with a capital.',
    );
  }
}

function checkActions(statement: JsonObject, pointer: string, problems: Problems): void {
  const name = oneOf(statement, pointer, ['Action', 'NotAction'], problems);
  if (name === null) {
    problems.refuse(pointer, 'MISSING_ELEMENT', 'A statement has an Action or a NotAction', 'Add one of the two.');
    return;
  }
  eachText(statement[name], `${pointer}/${name}`, problems, (text, at) => {
    if (text === '*' || /^[^:]+:.+$/s.test(text)) return;
    const reason = `${quote(text)} is no action`;
    if (text.includes('*')) problems.warn(at, 'MALFORMED_ACTION', reason, 'Write `service:Action`, or `*`.');
    else problems.refuse(at, 'MALFORMED_ACTION', reason, 'Write `service:Action`.');
  });
}

function checkResources(statement: JsonObject, pointer: string, setting: StatementSetting): void {
  const { kind, problems, hasVariables } = setting;
  const name = oneOf(statement, pointer, ['Resource', 'NotResource'], problems);
  if (name === null) {
    if (!WITH_RESOURCE.has(kind)) return;
    problems.refuse(pointer, 'MISSING_ELEMENT', 'A statement has a Resource or a NotResource', 'Add one of the two.');
    return;
  }
  const place = `${pointer}/${name}`;
  if (kind === 'TRUST') {
    const reason = 'A trust policy is about its own role and names no resource';
    problems.refuse(place, 'ELEMENT_NOT_ALLOWED_HERE', reason, `Remove ${name}.`);
  }
  eachText(statement[name], place, problems, (text, at) => {
    warnOfVariables(text, at, hasVariables, problems);
    if (text === '*' || /^arn:[^:]+:[^:]/.test(text)) return;
    const reason = `${quote(text)} is no ARN`;
    if (/[*?$]/.test(text)) problems.warn(at, 'MALFORMED_ARN', reason, 'Write an ARN, or `*`.');
    else problems.refuse(at, 'MALFORMED_ARN', reason, 'Write an ARN, or `*`.');
  });
}

function checkConditions(statement: JsonObject, pointer: string, setting: StatementSetting): void {
  const { problems, hasVariables } = setting;
  const block = own(statement, 'Condition');
  if (block === undefined) return;
  const place = `${pointer}/Condition`;
  if (!isObject(block)) {
    problems.refuse(
      place,
      'WRONG_TYPE',
      'Condition is an object of operators',
      'Write {"operator": {"key": "value"}}.',
    );
    return;
  }
  for (const [operator, keys] of Object.entries(block)) {
    const at = place + step(operator);
    const known = parseOperator(operator);
    if (known === null) {
      problems.refuse(at, 'UNKNOWN_OPERATOR', `${quote(operator)} is no condition operator`, 'Correct its spelling.');
    }
    if (!isObject(keys)) {
      problems.refuse(at, 'WRONG_TYPE', 'An operator has an object of keys', 'Write {"key": "value"}.');
      continue;
    }
    for (const [key, values] of Object.entries(keys)) {
      eachValue(values, at + step(key), problems, (text, where) => {
        warnOfVariables(text, where, hasVariables, problems);
        if (known === null || canMatch(known, text)) return;
        const reason = `${quote(text)} is no value that ${known.text} compares: it matches nothing`;
        problems.warn(where, 'VALUE_NEVER_MATCHES', reason, 'Correct it.');
      });
    }
  }
}

/** Whether a value is one that its operator can read. What has a variable in it is told by nobody before the request. */
function canMatch({ base }: Operator, text: string): boolean {
  if (base.family === 'PRESENCE') return parseBool(text) !== null;
  return text.includes('${') || base.compile(text) !== matchNothing;
}

function warnOfVariables(text: string, at: string, hasVariables: boolean, problems: Problems): void {
  if (hasVariables || variablesOf(text).length === 0) return;
  const reason = `${quote(text)} is plain text under this version of the language`;
  problems.warn(at, 'VARIABLE_UNDER_OLD_VERSION', reason, 'Write "Version": "2012-10-17".');
}

/** Which of two elements that exclude each other is there; null: none. */
function oneOf(
  statement: JsonObject,
  pointer: string,
  names: readonly [string, string],
  problems: Problems,
): string | null {
  const [first, second] = names;
  const hasFirst = Object.hasOwn(statement, first);
  const hasSecond = Object.hasOwn(statement, second);
  if (hasFirst && hasSecond) {
    const reason = `A statement has ${first} or ${second}, not both`;
    problems.refuse(pointer, 'ELEMENTS_EXCLUDE_EACH_OTHER', reason, 'Remove one of the two.');
  }
  return hasFirst ? first : hasSecond ? second : null;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
