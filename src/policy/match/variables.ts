import type { KeyState } from '../keyState.js';

/** What a policy variable stands for in this request. */
export type StateOf = (key: string) => KeyState;

const VARIABLE = /\$\{([^}]*)\}/g;
const LITERAL_FORM = /^[*?$]$/;

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
  if (!text.includes('${')) return [];
  return [...text.matchAll(VARIABLE)]
    .map((match) => match[1] ?? '')
    .filter((inner) => !LITERAL_FORM.test(inner))
    .map((inner) => parseVariable(inner).key.toLowerCase());
}

/**
 * Replaces what is known. An open variable stays as it is; null where a variable has no value and no default, since such a text matches
 * nothing. A key with several values is no variable.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function fillVariables(text: string, stateOf: StateOf): string | null {
  if (!text.includes('${')) return text;
  let isNull = false;
  const filled = text.replaceAll(VARIABLE, (whole, inner: string) => {
    if (LITERAL_FORM.test(inner)) return whole;
    const { key, fallback } = parseVariable(inner);
    const state = stateOf(key.toLowerCase());
    if (state.kind === 'OPEN') return state.domain.isMultivalued ? missing() : whole;
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

/** `${key, 'default'}` taken apart. */
export function parseVariable(inner: string): { readonly key: string; readonly fallback: string | null } {
  const match = /^\s*([^,]*?)\s*,\s*'(.*)'\s*$/s.exec(inner);
  return match === null ? { key: inner.trim(), fallback: null } : { key: match[1] ?? '', fallback: match[2] ?? '' };
}
