import { describe, expect, test } from 'vitest';
import { unboundedCall, workBudget } from '../../src/graph/call.js';
import { batchedStore } from '../../src/store/decorators/batchedStore.js';
import { recordingStore } from '../../src/store/decorators/recordingStore.js';
import { timedStore } from '../../src/store/decorators/timedStore.js';
import { memoryStore } from '../../src/store/memory/memoryStore.js';
import { roleNode, sketchGraph, userNode } from '../support/graphs.js';
import { graphStoreSuite } from '../suites/graphStoreSuite.js';
import type { GraphStore } from '../../src/graph/store.js';
import type { Timing } from '../../src/store/decorators/timedStore.js';

const DECORATORS: Readonly<Record<string, (store: GraphStore) => GraphStore>> = {
  batchedStore,
  recordingStore: (store) => recordingStore(store).store,
  timedStore: (store) => timedStore(store, () => undefined),
  'all of them together': (store) => batchedStore(recordingStore(timedStore(store, () => undefined)).store),
};

for (const [name, decorate] of Object.entries(DECORATORS)) {
  graphStoreSuite(name, async () => {
    const store = decorate(memoryStore({ keepGenerations: 2 }));
    return { store, close: async () => store.close() };
  });
}

const A = '111111111111';
const ANN = userNode(A, 'ann').id;
const ONE = roleNode(A, 'One').id;
const GRAPH = sketchGraph({ nodes: [userNode(A, 'ann'), roleNode(A, 'One')], edges: [{ from: 'ann', to: 'One' }] });

describe('batchedStore', () => {
  test('asks once for all that is looked up in one turn, and never again for the same', async () => {
    const recording = recordingStore(memoryStore({ keepGenerations: 1 }));
    const store = batchedStore(recording.store);
    const call = unboundedCall();
    await store.replaceGeneration(GRAPH, call);
    const reader = await store.open(null, call);
    const ask = async (id: string): Promise<unknown> =>
      Promise.all([
        reader.nodes([id], call),
        reader.attachments([id, ANN], call),
        reader.related([id], 'MEMBER_OF', 'OUT', call),
        reader.edgesInto([id], ['CAN_FEDERATE', 'CAN_ASSUME'], call),
        reader.edgesInto([id], ['CAN_ASSUME', 'CAN_FEDERATE'], call),
        reader.gaps(call),
      ]);
    await Promise.all([ask(ANN), ask(ONE), ask('never')]);
    await ask(ONE);
    expect(recording.calls.slice(2)).toEqual([
      { method: 'gaps', args: [] },
      { method: 'nodes', args: [[ONE, ANN, 'never']] },
      { method: 'attachments', args: [[ONE, ANN, 'never']] },
      { method: 'related', args: [[ONE, ANN, 'never'], 'MEMBER_OF', 'OUT'] },
      {
        method: 'edgesInto',
        args: [
          [ONE, ANN, 'never'],
          ['CAN_ASSUME', 'CAN_FEDERATE'],
        ],
      },
    ]);
  });

  test('spends each question its own budget, and looks up nodes for all questions at once', async () => {
    const recording = recordingStore(memoryStore({ keepGenerations: 1 }));
    const store = batchedStore(recording.store);
    const call = unboundedCall();
    await store.replaceGeneration(GRAPH, call);
    const reader = await store.open(null, call);
    const other = { ...call, budget: workBudget(0) };
    const [whole, cut] = await Promise.all([
      reader.edgesInto([ONE], ['CAN_ASSUME'], call),
      reader.edgesInto([ONE], ['CAN_ASSUME'], other),
      reader.nodes([ONE], call),
      reader.nodes([ANN], other),
    ]);
    expect([whole[0]?.length, cut[0]?.length, call.budget.isSpent, other.budget.isSpent]).toEqual([1, 0, false, true]);
    expect(recording.calls.filter((each) => each.method === 'nodes')).toHaveLength(1);
  });
});

test('timedStore tells how long each call took and how it ended', async () => {
  const timings: Timing[] = [];
  const store = timedStore(memoryStore({ keepGenerations: 1 }), (timing) => timings.push(timing));
  const call = unboundedCall();
  await expect(store.open(null, call)).rejects.toThrow();
  await store.replaceGeneration(GRAPH, call);
  const reader = await store.open(null, call);
  await expect(reader.search('', 1, { ...call, signal: AbortSignal.abort(new Error('left')) })).rejects.toThrow();
  expect(timings.map(({ method, outcome }) => [method, outcome])).toEqual([
    ['open', 'NO_GENERATION'],
    ['replaceGeneration', 'OK'],
    ['open', 'OK'],
    ['search', 'OTHER'],
  ]);
  expect(timings.every((timing) => timing.milliseconds >= 0)).toBe(true);
});
