import type { Effect, Evidence, LayerKind, StatementReference } from '../../iam/decision.js';
import { statementsFor } from '../compile.js';
import type { CompiledStatement } from '../compiledStatement.js';
import { type Candidate, type Input, type Placed, policiesIn } from './input.js';
import { isAwsManaged, makerOfPolicy } from './makers.js';
import { detachment, placeOf, removal } from './takenOut.js';

/** Statements of one effect that are about the actions, each to be taken out; a policy that AWS manages is to be detached. */
export function removals(
  input: Input,
  effect: Effect,
  actions: readonly string[],
  evidence: Evidence,
  layers: ReadonlySet<LayerKind> | null = null,
): readonly Candidate[] {
  const named = new Map(
    evidence.layers.flatMap(({ statements }) =>
      statements.map((each) => [keyOf(each.policy, each.policyName, each.attachedTo, each.index), each] as const),
    ),
  );
  const found = new Map<string, Candidate>();
  for (const placed of policiesIn(input.layers)) {
    const { layer, attached } = placed;
    const by = makerOfPolicy(placed, input.request);
    const { policy } = attached;
    if (by === null || !('statements' in policy) || layers?.has(layer) === false) continue;
    const isManaged = isAwsManaged(attached);
    for (const statement of new Set(actions.flatMap((action) => statementsFor(policy, action)))) {
      if (statement.effect !== effect) continue;
      const key = isManaged ? placeOf(placed) : `${attached.id ?? placeOf(placed)} ${statement.index}`;
      if (found.has(key)) continue;
      const reference =
        named.get(keyOf(attached.id, attached.name, attached.attachedTo, statement.index)) ??
        referenceTo(placed, statement);
      found.set(key, (isManaged ? detachment : removal)(input, placed, reference, by));
    }
  }
  return [...found.values()];
}

function keyOf(id: string | null, name: string, attachedTo: string | null, index: number): string {
  return JSON.stringify([id, name, attachedTo, index]);
}

function referenceTo({ attached }: Placed, { effect, sid, index, pointer }: CompiledStatement): StatementReference {
  return {
    effect,
    policy: attached.id,
    policyName: attached.name,
    attachedTo: attached.attachedTo,
    sid,
    index,
    pointer,
    matchedAction: null,
    matchedResource: null,
    matchedPrincipal: null,
    conditions: [],
  };
}
