import type { KeyState } from '../keyState.js';
import { findVariable, replaceVariables } from './policyVariable.js';

/** What a policy variable stands for in this request. */
export type StateOf = (key: string) => KeyState;

/** A value as policy text in which no character is special. */
export function escapeText(value: string): string {
  return value.replaceAll(/[*?$]/g, (character) => `\${${character}}`);
}

/** Text in which `$` is a plain character, as under the older version of the language. */
export function withoutVariables(text: string): string {
  return text.replaceAll('$', '${$}');
}

/** Keys of the variables in a text, in lower case. */
export function variablesOf(text: string): readonly string[] {
  const keys: string[] = [];
  for (let found = findVariable(text); found !== null; found = findVariable(text, found.end)) {
    keys.push(parseVariable(found.inner).key.toLowerCase());
  }
  return keys;
}

/**
 * Replaces what is known. An open variable stays as it is; null where a variable has no value and no default, since such a text matches
 * nothing. A key with several values is no variable.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function fillVariables(text: string, stateOf: StateOf): string | null {
  let isNull = false;
  const filled = replaceVariables(text, ({ start, end, inner }) => {
    const { key, fallback } = parseVariable(inner);
    const state = stateOf(key.toLowerCase());
    if (state.kind === 'OPEN') return state.domain.isMultivalued ? missing() : text.slice(start, end);
    if (state.kind === 'VALUES' && state.values.length === 1) return escapeText(state.values[0] ?? '');
    if (state.kind === 'ABSENT' && fallback !== null) return escapeText(fallback);
    return missing();
  });
  return isNull ? null : filled;

  function missing(): string {
    isNull = true;
    return '';
  }
}

/** `${key, 'default'}` taken apart; without both quotes all of it is the key. */
export function parseVariable(inner: string): { readonly key: string; readonly fallback: string | null } {
  const comma = inner.indexOf(',');
  const rest = comma < 0 ? '' : inner.slice(comma + 1).trim();
  if (rest.length < 2 || !rest.startsWith("'") || !rest.endsWith("'")) return { key: inner.trim(), fallback: null };
  return { key: inner.slice(0, comma).trim(), fallback: rest.slice(1, -1) };
}
