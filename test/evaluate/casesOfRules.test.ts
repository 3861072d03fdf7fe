import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const CASES = path.join(import.meta.dirname, '../cases');
const RULES = Array.from({ length: 41 }, (_, index) => `r${String(index + 1).padStart(2, '0')}`);

/** The decisions expected by the cases of a rule, in both folders. */
function decisionsOf(rule: string): readonly string[] {
  return ['policy', 'evaluate'].flatMap((folder) =>
    readdirSync(path.join(CASES, folder))
      .filter((name) => name.startsWith(`${rule}-`))
      .flatMap((name) => JSON.parse(readFileSync(path.join(CASES, folder, name), 'utf8')) as readonly Case[])
      .map(({ expect: { decision } }) => decision),
  );
}

interface Case {
  readonly expect: { readonly decision: string };
}

describe('the cases of each rule', () => {
  it.each(RULES)('%s has six of them or more: positive, negative and unknown', (rule) => {
    const found = decisionsOf(rule);
    expect(found.length).toBeGreaterThanOrEqual(6);
    expect([...new Set(found)].toSorted()).toEqual(['ALLOWED', 'CONDITIONAL', 'DENIED']);
  });
});
