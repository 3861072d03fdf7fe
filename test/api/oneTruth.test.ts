import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import type { GraphStore } from '../../src/graph/store.js';
import { ACCESS_QUESTIONS, randomAccess } from '../support/randomAccess.js';
import { runs, SEED } from '../support/runs.js';
import { sideOfPrincipals, sideOfResource } from '../suites/oneTruth/compareSides.js';
import { differences, OWNED_QUESTIONS } from '../suites/oneTruth/compareTransposed.js';
import { storeOf } from './execute.js';

const options = { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal };

const THROUGH_ENDPOINT = { context: [{ key: 'aws:SourceVpce', values: ['vpce-1'] }], missingContext: 'ABSENT' };

describe('one truth from every side', () => {
  it('whoCan is exactly those for whom canPerform does not say DENIED, with the same decision and needs', async () => {
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(randomAccess, async (snapshot) => {
        const store = await storeOf(await deriveGraph(snapshot, options));
        for (const [action, resource] of ACCESS_QUESTIONS) {
          const found = await sideOfResource(store, { action, resource });
          expect({ action, resource, found }).toEqual({
            action,
            resource,
            found: await sideOfPrincipals(store, { action, resource }),
          });
          rows += found.length;
        }
      }),
      { numRuns: runs(50), seed: SEED, endOnFailure: true },
    );
    expect(rows).toBeGreaterThan(0);
  });

  it('the same under what is given', async () => {
    const given = THROUGH_ENDPOINT;
    await overOrganisations(20, async (store) => {
      for (const [action, resource] of ACCESS_QUESTIONS) {
        const asked = { action, resource, given };
        expect(await sideOfResource(store, asked)).toEqual(await sideOfPrincipals(store, asked));
      }
    });
  });

  it('whatCan is the transpose of canPerform, with the same decisions and needs, with what is given too', async () => {
    let open = 0;
    const givens = runs(10) > 1 ? [undefined, THROUGH_ENDPOINT] : [undefined];
    await overOrganisations(10, async (store) => {
      for (const given of givens) {
        const sides = await differences(store, OWNED_QUESTIONS, { given, share: runs(10) > 1 ? 1 : 5 });
        expect(sides.found).toEqual([]);
        open += sides.open;
      }
    });
    expect(open).toBeGreaterThan(0);
  });

  it('a pattern of actions, and one of resources, is the union of its members', async () => {
    await overOrganisations(30, async (store) => {
      await holdUnion(
        store,
        { action: 'kms:De*', resource: KEY },
        ['kms:Decrypt', 'kms:DeleteImportedKeyMaterial', 'kms:DeriveSharedSecret', 'kms:DescribeKey'].map((action) => ({
          action,
          resource: KEY,
        })),
      );
      await holdUnion(store, { action: 's3:ListBucket', resource: 'arn:aws:s3:::reports*' }, [
        { action: 's3:ListBucket', resource: 'arn:aws:s3:::reports' },
        { action: 's3:ListBucket', resource: 'arn:aws:s3:::reports-old' },
      ]);
    });
  });

  it('a pattern of objects is ALLOWED where every object is, and no row where none is', async () => {
    const objects = ['a/b', 'a/', 'b', 'ann', 'reports/a/x', 'z/z/z'];
    let partly = 0;
    await overOrganisations(150, async (store) => {
      for (const bucket of ['arn:aws:s3:::reports', 'arn:aws:s3:::reports-old']) {
        const whole = new Map(
          (await sideOfResource(store, { action: 's3:GetObject', resource: `${bucket}/*` })).map((row) => [
            row.principal,
            row,
          ]),
        );
        const decided = new Map<string, string[]>();
        for (const key of objects) {
          for (const { principal, decision } of await sideOfResource(store, {
            action: 's3:GetObject',
            resource: `${bucket}/${key}`,
          })) {
            decided.set(principal, [...(decided.get(principal) ?? []), decision]);
          }
        }
        for (const [principal, decisions] of decided) {
          const pattern = whole.get(principal);
          expect({ principal, pattern: pattern?.decision }).not.toEqual({ principal, pattern: undefined });
          if (pattern?.decision === 'ALLOWED') expect(decisions).toEqual(objects.map(() => 'ALLOWED'));
          if (decisions.length < objects.length) {
            partly++;
            expect(pattern?.needs).toMatch(/the resource is/u);
          }
        }
      }
    });
    expect(partly).toBeGreaterThan(0);
  });
});

const KEY = 'arn:aws:kms:eu-west-1:111111111111:key/one';

async function overOrganisations(full: number, hold: (store: GraphStore) => Promise<void>): Promise<void> {
  const property = fc.asyncProperty(randomAccess, async (snapshot) =>
    hold(await storeOf(await deriveGraph(snapshot, options))),
  );
  await fc.assert(property, { numRuns: runs(full), seed: SEED, endOnFailure: true });
}

interface Asked {
  readonly action: string;
  readonly resource: string;
}

/** ALLOWED where all members are, no row where none is, CONDITIONAL otherwise. */
async function holdUnion(store: GraphStore, pattern: Asked, members: readonly Asked[]): Promise<void> {
  const decisions = new Map<string, string[]>();
  for (const member of members) {
    for (const { principal, decision } of await sideOfResource(store, member)) {
      decisions.set(principal, [...(decisions.get(principal) ?? []), decision]);
    }
  }
  const expected = [...decisions].map(([principal, all]) => ({
    principal,
    decision:
      all.length === members.length && all.every((decision) => decision === 'ALLOWED') ? 'ALLOWED' : 'CONDITIONAL',
  }));
  const found = (await sideOfResource(store, pattern)).map(({ principal, decision }) => ({ principal, decision }));
  const byPrincipal = (left: { principal: string }, right: { principal: string }) =>
    left.principal < right.principal ? -1 : 1;
  expect(found).toEqual(expected.sort(byPrincipal));
}
