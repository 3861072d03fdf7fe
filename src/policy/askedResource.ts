import type { KeyDomain, Literal } from './model.js';

/** Stands for the resource in formulas of a request for some member of a pattern: no context key has a blank. */
export const ASKED_RESOURCE = 'the resource';
/** Stands for the action likewise. */
export const ASKED_ACTION = 'the action';

/** What a resource can be of which a pattern is all that is known, and `bounds` on its members: further patterns that they match, or do not. */
export function membersOf(pattern: string, bounds: readonly Literal[] = []): KeyDomain {
  return {
    mayBeAbsent: false,
    isMultivalued: false,
    constraints: [resourceLike(pattern.replaceAll('$', '${$}')), ...bounds],
    type: 'TEXT',
  };
}

/** That the asked resource matches a pattern, or that it does not. */
export function resourceLike(pattern: string, isNegated = false): Literal {
  const atom = {
    kind: 'CONTEXT',
    key: ASKED_RESOURCE,
    operator: 'StringLike',
    values: [pattern],
    statement: null,
  } as const;
  return { atom, isNegated, hop: null };
}
