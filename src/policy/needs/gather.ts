import type { Formula } from '../model.js';
import { FALSE, or, TRUE } from './formula.js';

/** Alternatives that come one by one. While they are constants nothing is kept. */
export interface Gathered {
  /** One of them holds whatever the request brings. */
  isTrue: boolean;
  open: Formula[] | null;
}

/** None yet. */
export function gathered(): Gathered {
  return { isTrue: false, open: null };
}

/** Adds one. */
export function gather(into: Gathered, formula: Formula): void {
  if (formula.kind === 'TRUE') into.isTrue = true;
  else if (formula.kind !== 'FALSE') (into.open ??= []).push(formula);
}

/** Any of them: what `or` makes of all that came. */
export function anyOf({ isTrue, open }: Gathered): Formula {
  if (isTrue) return TRUE;
  return open === null ? FALSE : or(open);
}
