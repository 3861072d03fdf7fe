import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = path.join(import.meta.dirname, '../..');
/** Bugs that `npm run mutants` plants one at a time. */
const bugs = z
  .array(
    z.object({
      bug: z.string(),
      rules: z.array(z.string().regex(/^R\d\d$/)),
      file: z.string(),
      find: z.string(),
      put: z.string(),
    }),
  )
  .min(30)
  .parse(JSON.parse(readFileSync(path.join(import.meta.dirname, 'plantedBugs.json'), 'utf8')));

it.each(bugs)('can be planted in $file: $bug', ({ file, find, put }) => {
  expect(readFileSync(path.join(ROOT, file), 'utf8').split(find)).toHaveLength(2);
  expect(put).not.toBe(find);
});
