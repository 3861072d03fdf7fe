import { resourceLike } from './askedResource.js';
import { compileGlob, parseGlob } from './match/condition/index.js';
import type { Formula, KeyDomain } from './model.js';
import { judge } from './needs/judge.js';
import { recall } from './recall.js';

export { resourceLike } from './askedResource.js';
export { patternsAmong } from './match/resourcePattern.js';
export { findVariable, hasVariable, replaceVariables } from './match/policyVariable.js';
export { escapeText } from './match/variables.js';

/** Whether whatever matches one pattern over whole ARNs matches the other. Both are policy text without variables. */
export function isWithin(inner: string, outer: string): boolean {
  return outer === '*' || inner === outer || overlap(inner, outer) === 'TRUE';
}

/** Whether something matches both. */
export function isMeeting(one: string, other: string): boolean {
  return one === '*' || other === '*' || one === other || overlap(one, other) !== 'FALSE';
}

/** Whether a pattern has a wildcard; `${*}` is a plain character. */
export function isOpenPattern(text: string): boolean {
  return /[*?]/.test(text.replaceAll(/\$\{[*?$]\}/g, ''));
}

/** The text that a pattern without wildcards means. */
export function plainText(text: string): string {
  return text.replaceAll(/\$\{([*?$])\}/g, (_, character: string) => character);
}

/** Whether a text matches a pattern. */
export function matchesPattern(text: string, pattern: string): boolean {
  return compileGlob(parseGlob(pattern, { wildcards: true }))(text);
}

type Overlap = 'TRUE' | 'FALSE' | 'OPEN';

const overlaps = new Map<string, Overlap>();

function overlap(one: string, other: string): Overlap {
  return recall(overlaps, `${one}\n${other}`, () => findOverlap(one, other));
}

function findOverlap(one: string, other: string): Overlap {
  const domain: KeyDomain = {
    mayBeAbsent: false,
    isMultivalued: false,
    constraints: [resourceLike(one)],
    type: 'TEXT',
  };
  const formula: Formula = { kind: 'LITERAL', literal: resourceLike(other) };
  return judge(formula, () => domain).verdict;
}
