import type { Needs } from '../../iam/decision.js';
import type { Formula, KeyDomain, Literal } from '../model.js';
import { absorb, type Alternative, alternativeOf, expand, minimize } from './alternatives.js';
import { and, literal as formulaOf, not, TRUE } from './formula.js';
import { boundedNeeds, LIMIT, needSetOf, orderNeedSets } from './needSets.js';
import { type Budget, collectLeaves, findModel } from './solve.js';
import { buildTheory, joinNodes, type Leaf, type Node, negateNode, type Theory } from './theory.js';

/** What a formula comes to over all requests that the domains admit. */
export interface Verdict {
  /** TRUE: in every filling; FALSE: in none; OPEN: in some, or it could not be told within the bounds. */
  readonly verdict: 'TRUE' | 'FALSE' | 'OPEN';
  /** Only when OPEN. */
  readonly needs: Needs | null;
}

const ALWAYS: Verdict = { verdict: 'TRUE', needs: null };
const NEVER: Verdict = { verdict: 'FALSE', needs: null };
const WORK = 200_000;
/** So many alternatives are made minimal; more than are shown, since some then lie within others. */
const CONSIDERED = 2 * LIMIT;

/**
 * Decides a formula of conditions while the request is not known in full.
 * Needs are minimal: no need of an alternative can be left out, none contradicts the others, no alternative lies within another. Each
 * alternative suffices, and without `truncated` one of them holds wherever the formula does. Conditions on different keys, and on different
 * hops, are taken to be independent but for `assuming`: only fillings in which that holds are looked at.
 */
export function judge(formula: Formula, domainOf: (literal: Literal) => KeyDomain, assuming: Formula = TRUE): Verdict {
  if (formula.kind === 'FALSE') return NEVER;
  if (formula.kind === 'TRUE' && assuming.kind === 'TRUE') return ALWAYS;
  const theory = buildTheory([formula, assuming], domainOf);
  const assumed = theory.place(assuming);
  const node = theory.place(formula);
  const budget: Budget = { left: WORK };
  if (node.kind === 'FALSE' || (node.kind === 'TRUE' && assumed.kind === 'TRUE')) {
    return { verdict: node.kind, needs: null };
  }
  const expansion = expand(node, theory.rows);
  const alternatives = expansion.alternatives.filter(
    ({ allowed }) => assumed.kind === 'TRUE' || findModel(assumed, allowed, budget) !== 'NONE',
  );
  const both = joinNodes('AND', [node, assumed]);
  if (alternatives.length === 0 && (!expansion.isCut || findModel(both, theory.rows, budget) === 'NONE')) {
    return { verdict: 'FALSE', needs: null };
  }
  if (assumed.kind === 'TRUE' && isPlain(node)) {
    return { verdict: 'OPEN', needs: show(inOrder(alternatives), expansion.isCut) };
  }
  const opposite = joinNodes('AND', [negateNode(node), assumed]);
  if (findModel(opposite, theory.rows, budget) === 'NONE') return { verdict: 'TRUE', needs: null };
  const found = alternatives.length > 0 ? alternatives : anAlternative(both, node, theory);
  return { verdict: 'OPEN', needs: needsOf(found, expansion.isCut, opposite, theory) };
}

/** Whether the formula holds in every filling in which the assumptions do. False also where that could not be told within the bounds. */
export function entails(
  assumptions: readonly Literal[],
  formula: Formula,
  domainOf: (literal: Literal) => KeyDomain,
): boolean {
  const counterexample = and([
    ...assumptions.map(({ atom, isNegated, hop }) => formulaOf(atom, isNegated, hop)),
    not(formula),
  ]);
  const theory = buildTheory([counterexample], domainOf);
  return findModel(theory.place(counterexample), theory.rows, { left: WORK }) === 'NONE';
}

function anAlternative(both: Node, node: Node, theory: Theory): readonly Alternative[] {
  const model = findModel(both, theory.rows, { left: WORK });
  return model === null || model === 'NONE' ? [] : [alternativeOf(model, node, theory.rows)];
}

function needsOf(alternatives: readonly Alternative[], isCut: boolean, opposite: Node, theory: Theory): Needs {
  const budget: Budget = { left: WORK };
  const distinct = absorb(inOrder(alternatives));
  const considered = distinct.slice(0, CONSIDERED);
  const minimal = considered.map((alternative) => minimize(alternative, opposite, theory.rows, budget));
  return show(absorb(inOrder(minimal)), isCut || considered.length < distinct.length);
}

/**
 * Whether every key has one condition, asked for in one way: then what does not hold can be made to fail, and the alternatives as written,
 * none within another, are minimal as they are.
 */
function isPlain(node: Node): boolean {
  const leaves: Leaf[] = [];
  collectLeaves(node, leaves);
  const seen = new Map<number, Leaf>();
  return leaves.every((leaf) => {
    const other = seen.get(leaf.variable) ?? leaf;
    seen.set(leaf.variable, other);
    return other.column === leaf.column && other.wanted === leaf.wanted;
  });
}

function show(alternatives: readonly Alternative[], isCut: boolean): Needs {
  return boundedNeeds(
    alternatives.map((alternative) => needSetOf(alternative.leaves)),
    isCut,
  );
}

function inOrder(alternatives: readonly Alternative[]): readonly Alternative[] {
  const items = alternatives.map((alternative) => ({ alternative, needSet: needSetOf(alternative.leaves) }));
  return orderNeedSets(items).map((item) => item.alternative);
}
