import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KnownError } from '../../src/lib/errors.js';
import { baseDump, expectBalanced } from '../suites/ingestSuite.js';
import { withDump } from '../support/dumps.js';
import { runs, SEED } from '../support/runs.js';
import { readForTest } from './readForTest.js';

const replacement = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    5,
    1e300,
    '',
    'x',
    '%7B',
    '{}',
    '[]',
    [],
    {},
    [null],
    { member: [] },
    undefined,
  ),
  fc.constantFrom<unknown>(
    'arn:aws:iam::111111111111:role/web',
    'arn:aws:iam::999999999999:user/x',
    'arn:aws:iam::aws:policy/X',
  ),
  fc.constantFrom<unknown>('111111111111', 'r-abcd', 'ou-abcd-prod0001', '__proto__', 'constructor'),
  fc.string(),
  fc.json().map((text): unknown => JSON.parse(text)),
);

const mutation = fc.record({
  file: fc.nat(),
  /** Which child to step into, at most so often. */
  way: fc.array(fc.nat(), { minLength: 1, maxLength: 9 }),
  how: fc.constantFrom('set', 'rename', 'duplicate', 'bytes', 'cut'),
  value: replacement,
  key: fc.constantFrom('__proto__', 'constructor', 'Arn', 'Id', 'member', 'Statement', ''),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

test('a mutated dump is refused with its place, or opened with its books balanced', async () => {
  const files = await baseDump();
  const names = [...files.keys()];
  const outcomes = new Map<string, number>();
  const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  await withDump(files, async (folder) => {
    await fc.assert(
      fc.asyncProperty(mutation, fc.boolean(), async (change, lenient) => {
        const name = names[change.file % names.length] ?? '';
        const before = String(files.get(name));
        await writeFile(join(folder, name), mutate(before, change));
        try {
          expectBalanced(await readForTest([folder], { lenient }));
          count('opened');
        } catch (error) {
          if (!(error instanceof KnownError)) throw error;
          expect(error.code).toMatch(/^(DUMP_|POLICY_MALFORMED)/);
          expect(error.place?.file.startsWith(folder)).toBe(true);
          expect(error.message).not.toBe('');
          count(error.code);
        } finally {
          await writeFile(join(folder, name), before);
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { seed: SEED, numRuns: runs(1000) },
    );
  });
  // The mutations reach into the dump: most are refused or change what is read, by many codes.
  expect([...outcomes.keys()].toSorted()).toEqual(
    expect.arrayContaining(['DUMP_MALFORMED', 'DUMP_NOT_JSON', 'opened']),
  );
});

/** A text with one thing changed: a value somewhere in its JSON, or its bytes. */
function mutate(text: string, change: Mutation): string | Buffer {
  const at = (change.way[0] ?? 0) % text.length;
  if (change.how === 'cut') return text.slice(0, at);
  if (change.how === 'bytes' || !/^[[{]/.test(text)) {
    return Buffer.concat([Buffer.from(text.slice(0, at)), change.bytes, Buffer.from(text.slice(at + 1))]);
  }
  const root: unknown = JSON.parse(text);
  let parent: unknown = root;
  for (const [index, step] of change.way.entries()) {
    if (typeof parent !== 'object' || parent === null) break;
    const keys = Object.keys(parent);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) break;
    const child: unknown = Reflect.get(parent, key);
    const isLast = index === change.way.length - 1 || typeof child !== 'object' || child === null;
    if (!isLast) {
      parent = child;
      continue;
    }
    alter(parent, key, child, change);
    break;
  }
  return JSON.stringify(root);
}

function alter(parent: object, key: string, child: unknown, change: Mutation): void {
  if (change.how === 'duplicate' && Array.isArray(parent)) parent.push(child);
  else if (change.how === 'rename') {
    Reflect.deleteProperty(parent, key);
    Object.defineProperty(parent, change.key, { value: child, enumerable: true, configurable: true, writable: true });
  } else if (change.value === undefined) Reflect.deleteProperty(parent, key);
  else Reflect.set(parent, key, change.value);
}
