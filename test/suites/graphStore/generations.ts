import { expect } from 'vitest';
import { unboundedCall } from '../../../src/graph/call.js';
import { roleNode, sketchGraph, userNode } from '../../support/graphs.js';
import { runs } from '../../support/runs.js';
import { refusal, withStore } from './check.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { Call, GraphStore } from '../../../src/graph/store.js';
import type { Check } from './check.js';

const A = '111111111111';
const ANN = userNode(A, 'ann');

/** A graph in which every part tells which generation it is of. */
function numbered(number: number): Graph {
  const role = roleNode(A, `Role${number}`);
  return sketchGraph({
    id: `g${number}`,
    nodes: [{ ...ANN, uniqueId: `g${number}` }, role],
    relations: [{ kind: 'TRUSTS', from: role.id, to: ANN.id, statement: 0 }],
    edges: [{ from: ANN.id, to: role.id, rule: `g${number}` }],
    documents: { document: `g${number}` },
    gaps: [
      { kind: 'PART_UNREADABLE', account: null, subject: null, mayHide: true, mayOverstate: true, text: `g${number}` },
    ],
  });
}

/** The generation that each part of an answer is of. */
async function partsOf(store: GraphStore, id: string | null, call: Call): Promise<readonly string[]> {
  const reader = await store.open(id, call);
  const parts = [reader.generation.id];
  const take = (part: string | null | undefined): void => void parts.push(part ?? 'nothing');
  const [node] = await reader.nodes([ANN.id], call);
  take(node?.label === 'User' ? node.uniqueId : null);
  const [out] = await reader.edgesFrom([ANN.id], ['CAN_ASSUME'], call);
  take(out?.[0]?.conclusion.rule);
  const [document] = await reader.documents(['document'], call);
  take(typeof document === 'string' ? document : null);
  take((await reader.gaps(call))[0]?.text);
  const [related] = await reader.related([ANN.id], 'TRUSTS', 'IN', call);
  take(related?.[0]?.replace(/^.*Role/, 'g'));
  const page = await reader.list({ labels: ['Role'] }, { first: 10, after: null }, call);
  take(page.nodes.map((each) => each.name.replace('Role', 'g')).join());
  const query = { kinds: ['CAN_ASSUME'] as const, from: [ANN.id], to: related ?? [], avoid: [], maxHops: 2 };
  for await (const layers of reader.walks(query, call)) take(layers.edges(0, ANN.id)[0]?.conclusion.rule);
  return parts;
}

