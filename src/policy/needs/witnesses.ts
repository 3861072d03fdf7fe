import { formatAddress, parseAddressRange } from '../match/condition/address.js';
import { splitArn } from '../match/condition/arn.js';
import type { Family } from '../match/condition/base.js';
import { canonicalBase64 } from '../match/condition/binary.js';
import { parseDate } from '../match/condition/date.js';
import { ANY_ONE, ANY_RUN, type Glob, parseGlob, textOfGlob } from '../match/condition/glob.js';
import { hasVariable } from '../match/policyVariable.js';
import type { Operator } from '../match/condition/operator.js';
import { parseNumber } from '../match/condition/number.js';
import { ANY_ONE_IN_PART, ANY_RUN_IN_PART, witnessTexts } from './automaton.js';

/** One condition's operator and values. */
export interface Comparison {
  readonly operator: Operator;
  readonly values: readonly string[];
}

/** What kinds of value a key has: those that can be told apart alone, so that conditions of one kind are looked at together. */
export type ValueKind = 'TEXT' | Exclude<Family, 'STRING' | 'ARN' | 'PRESENCE'>;

const STATES = 4096;
const UNREADABLE = 'unreadable';

/** The kind of value that an operator compares; null for `Null`, which compares none. */
export function valueKindOf(operator: Operator): ValueKind | null {
  const { family } = operator.base;
  if (family === 'PRESENCE') return null;
  return family === 'STRING' || family === 'ARN' ? 'TEXT' : family;
}

/**
 * Values that stand for all values there are: any value answers each of these comparisons as one of them does. All comparisons are of the
 * given kind. `isTyped`: the key has values of this kind alone; without, a value that cannot be read as one is among them.
 * Null when there would be too many.
 */
export function witnessesOf(
  kind: ValueKind,
  comparisons: readonly Comparison[],
  isTyped: boolean,
): readonly string[] | null {
  const others = isTyped ? [] : [UNREADABLE];
  const values = comparisons.flatMap((comparison) => comparison.values);
  switch (kind) {
    case 'TEXT':
      return textWitnesses(comparisons.flatMap(globsOf));
    case 'BOOL':
      return ['true', 'false', ...others];
    case 'BINARY':
      return [...new Set(values.map(canonicalBase64)), '', anotherBinary(values), ...others].filter(
        (value) => value !== null,
      );
    case 'NUMERIC':
      return [...around(values.map(parseNumber)).map(String), ...others];
    case 'DATE':
      return [...around(values.map(parseDate)).flatMap(dateText), ...others];
    case 'ADDRESS':
      return [...addresses(values), ...others];
  }
}

/** Where all patterns are plain texts, those texts and one other. */
function textWitnesses(globs: readonly Glob[]): readonly string[] | null {
  if (globs.some(({ tokens, ignoresCase }) => ignoresCase || tokens.some((token) => token < 0))) {
    return witnessTexts(globs, STATES);
  }
  const texts = new Set(globs.map(textOfGlob));
  let other = 'other';
  while (texts.has(other)) other += '-';
  return ['', other, ...texts];
}

function globsOf(comparison: Comparison): readonly Glob[] {
  const { base } = comparison.operator;
  const values = comparison.values.filter((value) => !hasVariable(value));
  if (base.family === 'ARN') return values.flatMap(arnGlob);
  const options = { wildcards: base.name.endsWith('Like'), ignoresCase: base.name.endsWith('IgnoreCase') };
  return values.map((value) => parseGlob(value, options));
}

/** The six parts as one pattern whose wildcards keep to their part, but for the sixth. */
function arnGlob(value: string): readonly Glob[] {
  const parts = splitArn(value);
  if (parts === null) return [];
  const tokens = parts.flatMap((part, index) => {
    const own = parseGlob(part, { wildcards: true }).tokens;
    return index === 5 ? own : [...own.map(withinPart), 58];
  });
  return [{ tokens, ignoresCase: false }];
}

function withinPart(token: number): number {
  if (token === ANY_ONE) return ANY_ONE_IN_PART;
  return token === ANY_RUN ? ANY_RUN_IN_PART : token;
}

/** Each threshold, a point below, above and between. */
function around(thresholds: readonly (number | null)[]): readonly number[] {
  const sorted = [...new Set(thresholds.filter((value) => value !== null))].toSorted((left, right) => left - right);
  const [lowest = 0] = sorted;
  const points = [below(lowest)];
  for (const [index, value] of sorted.entries()) {
    const next = sorted[index + 1];
    points.push(value, next === undefined ? -below(-value) : value + (next - value) / 2);
  }
  return points;
}

/** A number that is less, also where one makes no difference. */
function below(value: number): number {
  return value - Math.max(1, Math.abs(value) / 2);
}

function dateText(milliseconds: number): readonly string[] {
  const date = new Date(Math.trunc(milliseconds));
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999 ? [date.toISOString()] : [String(milliseconds / 1000)];
}

/** The first address of each range and the first behind it cut both lines into pieces; each piece starts with one of these. */
function addresses(values: readonly string[]): readonly string[] {
  const points = new Set([formatAddress(4, 0n), formatAddress(6, 0n)]);
  for (const value of values) {
    const range = parseAddressRange(value);
    if (range === null) continue;
    points.add(formatAddress(range.version, range.first));
    const end = range.version === 4 ? 1n << 32n : 1n << 128n;
    if (range.last + 1n < end) points.add(formatAddress(range.version, range.last + 1n));
  }
  return [...points];
}

/** Base64 of bytes that none of the values has. */
function anotherBinary(values: readonly string[]): string {
  const known = new Set(values.map(canonicalBase64));
  for (let byte = 0; ; byte++) {
    const text = Buffer.from(String(byte)).toString('base64');
    if (!known.has(text)) return text;
  }
}
