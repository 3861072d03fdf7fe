import type { Needs } from '../../iam/decision.js';
import type { Formula, KeyDomain, Literal } from '../model.js';
import { absorb, type Alternative, alternativeOf, expand, minimize } from './alternatives.js';
import { and, literal as formulaOf, not } from './formula.js';
import { LIMIT, needSetOf, orderNeedSets } from './needSets.js';
import { type Budget, collectLeaves, findModel } from './solve.js';
import { buildTheory, type Leaf, type Node, negateNode, type Theory } from './theory.js';

/** What a formula comes to over all requests that the domains admit. */
export interface Verdict {
  /** TRUE: in every filling; FALSE: in none; OPEN: in some, or it could not be told within the bounds. */
  readonly verdict: 'TRUE' | 'FALSE' | 'OPEN';
  /** Only when OPEN. */
  readonly needs: Needs | null;
}

const WORK = 200_000;
/** So many alternatives are made minimal; more than are shown, since some then lie within others. */
const CONSIDERED = 2 * LIMIT;

/**
 * Decides a formula of conditions while the request is not known in full.
 * Needs are minimal: no need of an alternative can be left out, none contradicts the others, no alternative lies within another. Each
 * alternative suffices, and without `truncated` one of them holds wherever the formula does. Conditions on different keys, and on different
 * hops, are taken to be independent.
 */
export function judge(formula: Formula, domainOf: (literal: Literal) => KeyDomain): Verdict {
  const theory = buildTheory([formula], domainOf);
  const node = theory.place(formula);
  if (node.kind === 'TRUE' || node.kind === 'FALSE') return { verdict: node.kind, needs: null };
  const budget: Budget = { left: WORK };
  const expansion = expand(node, theory.rows);
  if (expansion.alternatives.length === 0 && (!expansion.isCut || findModel(node, theory.rows, budget) === 'NONE')) {
    return { verdict: 'FALSE', needs: null };
  }
  if (isPlain(node)) return { verdict: 'OPEN', needs: show(inOrder(expansion.alternatives), expansion.isCut) };
  const opposite = negateNode(node);
  if (findModel(opposite, theory.rows, budget) === 'NONE') return { verdict: 'TRUE', needs: null };
  const alternatives =
    expansion.alternatives.length > 0 ? expansion.alternatives : anAlternative(node, theory, { left: WORK });
  return { verdict: 'OPEN', needs: needsOf(alternatives, expansion.isCut, opposite, theory) };
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

function anAlternative(node: Node, theory: Theory, budget: Budget): readonly Alternative[] {
  const model = findModel(node, theory.rows, budget);
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
  const all = alternatives.map((alternative) => needSetOf(alternative.leaves));
  const short = all.filter((needSet) => needSet.all.length <= LIMIT);
  return {
    alternatives: short.slice(0, LIMIT),
    truncated: isCut || short.length < all.length || short.length > LIMIT,
  };
}

function inOrder(alternatives: readonly Alternative[]): readonly Alternative[] {
  const items = alternatives.map((alternative) => ({ alternative, needSet: needSetOf(alternative.leaves) }));
  return orderNeedSets(items).map((item) => item.alternative);
}
