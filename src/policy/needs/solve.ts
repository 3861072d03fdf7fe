import type { Row } from './rows.js';
import { joinNodes, type Leaf, type Node, type Theory } from './theory.js';

/** How much work is left, in nodes looked at. Spent work makes answers null, never wrong. */
export interface Budget {
  left: number;
}

/** For some variables the row that each takes; the others may take any. */
export type Model = ReadonlyMap<number, Row>;

/** Rows that each variable may still take. */
export type Allowed = Theory['rows'];

/** A filling under which the node holds, 'NONE' if there is none, null if the work was spent before that was known. */
export function findModel(node: Node, allowed: Allowed, budget: Budget): Model | 'NONE' | null {
  if (allowed.some((rows) => rows.length === 0)) return 'NONE';
  return search(node, new Map());

  function search(rest: Node, chosen: Model): Model | 'NONE' | null {
    if (rest.kind === 'TRUE') return chosen;
    if (rest.kind === 'FALSE') return 'NONE';
    const leaves: Leaf[] = [];
    collectLeaves(rest, leaves);
    budget.left -= leaves.length;
    if (budget.left < 0) return null;
    const variable = nextVariable(rest, leaves);
    const own = leaves.filter((leaf) => leaf.variable === variable);
    let isCut = false;
    for (const row of bestRows(allowed[variable] ?? [], own)) {
      const found = search(assign(rest, variable, row), new Map([...chosen, [variable, row]]));
      if (found !== 'NONE' && found !== null) return found;
      if (found === null) isCut = true;
      if (budget.left < 0) return null;
    }
    return isCut ? null : 'NONE';
  }
}

/** The rows in which the leaf holds. */
export function restrict(allowed: Allowed, leaves: readonly Leaf[]): Allowed {
  const restricted = [...allowed];
  for (const leaf of leaves) {
    restricted[leaf.variable] = (restricted[leaf.variable] ?? []).filter((row) => row[leaf.column] === leaf.wanted);
  }
  return restricted;
}

/** Every leaf below a node. */
export function collectLeaves(node: Node, into: Leaf[]): void {
  if (node.kind === 'LEAF') into.push(node);
  else if (node.kind === 'AND' || node.kind === 'OR') for (const part of node.of) collectLeaves(part, into);
}

/** One that must hold in any case if there is one, since it leaves fewest rows. */
function nextVariable(node: Node, leaves: readonly Leaf[]): number {
  if (node.kind === 'AND') {
    const must = node.of.find((part) => part.kind === 'LEAF');
    if (must !== undefined) return must.variable;
  }
  return leaves[0]?.variable ?? 0;
}

/** One row for each set of leaves that can hold together, without those that another row outdoes. */
function bestRows(rows: readonly Row[], leaves: readonly Leaf[]): readonly Row[] {
  const distinct = new Map<string, Row>();
  for (const row of rows) {
    distinct.set(leaves.map((leaf) => (row[leaf.column] === leaf.wanted ? '1' : '0')).join(''), row);
  }
  if (distinct.size > 256) return [...distinct.values()];
  const profiles = [...distinct.keys()];
  return profiles
    .filter((profile) => !profiles.some((other) => other !== profile && outdoes(other, profile)))
    .map((profile) => distinct.get(profile) ?? '');
}

function outdoes(left: string, right: string): boolean {
  for (let index = 0; index < left.length; index++) if (right[index] === '1' && left[index] !== '1') return false;
  return true;
}

function assign(node: Node, variable: number, row: Row): Node {
  if (node.kind === 'LEAF') {
    if (node.variable !== variable) return node;
    return { kind: row[node.column] === node.wanted ? 'TRUE' : 'FALSE' };
  }
  if (node.kind === 'TRUE' || node.kind === 'FALSE') return node;
  return joinNodes(
    node.kind,
    node.of.map((part) => assign(part, variable, row)),
  );
}
