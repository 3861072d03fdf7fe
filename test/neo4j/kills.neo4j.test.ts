import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../bench/random.js';
import { writeBackup } from '../../src/backup/writeBackup.js';
import { unboundedCall } from '../../src/graph/call.js';
import { graphParts } from '../../src/graph/parts.js';
import { neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import { GENERATIONS } from '../../src/store/neo4j/statements/generations.js';
import { loadGraph } from '../../src/wire.js';
import { roleNode, sketchGraph } from '../support/graphs.js';
import { runs, SEED } from '../support/runs.js';
import { openKillBench, PHASES, type KillBench, type KillMoment, type Phase } from './killBench.js';
import { runStatement, SERVER, wipe } from './server.js';
import type { Graph } from '../../src/graph/graph.js';
import type { GraphPart } from '../../src/graph/parts.js';

const root = path.resolve(import.meta.dirname, '../..');
const call = unboundedCall();
/** Of much text, so that its load is several transactions. */
const IMPORTED = sketchGraph({
  id: 'imported',
  nodes: Array.from({ length: 60 }, (_, index) => ({
    ...roleNode('111111111111', `Role${index}`),
    path: `/${'long'.repeat(20_000)}/`,
  })),
});
const RETIRED = sketchGraph({ id: 'retired', nodes: [roleNode('111111111111', 'Retired')] });
/** Keeps one generation and leaves what it retires, which a test makes old. */
const OPTIONS = { ...SERVER, keepGenerations: 1, graceMs: 3_600_000 };

let ingested: Graph;
let folder = '';
let bench: KillBench;
beforeAll(async () => {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
  expect(status).toBe(0);
  folder = mkdtempSync(path.join(tmpdir(), 'permgraph-kills-'));
  const { signal } = new AbortController();
  await writeBackup(path.join(folder, 'export'), IMPORTED.generation, graphParts(IMPORTED), { signal });
  ingested = await loadGraph({ dumps: ['examples/organization'] });
  bench = await openKillBench(SERVER);
}, 600_000);
afterAll(async () => {
  await bench.close();
  await wipe();
  rmSync(folder, { recursive: true });
});

/** Hours pass: what was retired or is dead may be removed. */
const pass = async (): Promise<unknown> =>
  runStatement(
    "MATCH (g:Generation) SET g.retiredAt = 0, g.heartbeat = CASE g.state WHEN 'LOADING' THEN 0 ELSE g.heartbeat END",
  );

function fingerprint(parts: Iterable<GraphPart>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(JSON.stringify(part));
  return hash.digest('hex');
}

/** What the current generation holds, as one hash of every part of it. */
async function current(): Promise<string> {
  const store = neo4jStore(OPTIONS);
  const parts: GraphPart[] = [];
  try {
    for await (const part of (await store.parts(null, call)).parts) parts.push(part);
  } finally {
    await store.close();
  }
  return fingerprint(parts);
}

/** Makes `before` current, with another generation beside it that the next load has to remove. */
async function prepare(before: Graph): Promise<void> {
  const store = neo4jStore(OPTIONS);
  try {
    await store.replaceGeneration(RETIRED, call);
    await store.replaceGeneration(before, call);
  } finally {
    await store.close();
  }
  await pass();
}

/** The next load removes what is left of everything but itself. */
async function expectCleanedUp(): Promise<void> {
  await pass();
  const store = neo4jStore({ ...OPTIONS, graceMs: 0 });
  try {
    await store.replaceGeneration(RETIRED, call);
    await store.settle(call);
    const generations = await runStatement('MATCH (g:Generation) RETURN g.id AS id, g.state AS state');
    expect(generations).toEqual([{ id: 'retired', state: 'READY' }]);
    expect(await runStatement('MATCH (n:Loaded) RETURN count(n) AS count')).toEqual([{ count: 1 }]);
  } finally {
    await store.close();
  }
}

describe('our own process, killed while it loads, swaps, cleans up and imports', () => {
  const commands = () => [
    { args: ['ingest', 'examples/organization'], before: IMPORTED, after: ingested },
    { args: ['import', path.join(folder, 'export')], before: ingested, after: IMPORTED },
  ];

  it('leaves the old or the new generation whole, and the next load cleans up the rest', async () => {
    await wipe();
    const random = createRandom(SEED);
    const ends = new Map<string, number>();
    for (const { args, before, after } of commands()) {
      await prepare(before);
      const { pieces } = await bench.run(args, null);
      const [old, new_] = [fingerprint(graphParts(before)), fingerprint(graphParts(after))];
      expect(await current()).toBe(new_);
      for (let time = 0; time < runs(102) / 2; time++) {
        const phase = PHASES[time % PHASES.length] as Phase;
        expect(pieces[phase], phase).toBeGreaterThan(2);
        let moment: KillMoment;
        // As much text is not always sent in as many pieces.
        do {
          await prepare(before);
          moment = { phase, piece: 1 + random.below(pieces[phase]), isCut: random.chance(0.5) };
        } while (!(await bench.run(args, moment)).wasKilled);
        const found = await current();
        expect([old, new_], `${args[0]} killed at ${JSON.stringify(moment)}`).toContain(found);
        const end = `${phase}: ${found === old ? 'the old one' : 'the new one'}`;
        ends.set(end, (ends.get(end) ?? 0) + 1);
        await expectCleanedUp();
      }
      // The answer to the last COMMIT of the swap is on its way.
      await prepare(before);
      await bench.run(args, { phase: 'SWAP', piece: pieces.SWAP, isCut: false });
      expect(await current()).toBe(new_);
    }
    process.stderr.write(`killed; current were ${JSON.stringify(Object.fromEntries(ends))}\n`);
  });

  it('would be seen to leave half a generation, were it current before it was whole', async () => {
    const file = path.join(folder, 'early.mjs');
    const statements = pathToFileURL(path.join(root, 'dist/src/store/neo4j/statements/generations.js'));
    const begin = GENERATIONS.begin.replace("g.state = 'LOADING'", "g.state = 'READY', g.order = p.version + 1");
    const beginBatch = GENERATIONS.beginBatch.replace("state = 'LOADING'", "state = 'READY'");
    expect([begin, beginBatch]).not.toContain(GENERATIONS.begin);
    writeFileSync(
      file,
      `import { GENERATIONS } from '${statements.href}';\nObject.assign(GENERATIONS, ${JSON.stringify({ begin, beginBatch })});\n`,
    );
    const [, imports] = commands();
    await prepare(ingested);
    const { pieces } = await bench.run(imports?.args ?? [], null);
    await prepare(ingested);
    await bench.run(imports?.args ?? [], { phase: 'LOAD', piece: Math.ceil(pieces.LOAD / 2), isCut: true }, file);
    const whole = [fingerprint(graphParts(ingested)), fingerprint(graphParts(IMPORTED))];
    expect(whole).not.toContain(await current());
  });

  it('would be seen to leave its rest, did the next load not look for it', async () => {
    const statements = GENERATIONS as { findRemovable: string };
    const kept = statements.findRemovable;
    statements.findRemovable = "MATCH (g:Generation) WHERE g.state = 'NEVER' RETURN g.load AS load";
    try {
      await wipe();
      await prepare(ingested);
      await expect(expectCleanedUp()).rejects.toThrow('to deeply equal');
    } finally {
      statements.findRemovable = kept;
    }
  });
}, 3_600_000);
