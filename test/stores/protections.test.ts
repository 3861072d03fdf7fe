import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = path.join(import.meta.dirname, '../..');
/** What protects the store in Neo4j: `npm run mutants -- --protections` takes one away at a time, and its test has to fail. */
const protections = z
  .array(z.object({ bug: z.string(), file: z.string(), find: z.string(), put: z.string(), test: z.string() }))
  .min(20)
  .parse(JSON.parse(readFileSync(path.join(import.meta.dirname, 'protections.json'), 'utf8')));

it.each(protections)('can be taken out of $file: $bug', ({ bug, file, find, put, test }) => {
  expect(readFileSync(path.join(ROOT, file), 'utf8').split(find)).toHaveLength(2);
  expect(put).not.toBe(find);
  expect(existsSync(path.join(ROOT, test))).toBe(true);
  expect(readFileSync(path.join(ROOT, 'docs/protections.md'), 'utf8')).toContain(`| ${bug} | ${file} |`);
});
