import { NOTHING_STATED } from '../policy/nothingStated.js';
import { contextOf } from '../policy/context.js';
import { factsOf, presenceOf } from '../policy/keys.js';
import type { AccessRequest } from '../policy/model.js';
import { fault } from './fault.js';

/**
 * Refuses stated keys that say otherwise than the request itself. Errors: CASE_CONTRADICTORY at the key.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function refuseContradictions(request: AccessRequest, pointers: ReadonlyMap<string, string>): void {
  const { caller, stated } = request;
  const action = request.action.toLowerCase();
  const { stateOf } = contextOf({ ...request, stated: NOTHING_STATED });
  for (const [key, pointer] of pointers) {
    const facts = factsOf(key);
    const presence = presenceOf(facts, caller.kind, action);
    const values = stated.values.get(key);
    if (values === undefined) {
      if (presence === 'ALWAYS')
        throw fault('CASE_CONTRADICTORY', pointer, 'AWS sends this key with every such request');
      continue;
    }
    if (presence === 'NEVER') {
      if (facts?.origin !== 'CALLER') continue;
      throw fault('CASE_CONTRADICTORY', pointer, `AWS sends no ${facts.key} for this principal`);
    }
    const state = stateOf(key);
    if (state.kind === 'ABSENT') throw fault('CASE_CONTRADICTORY', pointer, 'the request does not carry this key');
    if (state.kind === 'VALUES' && !isSame(state.values, values)) {
      throw fault('CASE_CONTRADICTORY', pointer, `it follows from the request that this is ${state.values.join(', ')}`);
    }
  }
}

/** Stated keys that AWS does not send with such a request. */
export function ignoredKeys({ caller, action, stated }: AccessRequest): readonly string[] {
  return [...stated.values.keys()].flatMap((key) => {
    const facts = factsOf(key);
    return presenceOf(facts, caller.kind, action.toLowerCase()) === 'NEVER' ? [facts?.key ?? key] : [];
  });
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return (
    left.length === right.length &&
    left.every((value) => right.some((other) => other.toLowerCase() === value.toLowerCase()))
  );
}
