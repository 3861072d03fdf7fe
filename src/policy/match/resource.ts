import type { Formula } from '../model.js';
import { and, FALSE, literal, not, or, TRUE } from '../needs/formula.js';
import type { Selection } from '../parse/parsePolicy.js';
import { recall } from '../recall.js';
import { quote } from '../parse/problem.js';
import { rememberLast } from './condition/lastRead.js';
import { findVariable, hasVariable, replaceVariables } from './policyVariable.js';
import { escapeText, fillVariables, parseVariable, type StateOf, withoutVariables } from './variables.js';
import { compileResourcePattern, type TextMatcher } from './wildcards.js';

/** Whether a statement is about a resource, and the pattern that says so. */
export interface ResourceMatch {
  readonly formula: Formula;
  readonly matched: string | null;
}

export type ResourceMatcher = (resource: string, stateOf: StateOf) => ResourceMatch;

interface Pattern {
  readonly text: string;
  /** Null where variables have to be filled in first. */
  readonly matches: TextMatcher | null;
  /** What is said where it matches. */
  readonly match: ResourceMatch;
}

/** More values of a variable than these stand together in one need. */
const SEPARATE = 32;

/** Values of variables are tried in one pattern while the patterns that they make and the resource have fewer characters than these in all. */
const CHARACTERS = 4_000_000;

const ALWAYS: ResourceMatch = { formula: TRUE, matched: null };
const NEVER: ResourceMatch = { formula: FALSE, matched: null };

/**
 * Resource and NotResource. Null selection: the statement says no resource, as in a trust policy, and is about the one it stands on.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
 */
export function compileResources(selection: Selection | null, hasVariables: boolean): ResourceMatcher {
  if (selection === null) return () => ALWAYS;
  const patterns = selection.values.map((text) => compilePattern(text, hasVariables));
  const find: ResourceMatcher = (resource, stateOf) => {
    let open: Open[] | null = null;
    for (const { text, matches, match } of patterns) {
      if (matches !== null) {
        if (matches(resource)) return match;
        continue;
      }
      const formula = matchFilled(text, resource, stateOf);
      if (formula.kind === 'TRUE') return { formula, matched: text };
      if (formula.kind !== 'FALSE') (open ??= []).push({ formula, text });
    }
    return open === null ? NEVER : matchOf(open);
  };
  if (!selection.isNot) return find;
  let others: ResourceMatch | null = null;
  return (resource, stateOf) => {
    const formula = not(find(resource, stateOf).formula);
    if (formula.kind === 'FALSE') return NEVER;
    others ??= { formula: TRUE, matched: `all but ${selection.values.join(', ')}` };
    return formula.kind === 'TRUE' ? others : { formula, matched: others.matched };
  };
}

/** A pattern of which it depends on variables whether it matches. */
interface Open {
  readonly formula: Formula;
  readonly text: string;
}

function matchOf(open: readonly Open[]): ResourceMatch {
  return { formula: or(open.map(({ formula }) => formula)), matched: open[0]?.text ?? null };
}

/** Variables stand behind the fifth colon only; before, and under the older version, they are plain text. */
function compilePattern(text: string, hasVariables: boolean): Pattern {
  const match = { formula: TRUE, matched: text };
  if (!text.includes('$')) return { text, matches: sharedMatcher(text), match };
  const parts = text.split(':');
  const head = parts.slice(0, 5).map(withoutVariables);
  const tail = parts.slice(5).join(':');
  const plain = [...head, ...(parts.length > 5 ? [hasVariables ? tail : withoutVariables(tail)] : [])].join(':');
  return hasVariable(plain) ? { text: plain, matches: null, match } : { text, matches: sharedMatcher(plain), match };
}

const shared = new Map<string, TextMatcher>();

/** Policies that stand side by side name the same resources, and are asked about the same one in turn. */
function sharedMatcher(pattern: string): TextMatcher {
  if (pattern === '*') return compileResourcePattern(pattern);
  return recall(shared, pattern, () => rememberLast(compileResourcePattern(pattern)));
}

function matchFilled(text: string, resource: string, stateOf: StateOf): Formula {
  const filled = fillVariables(text, stateOf);
  if (filled === null) return FALSE;
  if (!hasVariable(filled)) return compileResourcePattern(filled)(resource) ? TRUE : FALSE;
  return matchOpen(filled, resource, { left: CHARACTERS });
}

/**
 * A pattern with open variables: every value of the first that fits, which is always a piece of the resource. Where several variables are
 * open, each of the values is followed up alone. What is left when the budget is spent stays open, without a need that would say when it holds.
 */
function matchOpen(text: string, resource: string, budget: { left: number }): Formula {
  const found = findVariable(text);
  if (found === null) return compileResourcePattern(text)(resource) ? TRUE : FALSE;
  const { key, fallback } = parseVariable(found.inner);
  const written = text.slice(found.start, found.end);
  const withValue = (value: string): string => text.replaceAll(written, () => escapeText(value));
  const isLast = !hasVariable(withValue(''));
  const alternatives: Formula[] = [];
  const values: string[] = [];
  const seen = new Set<string>();
  for (const value of piecesOf(resource, text.slice(0, found.start), text.slice(found.end))) {
    if (budget.left <= 0) {
      alternatives.push(untried(text, resource));
      break;
    }
    budget.left -= text.length + resource.length;
    if (seen.has(value)) continue;
    seen.add(value);
    const filled = withValue(value);
    budget.left -= filled.length;
    if (!compileResourcePattern(replaceVariables(filled, () => '*'))(resource)) continue;
    if (isLast) values.push(escapeText(value));
    else alternatives.push(and([equals(key, [escapeText(value)]), matchOpen(filled, resource, budget)]));
  }
  if (values.length > SEPARATE) alternatives.push(equals(key, values));
  else alternatives.push(...values.map((value) => equals(key, [value])));
  if (fallback !== null) alternatives.push(and([absent(key), matchOpen(withValue(fallback), resource, budget)]));
  return or(alternatives);
}

function untried(pattern: string, resource: string): Formula {
  const text = `Which values of its variables make ${quote(pattern)} match ${quote(resource)} was not worked out to the end.`;
  return literal({
    kind: 'UNREAD',
    gap: { kind: 'WORK_BUDGET_SPENT', account: null, subject: null, mayHide: true, mayOverstate: true, text },
  });
}

/** The pieces of a resource that can stand between two texts. A text without wildcards holds its end of the piece. */
function* piecesOf(resource: string, before: string, after: string): Iterable<string> {
  const starts = isPlain(before) ? [before.length] : range(0, resource.length);
  const ends = isPlain(after) ? [resource.length - after.length] : range(0, resource.length);
  for (const start of starts) for (const end of ends) if (end >= start) yield resource.slice(start, end);
}

function isPlain(text: string): boolean {
  return !/[*?$]/.test(text);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function equals(key: string, values: readonly string[]): Formula {
  return literal({ kind: 'CONTEXT', key, operator: 'StringEquals', values, statement: null });
}

function absent(key: string): Formula {
  return literal({ kind: 'CONTEXT', key, operator: 'Null', values: ['true'], statement: null });
}
