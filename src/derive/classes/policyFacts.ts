import type { Gap } from '../../iam/snapshot.js';
import { type CompiledPolicy, keysOf, statementsFor } from '../../policy/compile.js';
import { fixedCondition } from '../../policy/compiledCondition.js';
import type { CompiledStatement } from '../../policy/compiledStatement.js';
import { variablesOf } from '../../policy/match/variables.js';
import type { CompiledCondition } from '../../policy/match/condition/index.js';
import { numberOf } from './numberOf.js';

/** What of a policy can bear on entering a role. */
export interface PolicyFacts {
  /** Lower-case keys that its bearing statements mention. */
  readonly keys: readonly string[];
  /** Of those keys the conditions that are asked of them. Null where more than their outcomes counts: a variable stands for the value. */
  readonly tests: ReadonlyMap<string, readonly CompiledCondition[] | null>;
  /** Resource patterns of all bearing statements; of those that allow, `*` standing for a NotResource. */
  readonly resources: readonly string[];
  readonly allowed: readonly string[];
  /**
   * What its bearing statements say, apart from whom and what they name by ARN: policies of which both texts are the same say the same.
   * Both are empty where nothing bears.
   */
  readonly text: string;
  readonly names: string;
}

/** Actions that are part of one request to enter a role, beside the one that enters it (R33). */
const BESIDE = ['sts:TagSession', 'sts:SetSourceIdentity'] as const;

const NOTHING: PolicyFacts = { keys: [], tests: new Map(), resources: [], allowed: [], text: '', names: '' };
const known = new WeakMap<CompiledPolicy, Map<string, PolicyFacts>>();

export function policyFacts(policy: CompiledPolicy | Gap, action: string): PolicyFacts {
  if (!('statements' in policy)) return { ...NOTHING, text: `missing ${numberOf(policy)}` };
  const byAction = known.get(policy) ?? new Map<string, PolicyFacts>();
  known.set(policy, byAction);
  let facts = byAction.get(action);
  if (facts === undefined) {
    facts = readFacts(policy, action);
    byAction.set(action, facts);
  }
  return facts;
}

function readFacts(policy: CompiledPolicy, action: string): PolicyFacts {
  const entering = statementsFor(policy, action);
  const bearing = [...new Set([...entering, ...BESIDE.flatMap((beside) => statementsFor(policy, beside))])];
  if (bearing.length === 0) return NOTHING;
  return {
    keys: keysOf(policy, bearing),
    tests: testsOf(bearing),
    resources: [...new Set(bearing.flatMap((statement) => statement.resources?.values ?? []))],
    allowed: [...new Set(entering.filter(({ effect }) => effect === 'ALLOW').flatMap(reach))],
    text: JSON.stringify([policy.hasVariables, bearing.map(withoutNames)]),
    names: JSON.stringify(
      bearing.map(({ resources, principals }) => [resources, principals?.isNot, namesOf(principals)]),
    ),
  };
}

function withoutNames({ index, pointer, sid, effect, actions, conditions }: CompiledStatement): unknown {
  return [
    index,
    pointer,
    sid,
    effect,
    actions,
    conditions.map(({ key, operator, values }) => [key, operator.text, values]),
  ];
}

function namesOf(principals: CompiledStatement['principals']): unknown {
  return principals?.elements.map((element) =>
    element.kind === 'ACCOUNT' ? [element.kind, element.value, `:${element.account}:`] : [element.kind, element.value],
  );
}

/** What statements ask of the keys that they mention. */
export function testsOf(bearing: readonly CompiledStatement[]): PolicyFacts['tests'] {
  const tests = new Map<string, readonly CompiledCondition[] | null>();
  const stand = (key: string): unknown => tests.set(key, null);
  for (const { conditions, resources } of bearing) {
    for (const condition of conditions) {
      const { lowerKey, values } = condition;
      const fixed = fixedCondition(condition);
      const before = tests.get(lowerKey);
      tests.set(lowerKey, before === null || fixed === null ? null : [...(before ?? []), fixed]);
      if (fixed === null) for (const key of values.flatMap(variablesOf)) stand(key);
    }
    for (const key of (resources?.values ?? []).flatMap(variablesOf)) stand(key);
  }
  return tests;
}

function reach({ resources }: CompiledStatement): readonly string[] {
  return resources === null || resources.isNot ? ['*'] : resources.values;
}
