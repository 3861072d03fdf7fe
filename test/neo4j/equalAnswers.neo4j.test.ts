import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema } from '../../resolvers/index.js';
import { unboundedCall } from '../../src/graph/call.js';
import { memoryStore } from '../../src/store/memory/memoryStore.js';
import { neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import { loadGraph } from '../../src/wire.js';
import { makeAskOperation } from '../suites/equalAnswers/askOperation.js';
import { LISTED, drawQuestions } from '../suites/equalAnswers/drawQuestions.js';
import { findDifferences, type Difference } from '../suites/equalAnswers/findDifferences.js';
import { generatedGraph } from '../suites/equalAnswers/generatedGraphs.js';
import { fillFrom } from '../suites/equalAnswers/subject.js';
import { randomGraph } from '../support/randomGraphs.js';
import { SEED, runs } from '../support/runs.js';
import { freshStore, SERVER } from './server.js';
import type { Graph } from '../../src/graph/graph.js';

const schema = buildSchema();
const ask = makeAskOperation(schema);

/** With PERMGRAPH_FULL all organisations and graphs, and of the example every drawing and most pages. */
const IS_FULL = process.env['PERMGRAPH_FULL'] === '1';

const OPTIONS = { ...SERVER, keepGenerations: 2 };

/** Asks everything of both stores, `graph` current and `previous` before it. Gives what differs, and how much was compared. */
async function compare(
  previous: Graph,
  graph: Graph,
  {
    seed,
    areParts = true,
    isDeep = false,
  }: { readonly seed: number; readonly areParts?: boolean; readonly isDeep?: boolean },
): Promise<{ readonly differences: readonly Difference[]; readonly withRows: ReadonlySet<string> }> {
  const left = memoryStore({ keepGenerations: 2 });
  const warm = await freshStore();
  const differences: Difference[] = [];
  const withRows = new Set<string>();
  const cold = async (): Promise<{ readonly store: typeof warm; readonly close: () => Promise<void> }> => {
    const store = neo4jStore(OPTIONS);
    return { store, close: async () => store.close() };
  };
  try {
    for (const each of [previous, graph]) {
      for (const store of [left, warm]) await store.replaceGeneration(each, unboundedCall());
      // The warm store has the chance to remember what it should forget.
      await ask(warm, '{ principals(first: 7) { nodes { id policies { policy { document } } } } }', {});
    }
    for (const question of drawQuestions(
      schema,
      fillFrom(graph, previous.generation.id, seed),
      isDeep ? 'EVERY' : 'ONE',
    )) {
      const found = await findDifferences(
        ask,
        question,
        { left, right: { warm, cold } },
        { pages: isDeep ? 8 : 1, areParts },
      );
      differences.push(...found.differences);
      if (found.rows > 0) withRows.add(question.field);
    }
  } finally {
    await warm.close();
  }
  return { differences, withRows };
}

/** What derive makes can always hold first: pairs of accounts count on it. */
function asDerived(graph: Graph): Graph {
  return { ...graph, conclusions: graph.conclusions.map((one) => ({ ...one, holdsFirst: true })) };
}

/** Fields of Query that give rows behind cursors. */
const LISTINGS = Object.keys(LISTED).filter((name) =>
  schema
    .getQueryType()
    ?.getFields()
    [name]?.args.some((argument) => argument.name === 'after'),
);

describe('both stores give the same bytes, in pages of 1, 7 and all, caches cold and warm', () => {
  it('on the example organisation', async () => {
    const graph = await loadGraph({ dumps: ['examples/organization'] });
    const { differences, withRows } = await compare(await generatedGraph(1), graph, {
      seed: SEED,
      isDeep: IS_FULL,
    });
    expect(differences).toEqual([]);
    expect([...withRows].toSorted()).toEqual(LISTINGS.toSorted());
  });

  const seeds = Array.from({ length: runs(25) }, (_, index) => index + 1);

  it.each(seeds)('on generated organisation %i', async (seed) => {
    const { differences, withRows } = await compare(await generatedGraph(seed + 1), await generatedGraph(seed), {
      seed,
    });
    expect(differences).toEqual([]);
    expect(withRows.size).toBeGreaterThan(5);
  });

  it('on random graphs', async () => {
    const drawn = fc.sample(randomGraph('drawn'), { numRuns: runs(10), seed: SEED });
    const [previous] = fc.sample(randomGraph('previous'), { numRuns: 1, seed: SEED }).map(asDerived);
    for (const [index, each] of drawn.entries()) {
      // Their rows can be alike and their evidence is none, so pages are compared, not put together.
      const graph = asDerived(each);
      const { differences } = await compare(previous ?? graph, graph, { seed: index, areParts: false });
      expect(differences).toEqual([]);
    }
  });
}, 1_800_000);

describe('both stores give the same bytes to the questions of the examples', () => {
  const folder = 'examples/questions';
  const names = readdirSync(folder).filter((file) => file.endsWith('.graphql'));

  it.each(names)('%s', async (name) => {
    const graph = await loadGraph({ dumps: ['examples/organization'] });
    const [left, right] = [memoryStore({ keepGenerations: 1 }), await freshStore()];
    try {
      for (const store of [left, right]) await store.replaceGeneration(graph, unboundedCall());
      const source = readFileSync(`${folder}/${name}`, 'utf8');
      const text = readFileSync(`${folder}/${name.replace('.graphql', '.json')}`, 'utf8');
      const variables = JSON.parse(text) as Readonly<Record<string, unknown>>;
      expect(await ask(right, source, variables)).toBe(await ask(left, source, variables));
    } finally {
      await right.close();
    }
  });
});
