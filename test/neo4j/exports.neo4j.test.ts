import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../resolvers/index.js';
import { readBackup } from '../../src/backup/readBackup.js';
import { writeBackup } from '../../src/backup/writeBackup.js';
import { unboundedCall } from '../../src/graph/call.js';
import { graphParts } from '../../src/graph/parts.js';
import { memoryStore } from '../../src/store/memory/memoryStore.js';
import { neo4jStore, type Neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import { loadGraph } from '../../src/wire.js';
import { makeAskOperation } from '../suites/equalAnswers/askOperation.js';
import { drawQuestions } from '../suites/equalAnswers/drawQuestions.js';
import { findDifferences } from '../suites/equalAnswers/findDifferences.js';
import { generatedGraph } from '../suites/equalAnswers/generatedGraphs.js';
import { fillFrom } from '../suites/equalAnswers/subject.js';
import { randomGraph } from '../support/randomGraphs.js';
import { runs, SEED } from '../support/runs.js';
import { freshStore, SERVER } from './server.js';
import type { Graph } from '../../src/graph/graph.js';

const { signal } = new AbortController();
const call = unboundedCall();

/** With PERMGRAPH_FULL every question in several pages, otherwise one question of four: the store's own suite asks them all. */
const IS_FULL = runs(10) === 10;
const PAGES = IS_FULL ? 3 : 1;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'permgraph-export-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = async (file: string): Promise<Graph> => readBackup(file, { signal, isDocument: () => true });

/** The file of a store's current generation. */
async function exported(store: Neo4jStore, name: string): Promise<string> {
  const file = path.join(folder, name);
  const { generation, parts } = await store.parts(null, call);
  await writeBackup(file, generation, parts, { signal });
  return file;
}

/** The file of a graph that no store has held. */
async function direct(graph: Graph): Promise<Buffer> {
  const file = path.join(folder, 'direct');
  await writeBackup(file, graph.generation, graphParts(graph), { signal });
  return readFileSync(file);
}

describe('a generation exported from Neo4j', () => {
  it('is the file that the graph itself gives, byte for byte', async () => {
    const store = await freshStore();
    try {
      const random = fc.sample(randomGraph('g'), { numRuns: runs(50), seed: SEED });
      const graphs = [
        await loadGraph({ dumps: ['examples/organization'] }),
        await generatedGraph(1),
        ...random.map((graph, index) => ({ ...graph, generation: { ...graph.generation, id: `g${index}` } })),
      ];
      for (const graph of graphs) {
        await store.replaceGeneration(graph, call);
        const file = await exported(store, 'stored');
        expect(readFileSync(file).equals(await direct(graph))).toBe(true);
      }
    } finally {
      await store.close();
    }
  });

  it('and imported into either store answers every question with the same bytes', async () => {
    const schema = buildSchema();
    const ask = makeAskOperation(schema);
    const graph = await generatedGraph(2);
    const original = memoryStore({ keepGenerations: 2 });
    const first = await freshStore();
    await original.replaceGeneration(graph, call);
    await first.replaceGeneration(graph, call);
    const back = await read(await exported(first, 'backup'));
    await first.close();
    const memory = memoryStore({ keepGenerations: 2 });
    const imported = await freshStore();
    const cold = async () => {
      const store = neo4jStore({ ...SERVER, keepGenerations: 2 });
      return { store, close: async () => store.close() };
    };
    try {
      await memory.replaceGeneration(back, call);
      await imported.replaceGeneration(back, call);
      expect(await imported.generations(call)).toEqual(await memory.generations(call));
      expect(await memory.generations(call)).toEqual(await original.generations(call));
      const drawn = drawQuestions(schema, fillFrom(graph, graph.generation.id, SEED), 'ONE');
      for (const question of drawn.filter((_, index) => IS_FULL || index % 4 === 0)) {
        const sides = { left: original, right: { warm: imported, cold } };
        const inNeo4j = await findDifferences(ask, question, sides, { pages: PAGES });
        expect(inNeo4j.differences).toEqual([]);
        const held = {
          left: original,
          right: { warm: memory, cold: async () => ({ store: memory, close: async () => undefined }) },
        };
        const inProcess = await findDifferences(ask, question, held, { pages: PAGES });
        expect(inProcess.differences).toEqual([]);
      }
    } finally {
      await imported.close();
    }
  });

  it('that is removed meanwhile is refused, and no file is left', async () => {
    const store = await freshStore({ keepGenerations: 1, graceMs: 0 });
    try {
      await store.replaceGeneration(await generatedGraph(1), call);
      const { generation, parts } = await store.parts(null, call);
      const iterator = parts[Symbol.asyncIterator]();
      await iterator.next();
      await store.replaceGeneration(await generatedGraph(2), call);
      await store.settle(call);
      const rest = { [Symbol.asyncIterator]: () => iterator };
      const writing = writeBackup(path.join(folder, 'gone'), generation, rest, { signal });
      await expect(writing).rejects.toMatchObject({ code: 'GENERATION_GONE' });
      expect(() => readFileSync(path.join(folder, 'gone'))).toThrow('ENOENT');
    } finally {
      await store.close();
    }
  });
}, 1_800_000);
