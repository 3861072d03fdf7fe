import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateRequest } from '../../src/index.js';

const FILE = 'examples/policy-tests/deploy.jsonl';
const PAGE = readFileSync('docs/policy-tests.md', 'utf8');

const textOf = (id: unknown): string => (typeof id === 'string' ? id : '');
const expectedOf = (id: unknown): string | undefined => textOf(id).split(': ').at(-1);

describe('docs/policy-tests.md', () => {
  const answers = readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => evaluateRequest(JSON.parse(line)));

  it('shows cases that come out as their ids say', () => {
    expect(answers.map((answer) => ('error' in answer ? answer.error.message : answer.decision))).toEqual(
      answers.map(({ id }) => expectedOf(id)),
    );
  });

  it('names the file and each of its cases', () => {
    expect(PAGE).toContain(FILE);
    expect(PAGE).toContain(answers.map(({ id }) => textOf(id)).join('\n'));
  });
});
