import type { PrincipalNode } from '../../graph/nodes.js';
import type { CompiledPolicy, CompiledStatement } from '../../policy/index.js';
import { lowerCaseOf } from '../../policy/lowerCase.js';
import { compileActions } from '../../policy/match/action.js';
import { numberOf } from '../classes/numberOf.js';
import type { PolicyView } from '../view.js';
import { ADMINISTRATOR_ACTIONS } from './administrator.js';
import { permissionsOf, setsPermissions, type Step, type Target, type Technique } from './technique.js';

/** Whose identity policies may allow what, conditions and resources aside: a technique costs those who hold all of its actions. */
export interface Holdings {
  /** The techniques whose every action some identity policy of theirs may allow. */
  possible(view: PolicyView, holder: PrincipalNode): readonly Technique[];
  /** Techniques that are called on a resource alone, with the type of the one whose policy bears on them. */
  readonly onResources: readonly { readonly type: string; readonly technique: Technique }[];
  /** Techniques that need nothing but an access entry of a cluster. */
  readonly byEntry: readonly Technique[];
  /** Whether some identity policy of theirs may allow each action that makes an administrator. */
  mayAdminister(view: PolicyView, holder: PrincipalNode): boolean;
}

export function holdingsOf(techniques: readonly Technique[]): Holdings {
  const places = new Map<string, number>();
  const placeOf = (action: string): number => {
    const place = places.get(action) ?? places.size;
    places.set(action, place);
    return place;
  };
  const byEntry = techniques.filter(({ target }) => target.kind === 'PODS' && target.by === 'ENTRY');
  const taking = techniques
    .filter((technique) => !byEntry.includes(technique) && technique.target.kind !== 'JOIN_AFAR')
    .map((technique) => ({ technique, actions: permissionsOf(technique).map(placeOf) }));
  for (const action of ADMINISTRATOR_ACTIONS) placeOf(action);
  const all = [...places];
  const byPattern = new Map<string, readonly number[]>();
  /** The places of those actions that a pattern takes in. Policies say the same patterns over and over. */
  const placesIn = (pattern: string): readonly number[] => {
    let found = byPattern.get(pattern);
    if (found === undefined) {
      const matches = compileActions({ isNot: false, values: [pattern] });
      found = all.flatMap(([action, place]) => (matches(lowerCaseOf(action)) === null ? [] : [place]));
      byPattern.set(pattern, found);
    }
    return found;
  };
  const placesOf = ({ isNot, values }: CompiledStatement['actions']): readonly number[] => {
    const named = new Set(values.flatMap(placesIn));
    return isNot ? all.flatMap(([, place]) => (named.has(place) ? [] : [place])) : [...named];
  };
  const known = new WeakMap<CompiledPolicy, readonly number[]>();
  /** The places of those actions that a policy may allow. */
  const allowedBy = (policy: CompiledPolicy): readonly number[] => {
    let found = known.get(policy);
    if (found === undefined) {
      const allowing = policy.statements.filter(({ effect }) => effect === 'ALLOW');
      found = [...new Set(allowing.flatMap(({ actions }) => placesOf(actions)))];
      known.set(policy, found);
    }
    return found;
  };
  const byPolicies = new Map<string, Held | null>();
  /** Null where a policy was not collected. */
  const held = (policies: readonly PolicyOrGap[]): Held | null => {
    const key = policies.map(numberOf).join();
    let found = byPolicies.get(key);
    if (found === undefined) {
      const isWhole = policies.every((policy) => !('text' in policy));
      const places = new Set(policies.flatMap((policy) => ('text' in policy ? [] : allowedBy(policy))));
      found = isWhole ? { places, key: [...places].sort((left, right) => left - right).join() } : null;
      byPolicies.set(key, found);
    }
    return found;
  };
  const bySet = new Map<string, readonly Technique[]>();
  const onResources = techniques.flatMap((technique) => {
    const type = bearerOf(technique.target);
    const isOnly = technique.steps.every(({ on }) => ON_RESOURCES.has(on));
    return isOnly && type !== null ? [{ type, technique }] : [];
  });
  let last: { readonly view: PolicyView; readonly id: string; readonly held: Held | null } | null = null;
  /** Both questions are asked of one holder after the other. */
  const heldBy = (view: PolicyView, holder: PrincipalNode): Held | null => {
    if (last === null || last.view !== view || last.id !== holder.id)
      last = { view, id: holder.id, held: held(policiesOf(view, holder)) };
    return last.held;
  };
  return {
    onResources,
    byEntry,
    mayAdminister(view, holder) {
      const found = heldBy(view, holder);
      return found === null || ADMINISTRATOR_ACTIONS.every((action) => found.places.has(placeOf(action)));
    },
    possible(view, holder) {
      const found = heldBy(view, holder);
      if (found === null) return taking.map(({ technique }) => technique);
      let possible = bySet.get(found.key);
      if (possible === undefined) {
        const taken = taking.flatMap(({ technique, actions }) =>
          actions.every((place) => found.places.has(place)) ? [technique] : [],
        );
        // A name for a rewrite and a way together is nothing without a rewrite.
        const canRewrite = taken.some(setsPermissions);
        possible = canRewrite ? taken : taken.filter(({ target }) => target.kind !== 'JOIN');
        bySet.set(found.key, possible);
      }
      return possible;
    },
  };
}

/** The type of the resource whose policy bears on what a technique is called on; null: on more than a resource. */
function bearerOf(target: Target): string | null {
  if (target.kind === 'LOADED') return 'AWS::S3::Bucket';
  return target.kind === 'ROLE_OF' || target.kind === 'EXPOSED' || target.kind === 'RESOURCE_POLICY'
    ? target.type
    : null;
}

const ON_RESOURCES: ReadonlySet<Step['on']> = new Set(['RESOURCE', 'WITHIN', 'OBJECT']);

/** Places of actions that some policies may allow, and the same as a text. */
interface Held {
  readonly places: ReadonlySet<number>;
  readonly key: string;
}

type PolicyOrGap = ReturnType<PolicyView['policy']>;

/** What may allow on its side: its identity policies, and gaps where they were not collected. */
export function policiesOf(view: PolicyView, { id }: PrincipalNode): readonly PolicyOrGap[] {
  return view.attachments(id).flatMap(({ use, policy }) => (use === 'PERMISSIONS' ? [view.policy(policy)] : []));
}
