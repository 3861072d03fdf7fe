import { parseOperator } from '../match/condition/operator.js';
import type { Atom, Formula, KeyDomain, Literal } from '../model.js';
import { literalsOf } from './formula.js';
import { recall } from '../recall.js';
import { type Row, rowsOf } from './rows.js';
import type { Comparison } from './witnesses.js';

/** A literal as a column of what is known about one key of one request. */
export interface Leaf {
  readonly kind: 'LEAF';
  readonly variable: number;
  readonly column: number;
  readonly wanted: '0' | '1';
  readonly literal: Literal;
}

/** A formula over the columns of a theory. */
export type Node =
  | { readonly kind: 'TRUE' }
  | { readonly kind: 'FALSE' }
  | Leaf
  | { readonly kind: 'AND' | 'OR'; readonly of: readonly Node[] };

/** What is known of the keys that formulas speak of: for each, how the conditions on it can come out together. Keys are independent. */
export interface Theory {
  readonly rows: readonly (readonly Row[])[];
  readonly place: (formula: Formula) => Node;
}

interface Draft {
  readonly columns: Map<string, Literal>;
  readonly first: Literal;
}

const OPAQUE: readonly Row[] = ['0', '1'];

/** The same conditions under the same domain come out the same, and most requests ask the same few. */
const rowsByName = new Map<string, readonly Row[] | null>();
/** Names by the list of values, which belongs to one condition of a policy. */
const columnNames = new WeakMap<readonly string[], { readonly operator: string; readonly name: string }>();

/** Gathers what the formulas speak of by key and hop, and works out how it can come out. */
export function buildTheory(formulas: readonly Formula[], domainOf: (literal: Literal) => KeyDomain): Theory {
  const drafts = new Map<string, Draft>();
  for (const literal of formulas.flatMap(literalsOf)) {
    const name = variableName(literal);
    const draft = drafts.get(name) ?? { columns: new Map(), first: literal };
    drafts.set(name, draft);
    const column = columnName(literal.atom);
    if (!draft.columns.has(column)) draft.columns.set(column, literal);
  }
  const rows: (readonly Row[])[] = [];
  const places = new Map<string, { readonly variable: number; readonly column: number }>();
  for (const [name, draft] of drafts) {
    const known = knownRows(draft, domainOf);
    let column = 0;
    for (const each of draft.columns.keys()) {
      if (known === null) places.set(`${name}\n${each}`, { variable: rows.push(OPAQUE) - 1, column: 0 });
      else places.set(`${name}\n${each}`, { variable: rows.length, column: column++ });
    }
    if (known !== null) rows.push(known);
  }
  return { rows, place };

  function place(formula: Formula): Node {
    if (formula.kind === 'TRUE' || formula.kind === 'FALSE') return formula;
    if (formula.kind !== 'LITERAL') return joinNodes(formula.kind, formula.of.map(place));
    const { literal } = formula;
    const at = places.get(`${variableName(literal)}\n${columnName(literal.atom)}`);
    if (at === undefined) throw new Error('a formula that the theory was not built for');
    return settle({ kind: 'LEAF', ...at, wanted: literal.isNegated ? '0' : '1', literal }, rows[at.variable] ?? []);
  }
}

/** AND or OR of nodes, simplified. */
export function joinNodes(kind: 'AND' | 'OR', nodes: readonly Node[]): Node {
  const neutral = kind === 'AND' ? 'TRUE' : 'FALSE';
  const parts: Node[] = [];
  for (const node of nodes) {
    if (node.kind === neutral) continue;
    if (node.kind === 'TRUE' || node.kind === 'FALSE') return node;
    if (node.kind === kind) parts.push(...node.of);
    else parts.push(node);
  }
  const [first] = parts;
  if (first === undefined) return { kind: neutral };
  return parts.length === 1 ? first : { kind, of: parts };
}

/** The opposite of a node. */
export function negateNode(node: Node): Node {
  switch (node.kind) {
    case 'TRUE':
      return { kind: 'FALSE' };
    case 'FALSE':
      return { kind: 'TRUE' };
    case 'LEAF': {
      const literal = { ...node.literal, isNegated: !node.literal.isNegated };
      return { ...node, wanted: node.wanted === '1' ? '0' : '1', literal };
    }
    case 'AND':
    case 'OR':
      return { kind: node.kind === 'AND' ? 'OR' : 'AND', of: node.of.map(negateNode) };
  }
}

/** A leaf that its key's rows decide is no leaf. A key that nothing can be lets nothing hold. */
function settle(leaf: Leaf, rows: readonly Row[]): Node {
  const holding = rows.filter((row) => row[leaf.column] === leaf.wanted).length;
  if (holding === 0) return { kind: 'FALSE' };
  return holding === rows.length ? { kind: 'TRUE' } : leaf;
}

function knownRows(draft: Draft, domainOf: (literal: Literal) => KeyDomain): readonly Row[] | null {
  const atoms = [...draft.columns.values()].map((literal) => literal.atom);
  if (draft.first.atom.kind === 'UNREAD') return OPAQUE;
  if (draft.first.atom.kind === 'SESSION') return sessionRows(atoms.length);
  const comparisons: Comparison[] = [];
  for (const atom of atoms) {
    const operator = atom.kind === 'CONTEXT' ? parseOperator(atom.operator) : null;
    if (atom.kind !== 'CONTEXT' || operator === null) return null;
    comparisons.push({ operator, values: atom.values });
  }
  const domain = domainOf(draft.first);
  const { mayBeAbsent, isMultivalued, type, constraints } = domain;
  const bounds = constraints.map(({ atom, isNegated }) => `${columnName(atom)} ${isNegated}`);
  const name = [mayBeAbsent, isMultivalued, type ?? '', '\n', ...bounds, '\n', ...draft.columns.keys()].join(' ');
  return recall(rowsByName, name, () => rowsOf(comparisons, domain));
}

/** A session has one name: one of those named, or another. */
function sessionRows(names: number): readonly Row[] {
  const none = '0'.repeat(names);
  const one = Array.from({ length: names }, (_, index) => `${none.slice(0, index)}1${none.slice(index + 1)}`);
  return [...one, none];
}

function variableName(literal: Literal): string {
  const { atom, hop } = literal;
  switch (atom.kind) {
    case 'CONTEXT':
      return `CONTEXT ${hop ?? ''} ${atom.key.toLowerCase()}`;
    case 'SESSION':
      return `SESSION ${hop ?? ''}`;
    case 'UNREAD':
      return `UNREAD ${JSON.stringify([atom.gap.kind, atom.gap.account, atom.gap.subject])}`;
  }
}

function columnName(atom: Atom): string {
  switch (atom.kind) {
    case 'CONTEXT': {
      const known = columnNames.get(atom.values);
      if (known?.operator === atom.operator) return known.name;
      const operator = parseOperator(atom.operator)?.text ?? atom.operator;
      const name = JSON.stringify([operator, [...new Set(atom.values)].toSorted()]);
      columnNames.set(atom.values, { operator: atom.operator, name });
      return name;
    }
    case 'SESSION':
      return atom.name;
    case 'UNREAD':
      return '';
  }
}
