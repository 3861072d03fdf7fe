import { type CompiledPolicy, statementsFor } from './compile.js';
import { type CompiledStatement, resourcesOf } from './compiledStatement.js';
import { LISTS_BUCKETS } from './match/requestedResource.js';
import type { KeyState } from './keyState.js';
import { matchPrincipals } from './match/principal.js';
import { matchAskedPattern } from './match/resourcePattern.js';
import type { Caller, Literal } from './model.js';

/** Whom an Allow of a resource policy names for an action, conditions aside. */
export interface Admission {
  /** Index of the statement. */
  readonly statement: number;
  /**
   * ARN: a user, role or session, by its ARN. DELETED: a unique id that AWS shows for what is gone. ALL_BUT: an Allow with NotPrincipal,
   * whose value lists whom it leaves out. Entries that match nobody are not here.
   */
  readonly kind: 'EVERYONE' | 'ACCOUNT' | 'ARN' | 'SERVICE' | 'FEDERATED' | 'CANONICAL_USER' | 'DELETED' | 'ALL_BUT';
  /** As written; an account as its number. */
  readonly value: string;
}

/** What a question is about: a resource, or some part of it that a pattern means. */
export interface AskedArn {
  readonly arn: string;
  readonly isPattern?: boolean;
  readonly bounds?: readonly Literal[];
}

/** Whom the Allow statements of a policy name for an action, in order; where a resource is given, those that can be about it. */
export function admits(policy: CompiledPolicy, action: string, resource?: AskedArn): readonly Admission[] {
  return statementsFor(policy, action).flatMap((statement): readonly Admission[] => {
    if (statement.effect !== 'ALLOW' || statement.principals === null) return [];
    if (resource !== undefined && !mayConcern(statement, resource)) return [];
    const { index: at, principals } = statement;
    if (principals.isNot) {
      const value = principals.elements.map((element) => element.value).join(', ');
      return [{ statement: at, kind: 'ALL_BUT', value }];
    }
    return principals.elements.flatMap((element): readonly Admission[] => {
      switch (element.kind) {
        case 'NOBODY':
          return [];
        case 'ACCOUNT':
          return [{ statement: at, kind: 'ACCOUNT', value: element.account }];
        case 'SESSION':
          return [{ statement: at, kind: 'ARN', value: element.value }];
        case 'EVERYONE':
        case 'ARN':
        case 'SERVICE':
        case 'FEDERATED':
        case 'CANONICAL_USER':
        case 'DELETED':
          return [{ statement: at, kind: element.kind, value: element.value }];
      }
    });
  });
}

/** Nothing is known of any key, so that a variable fits whatever can stand in its place. */
const ANYTHING: KeyState = { kind: 'OPEN', domain: { mayBeAbsent: true, isMultivalued: false, constraints: [] } };
const UNKNOWN = (): KeyState => ANYTHING;

/** Whether an Allow of a policy could be about this action on this resource, or on some part that a pattern means; conditions and principals aside. */
export function allowsAction(policy: CompiledPolicy, action: string, resource: AskedArn): boolean {
  const isOfBuckets = resource.arn === '*' && action.toLowerCase() === LISTS_BUCKETS;
  return statementsFor(policy, action).some(
    (statement) => statement.effect === 'ALLOW' && (isOfBuckets || mayConcern(statement, resource)),
  );
}

/** Whether one could be about this caller too; conditions aside. */
export function mayAllow(policy: CompiledPolicy, caller: Caller, action: string, resource: AskedArn): boolean {
  return statementsFor(policy, action).some(
    (statement) =>
      statement.effect === 'ALLOW' &&
      matchPrincipals(statement, caller, null) !== null &&
      mayConcern(statement, resource),
  );
}

function mayConcern(statement: CompiledStatement, { arn, isPattern = false, bounds }: AskedArn): boolean {
  const { formula } = isPattern
    ? matchAskedPattern(statement.resources, statement.hasVariables, { arn, bounds }, UNKNOWN)
    : resourcesOf(statement)(arn, UNKNOWN);
  return formula.kind !== 'FALSE';
}

/** The resources of one Allow for an action, to be indexed. */
export interface ResourcePattern {
  readonly statement: number;
  /** As written; with `isAllBut`, what it leaves out. */
  readonly values: readonly string[];
  readonly isAllBut: boolean;
  /** Values without wildcard and variable: resources that it names in full. */
  readonly named: readonly string[];
}

/** The resources that Allow statements of a policy name for an action, in order. A statement without Resource has none. */
export function resourcePatternsFor(policy: CompiledPolicy, action: string): readonly ResourcePattern[] {
  return statementsFor(policy, action).flatMap((statement) => {
    if (statement.effect !== 'ALLOW' || statement.resources === null) return [];
    const { isNot, values } = statement.resources;
    const named = isNot ? [] : values.filter((value) => value.split(':').length >= 6 && !/[*?]|\$\{/.test(value));
    return [{ statement: statement.index, values, isAllBut: isNot, named }];
  });
}
