import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../src/lib/errors.js';
import { sourceFiles } from './sourceFiles.js';

const documented = new Map(
  [
    ...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([A-Z_0-9]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gmu),
  ].map(([, code = '', ...cells]) => [code, cells.map((cell) => cell.trim())]),
);

describe('docs/errors.md', () => {
  it('has every code of the table, and no other', () => {
    expect([...documented.keys()]).toEqual(Object.keys(ERRORS));
  });

  it.each(Object.entries(ERRORS))('says of %s what the table says', (code, { fault, meaning, cure }) => {
    expect(documented.get(code)).toEqual([fault, meaning, cure]);
  });
});

describe('the table of errors', () => {
  it('has no code that nothing throws', () => {
    const text = sourceFiles(['src', 'resolvers'])
      .filter((file) => file !== 'src/lib/errors.ts')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    expect(Object.keys(ERRORS).filter((code) => !text.includes(`'${code}'`))).toEqual([]);
  });
});
