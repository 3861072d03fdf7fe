import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unboundedCall } from '../../src/graph/call.js';
import { graphParts } from '../../src/graph/parts.js';
import { neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import { GENERATIONS } from '../../src/store/neo4j/statements/generations.js';
import { openCountingProxy, type CountingProxy } from '../support/countingProxy.js';
import { roleNode, sketchGraph } from '../support/graphs.js';
import { BOLT_COMMIT } from '../support/tcpProxy.js';
import { SERVER, wipe } from './server.js';
import type { Graph } from '../../src/graph/graph.js';
import type { GraphPart } from '../../src/graph/parts.js';

const call = unboundedCall();
const GRAPH = sketchGraph({
  id: 'new',
  nodes: [roleNode('111111111111', 'A'), roleNode('222222222222', 'B')],
  edges: [{ from: 'A', to: 'B' }],
});
const OLD = sketchGraph({ id: 'old', nodes: [roleNode('111111111111', 'Old')] });
const CURRENT = sketchGraph({ id: 'current', nodes: [roleNode('111111111111', 'Current')] });

let proxy: CountingProxy;
beforeAll(async () => {
  const { hostname, port } = new URL(SERVER.uri);
  proxy = await openCountingProxy({ host: hostname, port: Number(port) });
});
afterAll(async () => {
  await proxy.close();
  await wipe();
});

/**
 * Loads over generations that were loaded before, the answer to COMMIT `lost` of the load lost; gives how many it sent and what stands
 * afterwards.
 */
async function load(
  lost: number,
  before: readonly Graph[] = [OLD],
): Promise<{ readonly commits: number; readonly ids: readonly string[]; readonly parts: readonly GraphPart[] }> {
  await wipe();
  const direct = neo4jStore({ ...SERVER, keepGenerations: 2 });
  const store = neo4jStore({ ...SERVER, uri: proxy.uri, keepGenerations: 2 });
  try {
    for (const graph of before) await direct.replaceGeneration(graph, call);
    let commits = 0;
    proxy.decide((data) => {
      if (!data.includes(BOLT_COMMIT)) return 'CARRY';
      return ++commits === lost ? 'LOSE_ANSWER' : 'CARRY';
    });
    await store.replaceGeneration(GRAPH, call);
    const parts: GraphPart[] = [];
    for await (const part of (await direct.parts(null, call)).parts) parts.push(part);
    return { commits, ids: (await direct.generations(call)).map(({ id }) => id), parts };
  } finally {
    proxy.decide(() => 'CARRY');
    await store.close();
    await direct.close();
  }
}

describe('a COMMIT whose answer is lost', () => {
  it('gives exactly one generation, whichever of the load it is', async () => {
    const { commits } = await load(0);
    expect(commits).toBeGreaterThan(5);
    for (let lost = 1; lost <= commits; lost++) {
      const { ids, parts } = await load(lost);
      expect(ids).toEqual(['new', 'old']);
      expect(parts).toEqual([...graphParts(GRAPH)]);
    }
  });

  it('gives exactly one where a generation that was kept becomes current again', async () => {
    const before = [GRAPH, CURRENT];
    const { commits } = await load(0, before);
    expect(commits).toBeGreaterThan(3);
    for (let lost = 1; lost <= commits; lost++) {
      const { ids, parts } = await load(lost, before);
      expect(ids).toEqual(['new', 'current']);
      expect(parts).toEqual([...graphParts(GRAPH)]);
    }
  });

  it('of a batch would write it twice, did batches not take their numbers', async () => {
    const statements = GENERATIONS as { beginBatch: string };
    const kept = statements.beginBatch;
    statements.beginBatch = `MATCH (g:Generation {load: $load})
RETURN g.state = 'LOADING' AS isLoading, $number >= 0 AS isNew`;
    try {
      const { commits } = await load(0);
      const ends = [];
      for (let lost = 1; lost <= commits; lost++)
        ends.push(
          await load(lost).then(
            ({ ids }) => ids.length,
            () => 'FAILED',
          ),
        );
      expect(ends).toContain('FAILED');
    } finally {
      statements.beginBatch = kept;
    }
  });
}, 600_000);
