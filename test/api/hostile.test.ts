import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unboundedCall } from '../../src/graph/call.js';
import { edgeId } from '../../src/graph/ids.js';
import { KnownError } from '../../src/lib/errors.js';
import { makeAsk, type Ask } from '../../src/questions/ask.js';
import { node } from '../../src/questions/node.js';
import { paths } from '../../src/questions/paths.js';
import { principal, principals } from '../../src/questions/principals.js';
import { whoCanAssume } from '../../src/questions/whoCanAssume.js';
import { runs, SEED } from '../support/runs.js';
import { storeOf } from './execute.js';
import { ADMIN, ALICE, DEPLOY, world } from './world.js';

const store = await storeOf(world());
const ask: Ask = makeAsk({
  store,
  generation: null,
  signal: unboundedCall().signal,
  deadline: Number.POSITIVE_INFINITY,
  workBudget: 1000,
});

const good = [
  (await principals(ask, { first: 1 })).pageInfo.endCursor ?? '',
  (await whoCanAssume(ask, { role: ADMIN, first: 1 })).pageInfo.endCursor ?? '',
  (await paths(ask, { from: { arn: ALICE }, to: { arn: ADMIN }, first: 1 })).pageInfo.endCursor ?? '',
  edgeId({ kind: 'CAN_ASSUME', from: ALICE, to: DEPLOY, action: 'sts:AssumeRole' }),
  ALICE,
  'federated:workflow',
];

/** One change of a good text: a character replaced, taken out, put in; cut off; decoded, changed and encoded again; or anything at all. */
const mutated: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...good), fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }), fc.nat(5))
  .map(([text, place, change, kind]) => {
    const at = place % (text.length + 1);
    if (kind === 0) return text.slice(0, at) + change + text.slice(at + 1);
    if (kind === 1) return text.slice(0, at) + text.slice(at + 1);
    if (kind === 2) return text.slice(0, at) + change + text.slice(at);
    if (kind === 3) return text.slice(0, at);
    if (kind === 4) return change;
    const plain = Buffer.from(text, 'base64url').toString('utf8');
    const inside = place % (plain.length + 1);
    return Buffer.from(plain.slice(0, inside) + change + plain.slice(inside + 1), 'utf8').toString('base64url');
  });

/** Answers, or refuses by a code of the caller; anything else is a fault of ours. */
async function isAnswered(question: () => Promise<unknown>): Promise<'ANSWERED' | 'REFUSED'> {
  try {
    await question();
    return 'ANSWERED';
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    expect(['BAD_USER_INPUT', 'CURSOR_OF_OTHER_GENERATION']).toContain(error.code);
    return 'REFUSED';
  }
}

describe('hostile texts', () => {
  it('as cursors, ids and ARNs are refused or lead nowhere, and never a fault of ours', {
    timeout: 900_000,
  }, async () => {
    const seen = { ANSWERED: 0, REFUSED: 0 };
    await fc.assert(
      fc.asyncProperty(mutated, async (text) => {
        fc.pre(!good.includes(text));
        const cursor = await isAnswered(() => principals(ask, { first: 1, after: text }));
        expect(cursor).toBe('REFUSED');
        expect(await isAnswered(() => whoCanAssume(ask, { role: ADMIN, first: 1, after: text }))).toBe('REFUSED');
        expect(await isAnswered(() => node(ask, text))).toBe('ANSWERED');
        seen[await isAnswered(() => principal(ask, text))] += 1;
      }),
      { numRuns: runs(100_000), seed: SEED },
    );
    expect(seen.ANSWERED).toBeGreaterThan(0);
    expect(seen.REFUSED).toBeGreaterThan(0);
  });

  it('a cursor made for another question is refused', async () => {
    const [ofPrincipals = '', ofAssumptions = ''] = good;
    expect(await isAnswered(() => whoCanAssume(ask, { role: ADMIN, after: ofPrincipals }))).toBe('REFUSED');
    expect(await isAnswered(() => whoCanAssume(ask, { role: DEPLOY, after: ofAssumptions }))).toBe('REFUSED');
    expect(await isAnswered(() => whoCanAssume(ask, { role: ADMIN, after: ofAssumptions }))).toBe('ANSWERED');
  });
});
