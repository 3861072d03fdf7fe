import type { Formula } from '../model.js';
import { FALSE, not, or, TRUE } from '../needs/formula.js';
import { membersOf, resourceLike } from '../askedResource.js';
import { judge } from '../needs/judge.js';
import type { Selection } from '../parse/parsePolicy.js';
import { replaceVariables } from './policyVariable.js';
import type { ResourceMatch } from './resource.js';
import { escapeText, fillVariables, type StateOf, withoutVariables } from './variables.js';
import { compileResourcePattern } from './wildcards.js';

/**
 * Whether a statement is about the member of a pattern that is asked for, which is not known: a condition on the resource, that `domainOf`
 * of the request keeps within the pattern. The first five parts of `asked` have no wildcard.
 */
export function matchAskedPattern(
  selection: Selection | null,
  hasVariables: boolean,
  asked: string,
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

const HEAD = 5;

function isLike(text: string, hasVariables: boolean, asked: string, stateOf: StateOf): Formula {
  if (text === '*') return TRUE;
  const parts = text.split(':');
  const tail = parts.length > HEAD ? parts.slice(HEAD).join(':') : null;
  const written = tail === null || hasVariables ? tail : withoutVariables(tail);
  const filled = written === null ? '*' : fillVariables(written, stateOf);
  if (filled === null) return FALSE;
  const head = asked.split(':').slice(0, HEAD).join(':');
  const pattern = parts.slice(0, HEAD).map(withoutVariables).join(':');
  if (!compileResourcePattern(tail === null ? pattern : `${pattern}:*`)(`${head}:`)) return FALSE;
  const whole = `${escapeText(head)}:${filled}`;
  const members = membersOf(asked);
  // What a variable leaves open is not seen by the theory: a pattern that no value of it lets meet the one asked is about nothing.
  const atMost: Formula = { kind: 'LITERAL', literal: resourceLike(replaceVariables(whole, () => '*')) };
  if (judge(atMost, () => members).verdict === 'FALSE') return FALSE;
  return { kind: 'LITERAL', literal: resourceLike(whole) };
}
