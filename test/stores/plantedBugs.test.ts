import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphStoreChecks } from '../suites/graphStoreSuite.js';
import { BUGS } from '../support/faultyStores.js';

// A counterexample is enough here; nobody reads it, so it need not be small.
fc.configureGlobal({ endOnFailure: true });

describe('the exam catches a planted bug', () => {
  test.each(Object.entries(BUGS))('%s', async (_, make) => {
    const failed: string[] = [];
    for (const check of graphStoreChecks) {
      const run = check.run(async () => {
        const fresh = make();
        return { store: fresh, close: async () => fresh.close() };
      });
      await run.catch(() => failed.push(check.name));
      if (failed.length > 0) break;
    }
    expect(failed).not.toEqual([]);
  });
});
