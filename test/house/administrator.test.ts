import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ADMINISTRATOR_ACTIONS } from '../../src/derive/techniques/administrator.js';

it('the page on administrators lists what is asked of them', () => {
  const listed = readFileSync('docs/administrator.md', 'utf8').matchAll(/^- `([^`]+)`$/gmu);
  expect([...listed].map(([, action]) => action)).toEqual([...ADMINISTRATOR_ACTIONS]);
});
