import { type CompiledCondition, compileCondition } from '../match/condition/holds.js';
import { parseGlob, textOfGlob } from '../match/condition/glob.js';
import { hasVariable } from '../match/policyVariable.js';
import { parseOperator } from '../match/condition/operator.js';
import type { KeyDomain, Literal } from '../model.js';
import { type Comparison, type ValueKind, valueKindOf, witnessesOf } from './witnesses.js';

/** How the conditions on one key can come out together: one character for each condition, `1` where it holds. */
export type Row = string;

const ROWS = 4096;
/** So many unions of sets of values are looked at. */
const UNIONS = 200_000;

/** A condition as far as its values are known; `atMost` is what it says if every unfilled variable matched. */
interface Column {
  readonly kind: ValueKind | null;
  readonly least: CompiledCondition;
  readonly most: (requested: string) => boolean;
}

interface Constraint {
  readonly kind: ValueKind | null;
  readonly admits: (requested: string) => boolean;
}

/**
 * Every way in which conditions on one key of one request can come out together, over all requests that the domain admits, and perhaps
 * some more where kinds of values are mixed on the key or a variable is unfilled. Null when there are too many.
 */
export function rowsOf(comparisons: readonly Comparison[], domain: KeyDomain): readonly Row[] | null {
  const columns = comparisons.map(columnOf);
  const constraints = domain.constraints.flatMap(constraintOf);
  const known = [...comparisons, ...domain.constraints.flatMap(comparisonOf)];
  let present: readonly Row[] = [
    columns.map((column) => (column.kind === null && column.least.holds(['']) ? '1' : '0')).join(''),
  ];
  for (const { takes, values } of poolsOf(known, domain)) {
    if (values === null) return null;
    const own = columns.flatMap((column, index) => (takes(column.kind) ? [index] : []));
    const admitted = values.filter((value) =>
      constraints.every((each) => (each.kind !== null && !takes(each.kind)) || each.admits(value)),
    );
    const parts = partialRows(
      own.map((index) => columns[index] as Column),
      admitted,
      domain.isMultivalued,
    );
    if (parts === null || parts.length * present.length > ROWS) return null;
    present = present.flatMap((row) => parts.map((part) => fillIn(row, own, part)));
  }
  const absent = domain.mayBeAbsent ? [columns.map((column) => (column.least.whenAbsent ? '1' : '0')).join('')] : [];
  return [...new Set([...present, ...absent])];
}

function columnOf(comparison: Comparison): Column {
  const { operator, values } = comparison;
  const least = compileCondition(operator, values);
  const kind = valueKindOf(operator);
  const isOpen = kind === 'TEXT' && values.some(hasVariable);
  const most = (requested: string) =>
    requested === '' && operator.set !== null ? operator.set === 'ForAllValues' : !operator.base.isNegated;
  return { kind, least, most: isOpen ? most : least.valueHolds };
}

function comparisonOf(literal: Literal): readonly Comparison[] {
  if (literal.atom.kind !== 'CONTEXT' || literal.atom.values.some(hasVariable)) return [];
  const operator = parseOperator(literal.atom.operator);
  return operator === null ? [] : [{ operator, values: literal.atom.values }];
}

function constraintOf(literal: Literal): readonly Constraint[] {
  return comparisonOf(literal).map(({ operator, values }) => {
    const condition = compileCondition(operator, values);
    return {
      kind: valueKindOf(operator),
      admits: (requested) => condition.holds([requested]) !== literal.isNegated,
    };
  });
}

/** Values that stand for all, as far as conditions on some kinds of value can tell. */
interface Pool {
  readonly takes: (kind: ValueKind | null) => boolean;
  readonly values: readonly string[] | null;
}

/**
 * Where the values of a key are known one by one, or are booleans, all conditions are put to the same values. Otherwise each kind has its
 * own, as if the key could be one thing as a text and another as a number: more than there is, never less.
 */
