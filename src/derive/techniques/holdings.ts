import type { PrincipalNode } from '../../graph/nodes.js';
import { type CompiledPolicy, resourcePatternsFor, statementsFor } from '../../policy/index.js';
import { numberOf } from '../classes/numberOf.js';
import type { PolicyView } from '../view.js';
import { permissionsOf, type Technique } from './technique.js';

/** Whose identity policies may allow what, conditions and resources aside: a technique costs those who hold all of its actions. */
export interface Holdings {
  /** The techniques whose every action some identity policy of theirs may allow. */
  possible(view: PolicyView, holder: PrincipalNode): readonly Technique[];
  /** Whether some identity policy of theirs may allow each of these actions. */
  mayHoldAll(view: PolicyView, holder: PrincipalNode, actions: readonly string[]): boolean;
}

export function holdingsOf(techniques: readonly Technique[]): Holdings {
  const allowed = new WeakMap<CompiledPolicy, Map<string, boolean>>();
  const taking = techniques.map((technique) => ({ technique, actions: permissionsOf(technique) }));
  const bySet = new Map<string, readonly Technique[]>();
  const allows = (policy: CompiledPolicy, action: string): boolean => {
    const known = allowed.get(policy) ?? new Map<string, boolean>();
    allowed.set(policy, known);
    let found = known.get(action);
    if (found === undefined) {
      found = statementsFor(policy, action).some(({ effect }) => effect === 'ALLOW');
      known.set(action, found);
    }
    return found;
  };
  const holds = (policies: readonly PolicyOrGap[], action: string): boolean =>
    policies.some((policy) => 'text' in policy || allows(policy, action));
  return {
    mayHoldAll(view, holder, actions) {
      const policies = policiesOf(view, holder);
      return actions.every((action) => holds(policies, action));
    },
    possible(view, holder) {
      const policies = policiesOf(view, holder);
      const key = policies
        .map(numberOf)
        .sort((left, right) => left - right)
        .join();
      let found = bySet.get(key);
      if (found === undefined) {
        found = taking.flatMap(({ technique, actions }) =>
          actions.every((action) => holds(policies, action)) ? [technique] : [],
        );
        bySet.set(key, found);
      }
      return found;
    },
  };
}

type PolicyOrGap = ReturnType<PolicyView['policy']>;

function policiesOf(view: PolicyView, { id }: PrincipalNode): readonly PolicyOrGap[] {
  return view.attachments(id).flatMap(({ use, policy }) => (use === 'PERMISSIONS' ? [view.policy(policy)] : []));
}

/** Regions that Allow statements of a holder's policies name for an action. */
export function regionsNamed(view: PolicyView, holder: PrincipalNode, action: string): readonly string[] {
  const values = policiesOf(view, holder).flatMap((policy) =>
    'text' in policy
      ? []
      : resourcePatternsFor(policy, action).flatMap((pattern) => (pattern.isAllBut ? [] : pattern.values)),
  );
  return [...new Set(values.flatMap((value) => /^arn:[^:]*:[^:]*:([a-z0-9-]+):/u.exec(value)?.[1] ?? []))];
}
