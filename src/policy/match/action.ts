import type { Selection } from '../parse/parsePolicy.js';
import { compileGlob, parseGlob } from './condition/index.js';
import type { TextMatcher } from './wildcards.js';

/** Whether a statement is about an action: the pattern that says so, or null. The action is in lower case. */
export type ActionMatcher = (action: string) => string | null;

/**
 * Actions ignore case; `*` and `?` are wildcards anywhere in them.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
 */
export function compileActions({ isNot, values }: Selection): ActionMatcher {
  const find = findIn(values);
  if (!isNot) return find;
  return (action) => (find(action) === null ? `all but ${values.join(', ')}` : null);
}

function findIn(values: readonly string[]): ActionMatcher {
  const exact = new Map<string, string>();
  const globs: { readonly matches: TextMatcher; readonly text: string }[] = [];
  for (const text of values) {
    if (/[*?]/.test(text)) globs.push({ matches: compileActionGlob(text), text });
    else exact.set(text.toLowerCase(), text);
  }
  const [first] = globs;
  if (first?.text === '*' && exact.size === 0) return () => '*';
  return (action) => exact.get(action) ?? globs.find(({ matches }) => matches(action))?.text ?? null;
}

/** The action comes in lower case, so that the pattern's letters are folded once and compared as they are. */
function compileActionGlob(text: string): TextMatcher {
  const { tokens } = parseGlob(text, { wildcards: true, ignoresCase: true });
  return compileGlob({ tokens, ignoresCase: false });
}
