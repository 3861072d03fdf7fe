import { type Allowed, type Budget, collectLeaves, findModel, type Model, restrict } from './solve.js';
import type { Leaf, Node } from './theory.js';

/** Leaves that together suffice, with the rows that they leave to each variable. */
export interface Alternative {
  readonly leaves: readonly Leaf[];
  readonly allowed: Allowed;
}

/** Alternatives, any of which suffices. Not cut: all of them. */
export interface Expansion {
  readonly alternatives: readonly Alternative[];
  readonly isCut: boolean;
}

const WIDTH = 512;

/** The alternatives of a node as it is written, without those that contradict themselves; the shortest where there are too many. */
export function expand(node: Node, allowed: Allowed): Expansion {
  switch (node.kind) {
    case 'TRUE':
      return { alternatives: [{ leaves: [], allowed }], isCut: false };
    case 'FALSE':
      return { alternatives: [], isCut: false };
    case 'LEAF':
      return { alternatives: [{ leaves: [node], allowed: restrict(allowed, [node]) }], isCut: false };
    case 'OR': {
      const parts = node.of.map((part) => expand(part, allowed));
      return shorten(
        parts.flatMap((part) => part.alternatives),
        parts.some((part) => part.isCut),
      );
    }
    case 'AND': {
      const parts = node.of.map((part) => expand(part, allowed));
      let product: Expansion = { alternatives: [{ leaves: [], allowed }], isCut: false };
      for (const part of parts.toSorted((left, right) => left.alternatives.length - right.alternatives.length)) {
        product = multiply(product, part);
      }
      return product;
    }
  }
}

/** The leaves that hold in a model, which suffice together. */
export function alternativeOf(model: Model, node: Node, allowed: Allowed): Alternative {
  const leaves: Leaf[] = [];
  collectLeaves(node, leaves);
  const holding = leaves.filter((leaf) => model.get(leaf.variable)?.[leaf.column] === leaf.wanted);
  const distinct = [...new Map(holding.map((leaf) => [nameOf(leaf), leaf])).values()];
  return { leaves: distinct, allowed: restrict(allowed, distinct) };
}

/**
 * Drops what is not needed: a leaf without which the others suffice, a negated one first. `opposite` is the node's negation.
 * Where the work is spent, only what the others on the same key imply is dropped.
 */
export function minimize(alternative: Alternative, opposite: Node, allowed: Allowed, budget: Budget): Alternative {
  let kept = alternative.leaves;
  const order = [...kept].toReversed().toSorted((left, right) => Number(left.wanted) - Number(right.wanted));
  for (const leaf of order) {
    const others = kept.filter((each) => each !== leaf);
    const rest = restrict(allowed, others);
    const isImplied = (rest[leaf.variable] ?? []).every((row) => row[leaf.column] === leaf.wanted);
    if (isImplied || findModel(opposite, rest, budget) === 'NONE') kept = others;
  }
  return { leaves: kept, allowed: restrict(allowed, kept) };
}

/** Leaves out each alternative that holds only where another does; of two that are the same, the later. */
export function absorb(alternatives: readonly Alternative[]): readonly Alternative[] {
  const kept = new Set(alternatives);
  for (const [index, alternative] of alternatives.entries()) {
    for (const [other, wider] of alternatives.entries()) {
      if (other === index || !kept.has(wider) || !implies(alternative, wider)) continue;
      if (other < index || !implies(wider, alternative)) {
        kept.delete(alternative);
        break;
      }
    }
  }
  return [...kept];
}

function implies(alternative: Alternative, wider: Alternative): boolean {
  return wider.leaves.every((leaf) =>
    (alternative.allowed[leaf.variable] ?? []).every((row) => row[leaf.column] === leaf.wanted),
  );
}

function multiply(left: Expansion, right: Expansion): Expansion {
  const product: Alternative[] = [];
  let isCut = left.isCut || right.isCut;
  for (const one of left.alternatives) {
    for (const two of right.alternatives) {
      const names = new Set(one.leaves.map(nameOf));
      const added = two.leaves.filter((leaf) => !names.has(nameOf(leaf)));
      const allowed = restrict(one.allowed, added);
      if (added.some((leaf) => allowed[leaf.variable]?.length === 0)) continue;
      product.push({ leaves: [...one.leaves, ...added], allowed });
    }
    if (product.length > 8 * WIDTH) {
      isCut = true;
      break;
    }
  }
  return shorten(product, isCut);
}

/** Without those that hold all the leaves of another, shortest first, at most WIDTH. */
function shorten(alternatives: readonly Alternative[], isCut: boolean): Expansion {
  const sorted = alternatives.toSorted((left, right) => left.leaves.length - right.leaves.length);
  const kept: { readonly names: ReadonlySet<string>; readonly alternative: Alternative }[] = [];
  for (const alternative of sorted) {
    const names = new Set(alternative.leaves.map(nameOf));
    if (kept.some((other) => isSubset(other.names, names))) continue;
    if (kept.length === WIDTH) return { alternatives: kept.map((each) => each.alternative), isCut: true };
    kept.push({ names, alternative });
  }
  return { alternatives: kept.map((each) => each.alternative), isCut };
}

function isSubset(names: ReadonlySet<string>, wider: ReadonlySet<string>): boolean {
  for (const name of names) if (!wider.has(name)) return false;
  return true;
}

function nameOf(leaf: Leaf): string {
  return `${leaf.variable}.${leaf.column}.${leaf.wanted}`;
}
