import { type Glob, matchGlob, parseGlob } from './condition/index.js';
import type { Selection } from '../parse/parsePolicy.js';

/** Whether a statement is about an action: the pattern that says so, or null. The action is in lower case. */
export type ActionMatcher = (action: string) => string | null;

/**
 * Actions ignore case; `*` and `?` are wildcards anywhere in them.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
 */
export function compileActions(selection: Selection): ActionMatcher {
  const exact = new Map<string, string>();
  const globs: { readonly glob: Glob; readonly text: string }[] = [];
  for (const text of selection.values) {
    if (/[*?]/.test(text)) globs.push({ glob: parseGlob(text, { wildcards: true, ignoresCase: true }), text });
    else exact.set(text.toLowerCase(), text);
  }
  const find = (action: string): string | null =>
    exact.get(action) ?? globs.find(({ glob, text }) => text === '*' || matchGlob(glob, action))?.text ?? null;
  if (!selection.isNot) return find;
  const allBut = `all but ${selection.values.join(', ')}`;
  return (action) => (find(action) === null ? allBut : null);
}

/** The services whose actions a selection can match, in lower case; null when they cannot be told by name. */
export function servicesOf(selection: Selection): ReadonlySet<string> | null {
  if (selection.isNot) return null;
  const services = new Set<string>();
  for (const text of selection.values) {
    const service = text.slice(0, Math.max(0, text.indexOf(':')));
    if (service === '' || /[*?]/.test(service)) return null;
    services.add(service.toLowerCase());
  }
  return services;
}
