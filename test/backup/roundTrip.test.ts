import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBackup } from '../../src/backup/readBackup.js';
import { writeBackup } from '../../src/backup/writeBackup.js';
import { graphParts } from '../../src/graph/parts.js';
import { loadGraph, openEmbedded } from '../../src/wire.js';
import { generatedGraph } from '../suites/equalAnswers/generatedGraphs.js';
import { randomGraph } from '../support/randomGraphs.js';
import { runs, SEED } from '../support/runs.js';
import type { Graph } from '../../src/graph/graph.js';

const { signal } = new AbortController();
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'permgraph-export-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function throughFile(graph: Graph): Promise<Graph> {
  const file = path.join(folder, 'graph.permgraph');
  await writeBackup(file, graph.generation, graphParts(graph), { signal });
  return readBackup(file, { signal, isDocument: () => true });
}

describe('an export', () => {
  it('of the example organisation gives the same graph, and is a dump to every command', async () => {
    const graph = await loadGraph({ dumps: ['examples/organization'] });
    expect([...graphParts(await throughFile(graph))]).toEqual([...graphParts(graph)]);
    const opened = await openEmbedded({ dumps: [path.join(folder, 'graph.permgraph')] });
    const answer = await opened.graphql({ query: '{ generation { id } }' });
    expect(answer.data).toEqual({ generation: { id: graph.generation.id } });
    await opened.close();
  });

  it('of the same graph is the same file', async () => {
    const [graph] = fc.sample(randomGraph('g'), { numRuns: 1, seed: SEED }) as [Graph];
    await throughFile(graph);
    const first = readFileSync(path.join(folder, 'graph.permgraph'));
    await throughFile(await throughFile(graph));
    expect(readFileSync(path.join(folder, 'graph.permgraph')).equals(first)).toBe(true);
  });

  it('of generated organisations and random graphs gives the same graph', async () => {
    for (let seed = 1; seed <= runs(10); seed++) {
      const graph = await generatedGraph(seed);
      expect([...graphParts(await throughFile(graph))]).toEqual([...graphParts(graph)]);
    }
    for (const graph of fc.sample(randomGraph('g'), { numRuns: runs(60), seed: SEED })) {
      expect([...graphParts(await throughFile(graph))]).toEqual([...graphParts(graph)]);
    }
  });

  it('that is interrupted or fails leaves what was there, and nothing beside it', async () => {
    const file = path.join(folder, 'kept.permgraph');
    writeFileSync(file, 'before');
    const [graph] = fc.sample(randomGraph('g'), { numRuns: 1, seed: SEED }) as [Graph];
    const stop = new AbortController();
    const stopped = writeBackup(file, graph.generation, graphParts(graph), {
      signal: stop.signal,
      onProgress: (done) => {
        if (done === 20) stop.abort(new Error('interrupted'));
      },
    });
    await expect(stopped).rejects.toThrow('interrupted');
    const failing = async function* () {
      yield* [...graphParts(graph)].slice(0, 5);
      throw new Error('the store fails');
    };
    await expect(writeBackup(file, graph.generation, failing(), { signal })).rejects.toThrow('the store fails');
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    await expect(
      writeBackup(path.join(folder, 'no/such/file'), graph.generation, graphParts(graph), { signal }),
    ).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN', message: 'the file cannot be written (ENOENT)' });
  });
});
