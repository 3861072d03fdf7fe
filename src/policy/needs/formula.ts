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
  const neutral = kind === 'AND' ? TRUE : FALSE;
  const parts: Formula[] = [];
  const seen = new Set<Formula>();
  for (const formula of formulas) {
    for (const part of formula.kind === kind ? formula.of : [formula]) {
      if (part.kind === neutral.kind || seen.has(part)) continue;
      if (part.kind === 'TRUE' || part.kind === 'FALSE') return part;
      seen.add(part);
      parts.push(part);
    }
  }
  const [first] = parts;
  if (first === undefined) return neutral;
  return parts.length === 1 ? first : { kind, of: parts };
}
