import type { Effect } from '../../iam/decision.js';
import { invariant, present } from '../../lib/invariant.js';
import type { Json, JsonObject } from '../../lib/json.js';
import { type Operator, parseOperator } from '../match/condition/index.js';
import { parsePrincipals, type PrincipalElement } from './principal.js';

/** One condition of a statement: one operator on one key. All of a statement's are needed. */
export interface PolicyCondition {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

/** A list of patterns, or all but them. */
export interface Selection {
  readonly isNot: boolean;
  readonly values: readonly string[];
}

/** A statement as written. */
export interface PolicyStatement {
  readonly index: number;
  readonly pointer: string;
  readonly sid: string | null;
  readonly effect: Effect;
  /** Null: the element is not there, as in an identity policy. */
  readonly principals: { readonly isNot: boolean; readonly elements: readonly PrincipalElement[] } | null;
  readonly actions: Selection;
  /** Null: the element is not there, as in a trust policy. */
  readonly resources: Selection | null;
  readonly conditions: readonly PolicyCondition[];
}

/** A policy document as data. */
export interface PolicyDocument {
  /**
   * Variables are replaced only under this version; under the older one, also where Version is missing, they are plain text.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
   */
  readonly hasVariables: boolean;
  readonly statements: readonly PolicyStatement[];
}

/** Reads a document that `checkDocument` does not refuse; any other is a fault of the product. */
export function parsePolicy(document: Json): PolicyDocument {
  invariant(isObject(document), 'a policy document is an object');
  const found = own(document, 'Statement');
  const list: readonly Json[] = Array.isArray(found) ? found : [present(found, 'a policy has a Statement')];
  return {
    hasVariables: own(document, 'Version') === '2012-10-17',
    statements: list.map((statement, index) =>
      parseStatement(statement, index, Array.isArray(found) ? `/Statement/${index}` : '/Statement'),
    ),
  };
}

function parseStatement(statement: Json, index: number, pointer: string): PolicyStatement {
  invariant(isObject(statement), 'a statement is an object');
  const effect = own(statement, 'Effect');
  invariant(effect === 'Allow' || effect === 'Deny', 'Effect is Allow or Deny');
  const sid = own(statement, 'Sid');
  const principal = own(statement, 'Principal');
  const notPrincipal = own(statement, 'NotPrincipal');
  const named = principal ?? notPrincipal;
  return {
    index,
    pointer,
    sid: typeof sid === 'string' && sid !== '' ? sid : null,
    effect: effect === 'Allow' ? 'ALLOW' : 'DENY',
    principals: named === undefined ? null : { isNot: principal === undefined, elements: parsePrincipals(named) },
    actions: present(selection(statement, 'Action', 'NotAction'), 'a statement has actions'),
    resources: selection(statement, 'Resource', 'NotResource'),
    conditions: parseConditions(own(statement, 'Condition')),
  };
}

function selection(statement: JsonObject, name: string, negated: string): Selection | null {
  const positive = own(statement, name);
  const found = positive ?? own(statement, negated);
  return found === undefined ? null : { isNot: positive === undefined, values: texts(found) };
}

function parseConditions(block: Json | undefined): readonly PolicyCondition[] {
  if (!isObject(block)) return [];
  const conditions: PolicyCondition[] = [];
  for (const text of Object.keys(block)) {
    const operator = present(parseOperator(text), 'an operator that AWS knows');
    const keys = block[text];
    if (!isObject(keys)) continue;
    for (const key of Object.keys(keys)) conditions.push({ key, operator, values: texts(keys[key] ?? null) });
  }
  return conditions;
}

/** A list of texts is taken as it is. */
function texts(value: Json): readonly string[] {
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  return list.every((each) => typeof each === 'string') ? list : list.map(String);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
