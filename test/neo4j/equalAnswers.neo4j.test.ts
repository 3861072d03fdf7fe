import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unboundedCall } from '../../src/graph/call.js';
import { isPrincipal } from '../../src/graph/nodes.js';
import { memoryStore } from '../../src/store/memory/memoryStore.js';
import { loadGraph } from '../../src/wire.js';
import { execute } from '../api/execute.js';
import { randomGraph } from '../support/randomGraphs.js';
import { SEED, runs } from '../support/runs.js';
import { freshStore } from './server.js';
import type { Graph } from '../../src/graph/graph.js';
import type { GraphStore } from '../../src/graph/store.js';

/** One operation with its variables. */
interface Operation {
  readonly name: string;
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const QUESTIONS = 'examples/questions';

const FIELDS = `totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;
const ROW = `decision action crossAccount needs { text truncated alternatives { all { key operator values hop text } unread { text } } }
  principal { id arn name } role { arn } gaps { text } evidence { because layers { kind outcome text } } edge { id }`;
const COMPLETENESS = `completeness { gaps { kind account subject text } }`;

/** Listings and questions about one graph, for one page size. */
function operationsOn(graph: Graph, first: number): readonly Operation[] {
  const roles = graph.nodes.filter((node) => node.label === 'Role').map(({ arn }) => arn ?? '');
  const callers = graph.nodes.filter((node) => isPrincipal(node)).map(({ id }) => id);
  const [from, to] = [callers[0] ?? '', roles.at(-1) ?? ''];
  const ask = (name: string, source: string, variables: Readonly<Record<string, unknown>> = {}): Operation => ({
    name,
    source,
    variables: { first, ...variables },
  });
  return [
    ask('accounts', `query ($first: Int) { accounts(first: $first) { ${FIELDS} nodes { id accountId name } } }`),
    ask('principals', `query ($first: Int) { principals(first: $first) { ${FIELDS} nodes { id arn name } } }`),
    ask('search', `query ($first: Int) { search(text: "e", first: $first) { id name } }`),
    ask('generation', `query { generation { id counts { name count } } }`),
    ...roles
      .slice(0, 8)
      .map((role) =>
        ask(
          `who can assume ${role}`,
          `query ($role: Arn!, $first: Int) { whoCanAssume(role: $role, first: $first) { ${FIELDS} ${COMPLETENESS} nodes { ${ROW} } } }`,
          { role },
        ),
      ),
    ask(
      'paths',
      `query ($from: ID!, $to: Arn!, $first: Int) { paths(from: { node: $from }, to: { arn: $to }, first: $first) {
        ${COMPLETENESS} nodes { length decision text hops { edge { id } } } } }`,
      { from, to },
    ),
    ask(
      'cross-account access',
      `query ($first: Int) { crossAccountAccess(first: $first) { ${FIELDS} nodes { from { id } to { id } decision principalCount roleCount } } }`,
    ),
  ];
}

/** The same bytes from both, and answers at all. */
async function expectEqual(left: GraphStore, right: GraphStore, operation: Operation): Promise<void> {
  const answer = await execute(left, operation.source, operation.variables);
  expect(answer.errors, operation.name).toBeUndefined();
  const expected = JSON.stringify(answer);
  const given = JSON.stringify(await execute(right, operation.source, operation.variables));
  expect(given, operation.name).toBe(expected);
}

async function hold(store: GraphStore, graph: Graph): Promise<GraphStore> {
  await store.replaceGeneration(graph, unboundedCall());
  return store;
}

describe('both stores give the same bytes', () => {
  let graph: Graph;
  let memory: GraphStore;
  let neo4j: GraphStore;
  beforeAll(async () => {
    graph = await loadGraph({ dumps: ['examples/organization'] });
    memory = await hold(memoryStore({ keepGenerations: 2 }), graph);
    neo4j = await hold(await freshStore(), graph);
  });
  afterAll(async () => neo4j.close());

  const names = readdirSync(QUESTIONS).filter((file) => file.endsWith('.graphql'));

  it.each(names)('to %s', async (name) => {
    const source = readFileSync(`${QUESTIONS}/${name}`, 'utf8');
    const variables = JSON.parse(readFileSync(`${QUESTIONS}/${name.replace('.graphql', '.json')}`, 'utf8')) as Record<
      string,
      unknown
    >;
    for (const turn of ['cold', 'warm'])
      await expectEqual(memory, neo4j, { name: `${name} ${turn}`, source, variables });
  });

  it.each([1, 7, 200])('on the example organisation, in pages of %i', async (first) => {
    for (const operation of operationsOn(graph, first)) await expectEqual(memory, neo4j, operation);
  });
});

describe('both stores give the same bytes on random graphs', () => {
  it('in pages of 1, 7 and all', async () => {
    for (const drawn of fc.sample(randomGraph(), { numRuns: Math.max(25, runs(250)), seed: SEED })) {
      // What derive makes can always hold first: pairs of accounts count on it.
      const conclusions = drawn.conclusions.map((each) => ({ ...each, holdsFirst: true }));
      const graph = { ...drawn, conclusions };
      const memory = await hold(memoryStore({ keepGenerations: 2 }), graph);
      const neo4j = await hold(await freshStore(), graph);
      try {
        for (const first of [1, 7, 200]) {
          for (const operation of operationsOn(graph, first)) await expectEqual(memory, neo4j, operation);
        }
      } finally {
        await neo4j.close();
      }
    }
  });
});
