import type { Formula, Literal } from '../model.js';
import { FALSE, not, or, TRUE } from '../needs/formula.js';
import { membersOf, resourceLike } from '../askedResource.js';
import { judge } from '../needs/judge.js';
import type { Selection } from '../parse/parsePolicy.js';
import { compileGlob, parseGlob } from './condition/index.js';
import { replaceVariables } from './policyVariable.js';
import type { ResourceMatch } from './resource.js';
import { escapeText, fillVariables, type StateOf, withoutVariables } from './variables.js';
import { compileResourcePattern } from './wildcards.js';

/** A pattern of which some member is asked for. Of its first five parts, each is in full or a lone `*`. */
export interface AskedPattern {
  readonly arn: string;
  /** What else is known of the member. */
  readonly bounds?: readonly Literal[] | undefined;
}

/**
 * Whether a statement is about the member of a pattern that is asked for, which is not known: a condition on the resource, that `domainOf`
 * of the request keeps within the pattern.
 */
export function matchAskedPattern(
  selection: Selection | null,
  hasVariables: boolean,
  asked: AskedPattern,
  stateOf: StateOf,
): ResourceMatch {
  if (selection === null) return { formula: TRUE, matched: null };
  const found = selection.values.map((text) => ({ text, formula: isLike(text, hasVariables, asked, stateOf) }));
  const formula = or(found.map((one) => one.formula));
  const said = selection.isNot ? not(formula) : formula;
  const matched = selection.isNot
    ? `all but ${selection.values.join(', ')}`
    : (found.find((one) => one.formula.kind !== 'FALSE')?.text ?? null);
  return { formula: said, matched };
}

/**
 * What a Resource text says of the members of an asked pattern, as patterns over whole ARNs, variables kept: the parts that the asked
 * pattern has in full are those, the others as the text has them. Empty where it is about none of them.
 */
export function patternsAmong(text: string, hasVariables: boolean, asked: AskedPattern): readonly string[] {
  return writtenAmong(text, hasVariables, asked.arn).filter((whole) => isAmong(whole, asked));
}

const HEAD = 5;

function isLike(text: string, hasVariables: boolean, asked: AskedPattern, stateOf: StateOf): Formula {
  if (text === '*') return TRUE;
  const alternatives = writtenAmong(text, hasVariables, asked.arn).map((written): Formula => {
    const whole = fillVariables(written, stateOf);
    // What a variable leaves open is not seen by the theory: a pattern that no value of it lets meet the one asked is about nothing.
    if (whole === null || !isAmong(whole, asked)) return FALSE;
    return { kind: 'LITERAL', literal: resourceLike(whole) };
  });
  return or(alternatives);
}

/** Whether some member of the asked pattern matches a pattern, whatever its variables stand for. */
function isAmong(whole: string, { arn, bounds }: AskedPattern): boolean {
  const members = membersOf(arn, bounds);
  const atMost: Formula = { kind: 'LITERAL', literal: resourceLike(replaceVariables(whole, () => '*')) };
  return judge(atMost, () => members).verdict !== 'FALSE';
}

function writtenAmong(text: string, hasVariables: boolean, asked: string): readonly string[] {
  const head = asked.split(':').slice(0, HEAD);
  if (head.includes('*')) return openReadings(text).flatMap((parts) => mergeParts(parts, head, hasVariables) ?? []);
  const parts = text.split(':');
  const tail = parts.length > HEAD ? parts.slice(HEAD).join(':') : null;
  const pattern = parts.slice(0, HEAD).map(withoutVariables).join(':');
  if (!compileResourcePattern(tail === null ? pattern : `${pattern}:*`)(`${head.join(':')}:`)) return [];
  const written = tail === null ? '*' : hasVariables ? tail : withoutVariables(tail);
  return [`${escapeText(head.join(':'))}:${written}`];
}

/**
 * The ways in which a text has six parts: missing ones are wildcards, behind it or where a `*` that ends a part stands for them too.
 */
function openReadings(text: string): readonly (readonly string[])[] {
  const parts = text.split(':');
  const missing = HEAD + 1 - parts.length;
  if (missing <= 0) return [parts];
  const filler = Array.from({ length: missing }, () => '*');
  const within = parts.flatMap((part, place) =>
    part.endsWith('*') ? [[...parts.slice(0, place + 1), ...filler, ...parts.slice(place + 1)]] : [],
  );
  return parts[0] === 'arn' ? [[...parts, ...filler], ...within] : within;
}

function mergeParts(parts: readonly string[], head: readonly string[], hasVariables: boolean): string | null {
  const merged: string[] = [];
  for (const [place, own] of head.entries()) {
    const part = withoutVariables(parts[place] ?? '*');
    if (own !== '*' && !compileGlob(parseGlob(part, { wildcards: true }))(own)) return null;
    merged.push(own === '*' ? part : escapeText(own));
  }
  const tail = parts.slice(HEAD).join(':');
  return [...merged, hasVariables ? tail : withoutVariables(tail)].join(':');
}
