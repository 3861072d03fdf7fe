import type { Atom, Formula, Literal } from '../model.js';

/** Holds whatever the request brings. */
export const TRUE: Formula = { kind: 'TRUE' };
/** Holds for no request. */
export const FALSE: Formula = { kind: 'FALSE' };

/** A formula of one atom; `hop` is the hop of a path whose request it is about, null outside a path. */
export function literal(atom: Atom, isNegated = false, hop: number | null = null): Formula {
  return { kind: 'LITERAL', literal: { atom, isNegated, hop } };
}

/** All of them. Nested conjunctions are made flat, TRUE goes, FALSE takes all. */
export function and(formulas: readonly Formula[]): Formula {
  return join('AND', formulas);
}

/** Any of them. Nested alternatives are made flat, FALSE goes, TRUE takes all. */
export function or(formulas: readonly Formula[]): Formula {
  return join('OR', formulas);
}

/** The same of two, which makes nothing anew while one of them is a constant. */
export function both(left: Formula, right: Formula): Formula {
  if (left.kind === 'FALSE' || right.kind === 'TRUE') return left;
  if (left.kind === 'TRUE' || right.kind === 'FALSE') return right;
  return and([left, right]);
}

/** The same of two, which makes nothing anew while one of them is a constant. */
export function either(left: Formula, right: Formula): Formula {
  if (left.kind === 'TRUE' || right.kind === 'FALSE') return left;
  if (left.kind === 'FALSE' || right.kind === 'TRUE') return right;
  return or([left, right]);
}

/** The opposite, with the negation carried to the leaves. */
export function not(formula: Formula): Formula {
  switch (formula.kind) {
    case 'TRUE':
      return FALSE;
    case 'FALSE':
      return TRUE;
    case 'LITERAL':
      return { kind: 'LITERAL', literal: { ...formula.literal, isNegated: !formula.literal.isNegated } };
    case 'AND':
      return or(formula.of.map(not));
    case 'OR':
      return and(formula.of.map(not));
  }
}

/** Every literal of the formula, in the order in which they stand, repeated as they are. */
export function literalsOf(formula: Formula): readonly Literal[] {
  const found: Literal[] = [];
  collect(formula, found);
  return found;
}

function collect(formula: Formula, found: Literal[]): void {
  if (formula.kind === 'LITERAL') found.push(formula.literal);
  else if (formula.kind === 'AND' || formula.kind === 'OR') for (const part of formula.of) collect(part, found);
}

function join(kind: 'AND' | 'OR', formulas: readonly Formula[]): Formula {
  const neutral = kind === 'AND' ? 'TRUE' : 'FALSE';
  let only: Formula | null = null;
  let isSingle = true;
  for (const formula of formulas) {
    if (formula.kind === neutral) continue;
    if (formula.kind === 'TRUE' || formula.kind === 'FALSE') return formula;
    if (only !== null && formula !== only) isSingle = false;
    only = formula;
  }
  if (only === null) return kind === 'AND' ? TRUE : FALSE;
  return isSingle ? only : flatten(kind, formulas, neutral);
}

/** Each part once; of formulas that are open. */
function flatten(kind: 'AND' | 'OR', formulas: readonly Formula[], neutral: 'TRUE' | 'FALSE'): Formula {
  const parts = new Set<Formula>();
  for (const formula of formulas) {
    if (formula.kind === kind) for (const part of formula.of) parts.add(part);
    else if (formula.kind !== neutral) parts.add(formula);
  }
  const of = [...parts];
  const [first] = of;
  return of.length === 1 && first !== undefined ? first : { kind, of };
}