function poolsOf(comparisons: readonly Comparison[], domain: KeyDomain): readonly Pool[] {
  const isValue = (kind: ValueKind | null) => kind !== null;
  const listed = listedValues(domain);
  if (listed !== null) return [{ takes: isValue, values: listed }];
  if (domain.type === 'BOOL') return [{ takes: isValue, values: witnessesOf('BOOL', [], true) }];
  const found = new Set(comparisons.map(({ operator }) => valueKindOf(operator)).filter((kind) => kind !== null));
  const kinds: readonly ValueKind[] = found.size === 0 ? ['TEXT'] : [...found];
  return kinds.map((kind) => {
    const own = comparisons.filter(({ operator }) => valueKindOf(operator) === kind);
    return { takes: (other) => other === kind, values: witnessesOf(kind, own, isTyped(kinds, domain)) };
  });
}

/** The only values that a key can have, where a constraint lists them. */
function listedValues(domain: KeyDomain): readonly string[] | null {
  for (const { atom, isNegated } of domain.constraints) {
    if (isNegated || atom.kind !== 'CONTEXT' || atom.operator !== 'StringEquals' || atom.values.some(hasVariable))
      continue;
    return atom.values.map((value) => textOfGlob(parseGlob(value, { wildcards: false })));
  }
  return null;
}

/** Where nothing says what a key's values are, the operators on it do, if they agree. */
function isTyped(kinds: readonly ValueKind[], domain: KeyDomain): boolean {
  const [kind] = kinds;
  return kinds.length === 1 && (domain.type === undefined || domain.type === kind);
}

/** The rows of some columns over values; with several values to a key, over all sets of them. */
function partialRows(
  columns: readonly Column[],
  values: readonly string[],
  isMultivalued: boolean,
): readonly Row[] | null {
  const bounds = new Set(values.map((value) => columns.map((column) => pairOf(column, value)).join('')));
  const closed = isMultivalued ? closeUnderUnion(columns, bounds) : bounds;
  if (closed === null) return null;
  const rows = new Set<Row>();
  for (const pairs of closed) {
    for (const row of resolve(pairs)) {
      if (rows.size > ROWS) return null;
      rows.add(row);
    }
  }
  return [...rows];
}

/** Two characters: what the condition says at least, and what it says if every unfilled variable matched. */
function pairOf(column: Column, value: string): string {
  return `${column.least.valueHolds(value) ? '1' : '0'}${column.most(value) ? '1' : '0'}`;
}

function closeUnderUnion(columns: readonly Column[], singles: ReadonlySet<string>): ReadonlySet<string> | null {
  const closed = new Set(singles);
  let unions = 0;
  for (const pairs of closed) {
    unions += singles.size;
    if (unions > UNIONS) return null;
    for (const single of singles) {
      closed.add(unite(columns, pairs, single));
      if (closed.size > ROWS) return null;
    }
  }
  return closed;
}

function unite(columns: readonly Column[], left: string, right: string): string {
  let united = '';
  for (let index = 0; index < left.length; index++) {
    const { operator } = (columns[index >> 1] as Column).least;
    const both = Number(left[index]) + Number(right[index]);
    if (operator.base.family === 'PRESENCE') united += left[index];
    else if (operator.set === 'ForAnyValue') united += both > 0 ? '1' : '0';
    else if (operator.set === 'ForAllValues') united += both === 2 ? '1' : '0';
    else united += operator.base.isNegated ? '1' : '0';
  }
  return united;
}

/** Where the two bounds differ, either may come out. */
function resolve(pairs: string): readonly Row[] {
  let rows: Row[] = [''];
  for (let index = 0; index < pairs.length; index += 2) {
    const ends = new Set([pairs[index], pairs[index + 1]]);
    rows = rows.flatMap((row) => [...ends].map((end) => row + end));
    if (rows.length > ROWS) return rows;
  }
  return rows;
}

function fillIn(row: Row, places: readonly number[], part: Row): Row {
  const characters = row.split('');
  for (const [index, place] of places.entries()) characters[place] = part[index] ?? '0';
  return characters.join('');
}