/** What the port says of generations. */
export const generationChecks: readonly Check[] = [
  {
    name: 'a store without a generation lists none and opens none',
    run: async (open) =>
      withStore(open, async (store) => {
        const call = unboundedCall();
        expect(await store.generations(call)).toEqual([]);
        expect(await refusal(store.open(null, call))).toBe('NO_GENERATION');
      }),
  },
  {
    name: 'the generation loaded last is current, the newest two stay readable, and an older one is gone',
    run: async (open) =>
      withStore(open, async (store) => {
        const call = unboundedCall();
        for (const number of [1, 2, 3]) {
          const info = await store.replaceGeneration(numbered(number), call);
          expect([info.id, info.isCurrent]).toEqual([`g${number}`, true]);
        }
        const listed = await store.generations(call);
        expect(listed.map((info) => [info.id, info.isCurrent])).toEqual([
          ['g3', true],
          ['g2', false],
        ]);
        expect((await store.open(null, call)).generation.id).toBe('g3');
        expect(new Set(await partsOf(store, 'g2', call))).toEqual(new Set(['g2']));
        expect(await refusal(store.open('g1', call))).toBe('GENERATION_GONE');
        await expect(store.open('g1', call)).rejects.toMatchObject({ details: { current: 'g3' } });
        expect(await refusal(store.open('never', call))).toBe('GENERATION_GONE');
      }),
  },
  {
    name: 'the same id as the current one changes nothing, and one that came before becomes current again',
    run: async (open) =>
      withStore(open, async (store) => {
        const call = unboundedCall();
        for (const number of [1, 2]) await store.replaceGeneration(numbered(number), call);
        await store.replaceGeneration(numbered(2), call);
        expect((await store.generations(call)).map((info) => info.id)).toEqual(['g2', 'g1']);
        await store.replaceGeneration(numbered(1), call);
        expect((await store.generations(call)).map((info) => info.id)).toEqual(['g1', 'g2']);
        expect(new Set(await partsOf(store, null, call))).toEqual(new Set(['g1']));
      }),
  },
  {
    name: 'a reader reads the same after a swap',
    run: async (open) =>
      withStore(open, async (store) => {
        const call = unboundedCall();
        await store.replaceGeneration(numbered(1), call);
        const reader = await store.open(null, call);
        await store.replaceGeneration(numbered(2), call);
        const [node] = await reader.nodes([roleNode(A, 'Role1').id], call);
        expect([reader.generation.id, node?.name]).toEqual(['g1', 'Role1']);
      }),
  },
  {
    name: 'a load that is called off or late leaves the old generation current and whole',
    run: async (open) =>
      withStore(open, async (store) => {
        const call = unboundedCall();
        await store.replaceGeneration(numbered(1), call);
        const reason = new Error('called off');
        await expect(store.replaceGeneration(numbered(2), { ...call, signal: AbortSignal.abort(reason) })).rejects.toBe(
          reason,
        );
        expect(await refusal(store.replaceGeneration(numbered(2), { ...call, deadline: 0 }))).toBe('DEADLINE_EXCEEDED');
        expect((await store.generations(call)).map((info) => info.id)).toEqual(['g1']);
        expect(new Set(await partsOf(store, null, call))).toEqual(new Set(['g1']));
      }),
  },
  {
    name: 'a generation counts labels, relations and pairs of edges, by name',
    run: async (open) =>
      withStore(open, async (store) => {
        const call = unboundedCall();
        const others = ['222222222222', '333333333333'].map((account) => roleNode(account, 'Wide'));
        const graph = sketchGraph({
          nodes: [ANN, roleNode(A, 'Near'), ...others],
          relations: [{ kind: 'TRUSTS', from: 'Near', to: 'ann', statement: 0 }],
          edges: [{ from: 'ann', to: 'Near' }],
          products: [{ from: ['ann', 'Near', ...others.map((node) => node.id)], to: others.map((node) => node.id) }],
        });
        const info = await store.replaceGeneration(graph, call);
        expect(info.counts).toEqual([
          { name: 'CAN_ASSUME', count: 7 },
          { name: 'Role', count: 3 },
          { name: 'TRUSTS', count: 1 },
          { name: 'User', count: 1 },
        ]);
      }),
  },
  {
    name: 'a thousand swaps under questions: no answer mixes two generations',
    run: async (open) =>
      withStore(open, async (store) => {
        const call = unboundedCall();
        await store.replaceGeneration(numbered(0), call);
        let isSwapping = true;
        let answers = 0;
        const ask = async (id: () => string | null): Promise<void> => {
          while (isSwapping) {
            const parts = await partsOf(store, id(), call);
            expect(new Set(parts)).toEqual(new Set([parts[0]]));
            expect(parts).toHaveLength(8);
            answers++;
            await new Promise(setImmediate);
          }
        };
        const swap = async (): Promise<void> => {
          for (let number = 1; number <= runs(1000); number++) {
            await store.replaceGeneration(numbered(number), call);
            if (number % 3 === 0) await new Promise(setImmediate);
          }
          isSwapping = false;
        };
        await Promise.all([swap(), ask(() => null), ask(() => null), ask(() => null)]);
        expect(answers).toBeGreaterThan(10);
      }),
  },
  {
    name: 'a closed store refuses every call',
    run: async (open) => {
      const { store, close } = await open();
      const call = unboundedCall();
      await store.replaceGeneration(numbered(1), call);
      const reader = await store.open(null, call);
      await store.close();
      expect(await refusal(store.generations(call))).toBe('STORE_UNAVAILABLE');
      expect(await refusal(store.open(null, call))).toBe('STORE_UNAVAILABLE');
      expect(await refusal(store.replaceGeneration(numbered(2), call))).toBe('STORE_UNAVAILABLE');
      expect(await refusal(reader.nodes([ANN.id], call))).toBe('STORE_UNAVAILABLE');
      await close();
    },
  },
];
