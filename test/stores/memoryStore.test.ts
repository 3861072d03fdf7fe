import { expect, test } from 'vitest';
import { unboundedCall } from '../../src/graph/call.js';
import { memoryStore } from '../../src/store/memory/memoryStore.js';
import { roleNode, sketchGraph, userNode } from '../support/graphs.js';

const A = '111111111111';
const B = '222222222222';

test('a product and a written pair are walked alike', async () => {
  const store = memoryStore({ keepGenerations: 2 });
  const call = unboundedCall();
  await store.replaceGeneration(
    sketchGraph({
      nodes: [userNode(A, 'ann'), roleNode(A, 'Middle'), roleNode(B, 'Goal'), roleNode(B, 'Other')],
      edges: [{ from: 'ann', to: 'Middle' }],
      products: [{ from: ['ann', 'Middle', 'Other'], to: ['Goal'] }],
    }),
    call,
  );
  const reader = await store.open(null, call);
  const ids = [userNode(A, 'ann').id, roleNode(A, 'Middle').id, roleNode(B, 'Goal').id] as const;
  const lengths: number[] = [];
  for await (const layers of reader.walks(
    { kinds: ['CAN_ASSUME'], from: [ids[0]], to: [ids[2]], avoid: [], maxHops: 4 },
    call,
  )) {
    lengths.push(layers.length);
    expect(layers.edges(0, ids[0]).map((edge) => edge.to)).toEqual([layers.length === 1 ? ids[2] : ids[1]]);
  }
  expect(lengths).toEqual([1, 2]);
  expect((await reader.edgesInto([ids[2]], ['CAN_ASSUME'], call))[0]?.map((edge) => edge.from)).toEqual([
    ids[1],
    ids[0],
  ]);
  expect(await reader.accountPairs({ from: null, to: null, kinds: ['CAN_ASSUME'] }, call)).toEqual([
    { from: A, to: B, decision: 'ALLOWED', principalCount: 2, roleCount: 1, gaps: [] },
  ]);
});
