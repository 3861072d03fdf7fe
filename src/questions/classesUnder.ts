import type { Conclusion } from '../graph/edges.js';
import type { StatedContext } from '../policy/model.js';
import { factsOf } from '../policy/keys.js';
import type { Pair } from './decide.js';
import type { Stated } from './given.js';

/**
 * Names the class of a pair under what is stated: pairs of one class come out the same. They have one stored conclusion, whose needs say
 * all that it turns on, and what is stated speaks of the request alone, never of who makes it or what it enters. Null: decided alone.
 */
export function classesUnder(stated: Stated): (pair: Pair) => string | null {
  const isOfRequests = describesNoSession(stated);
  const numbers = new Map<object, number>();
  const numberOf = (thing: object): number => {
    const number = numbers.get(thing) ?? numbers.size;
    numbers.set(thing, number);
    return number;
  };
  const speakOfRequests = new Map<StatedContext, boolean>();
  return ({ principal, role, edge }) => {
    if (!isOfRequests || !edge || role.label !== 'Role' || !isShared(edge.conclusion)) return null;
    if (principal.label !== 'User' && principal.label !== 'Role' && principal.label !== 'Service') return null;
    const context = stated.on(role.arn ?? role.id);
    const speaks = speakOfRequests.get(context) ?? speaksOfRequests(context);
    speakOfRequests.set(context, speaks);
    return speaks ? `${numberOf(edge.conclusion)} ${numberOf(context)} ${principal.label}` : null;
  };
}

function describesNoSession({ session, sessionPolicies }: Stated): boolean {
  return sessionPolicies === null && Object.keys(session ?? {}).every((part) => part === 'mfa');
}

const shared = new WeakMap<Conclusion, boolean>();

/** Whether the needs are all there, and the same for every pair. */
function isShared(conclusion: Conclusion): boolean {
  const known = shared.get(conclusion);
  if (known !== undefined) return known;
  const { needs } = conclusion;
  const is = needs === null || (!needs.truncated && !JSON.stringify(needs.alternatives).includes('⟦'));
  shared.set(conclusion, is);
  return is;
}

/** Passing these takes leave of its own, which no need of the conclusion speaks of. */
const PASSED = /^(?:aws:requesttag\/|aws:tagkeys$|sts:transitivetagkeys$|sts:sourceidentity$)/;

function speaksOfRequests({ values, absent }: StatedContext): boolean {
  return [...values.keys(), ...absent].every((key) => {
    const origin = factsOf(key)?.origin ?? 'PARAMETER';
    return (
      origin !== 'CALLER' && origin !== 'RESOURCE' && origin !== 'PROVIDER' && !(values.has(key) && PASSED.test(key))
    );
  });
}
