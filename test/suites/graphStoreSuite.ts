import { describe, test } from 'vitest';
import { callChecks } from './graphStore/calls.js';
import { generationChecks } from './graphStore/generations.js';
import { listingChecks } from './graphStore/listings.js';
import { lookupChecks } from './graphStore/lookups.js';
import { walkChecks } from './graphStore/walks.js';
import type { Check, OpenStore } from './graphStore/check.js';

export type { Check, OpenStore } from './graphStore/check.js';

/** Every check of the exam, each for a sentence of `src/graph/store.ts`. */
export const graphStoreChecks: readonly Check[] = [
  ...generationChecks,
  ...lookupChecks,
  ...listingChecks,
  ...walkChecks,
  ...callChecks,
];

/** The exam that every store sits, and every decorator of one. It knows the port alone. `open` gives an empty store that keeps two generations. */
export function graphStoreSuite(name: string, open: OpenStore): void {
  describe(`${name} sits the exam of the port`, () => {
    for (const check of graphStoreChecks) test(check.name, async () => check.run(open), 120_000);
  });
}
