/** A policy variable in a text: `${…}` that is none of the three literal forms. */
export interface PolicyVariable {
  readonly start: number;
  /** Behind its brace. */
  readonly end: number;
  /** What stands between the braces. */
  readonly inner: string;
}

/**
 * The first of a text from an index on. Found by looking forwards alone, so that a text of nothing but `${` takes no longer than another.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function findVariable(text: string, from = 0): PolicyVariable | null {
  for (let start = text.indexOf('${', from); start >= 0; start = text.indexOf('${', start + 4)) {
    const close = text.indexOf('}', start + 2);
    if (close < 0) return null;
    if (!isLiteralForm(text, start, close)) return { start, end: close + 1, inner: text.slice(start + 2, close) };
  }
  return null;
}

/** Whether the text holds one. */
export function hasVariable(text: string): boolean {
  return findVariable(text) !== null;
}

/** The text with something else in the place of each. */
export function replaceVariables(text: string, replace: (found: PolicyVariable) => string): string {
  const parts: string[] = [];
  let done = 0;
  for (let found = findVariable(text); found !== null; found = findVariable(text, done)) {
    parts.push(text.slice(done, found.start), replace(found));
    done = found.end;
  }
  return done === 0 ? text : parts.join('') + text.slice(done);
}

/** `${*}`, `${?}` and `${$}` stand for their character. */
function isLiteralForm(text: string, start: number, close: number): boolean {
  const inner = text[start + 2];
  return close === start + 3 && (inner === '*' || inner === '?' || inner === '$');
}
