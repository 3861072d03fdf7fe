// Every question through the product's Apollo Server, beside resolvers that return the same JSON from memory behind the same server.
// node graphql.bench.js FOLDER
import { deepStrictEqual } from 'node:assert';
import type { ApolloServer } from '@apollo/server';
import { createContext } from '../resolvers/context.js';
import { buildSchema } from '../resolvers/index.js';
import { unboundedCall } from '../src/graph/call.js';
import type { GraphStore } from '../src/graph/store.js';
import { makeHealth } from '../src/server/health.js';
import { makeLogger } from '../src/server/logger.js';
import { makeApollo } from '../src/server/makeApollo.js';
import type { OperationContext } from '../src/server/operation.js';
import { batchedStore } from '../src/store/decorators/batchedStore.js';
import { memoryStore } from '../src/store/memory/memoryStore.js';
import { currentGeneration, loadGraph } from '../src/wire.js';
import { chooseOperations, type Operation } from './operations.js';
import { compareLeast, timeRuns } from './timing.js';
import { trivialSchema } from './trivialSchema.js';

const folder = process.argv[2] ?? '';
const graph = await loadGraph({ dumps: [folder] });
const store = memoryStore({ keepGenerations: 1 });
await store.replaceGeneration(graph, unboundedCall());
/** A store in which every question about a node's edges is the first of its kind. */
const forgetful = memoryStore({ keepGenerations: 1, keptEdges: 1 });
await forgetful.replaceGeneration(graph, unboundedCall());
const reader = await store.open(null, unboundedCall());
const operations = await chooseOperations(reader);

/** The server of the product, with its plugins and limits, over a schema. */
async function start(schema: ReturnType<typeof buildSchema>): Promise<ApolloServer<OperationContext>> {
  const server = makeApollo({
    schema,
    health: makeHealth(async () => currentGeneration(store, 5000)),
    logger: makeLogger('silent'),
    bounded: true,
  });
  await server.start();
  return server;
}

/** The text of the answer, as the server sends it. */
async function ask(
  server: ApolloServer<OperationContext>,
  { name, query, variables }: Operation,
  contextValue: OperationContext,
): Promise<string> {
  const { body } = await server.executeOperation({ query, variables }, { contextValue });
  if (body.kind !== 'single') throw new Error(`${name} gave no single answer`);
  const { errors } = body.singleResult;
  if (errors !== undefined) throw new Error(`${name} failed: ${JSON.stringify(errors)}`);
  return JSON.stringify(body.singleResult);
}

/** The server makes one for each request, whoever answers it. */
const { signal } = new AbortController();
const productContext = (from: GraphStore): OperationContext =>
  createContext({
    store: batchedStore(from),
    config: { deadlineMs: 60_000, workBudget: 1_000_000_000 },
    signal,
    requestId: 'bench',
  });
const trivialContext = (): OperationContext => ({ generationId: () => reader.generation.id });

const product = await start(buildSchema());
const results: object[] = [];
for (const operation of operations) {
  const answer = JSON.parse(await ask(product, operation, productContext(store))) as { readonly data: object };
  const trivial = await start(trivialSchema(answer.data));
  deepStrictEqual(JSON.parse(await ask(trivial, operation, trivialContext())), answer);
  const compare = async (name: string, from: GraphStore): Promise<void> => {
    const work = async (): Promise<string> => ask(product, operation, productContext(from));
    const pair = await compareLeast(work, async () => ask(trivial, operation, trivialContext()), await runsOf(work));
    results.push({ name, productMs: pair.first, trivialMs: pair.second });
  };
  await compare(operation.name, store);
  if (operation.readsEdgeLists === true) await compare(`${operation.name}, asked first`, forgetful);
  await trivial.stop();
}
await product.stop();
process.stdout.write(JSON.stringify(results));

/** About three seconds of running warm, since code that V8 has not compiled yet takes several times as long, and about one of runs that count. */
async function runsOf(work: () => Promise<unknown>): Promise<{ readonly runs: number; readonly warmUp: number }> {
  const [least = 1] = await timeRuns(work, { runs: 5, warmUp: 5 });
  return { runs: between(40, 400, 1000 / least), warmUp: between(20, 1500, 3000 / least) };
}

function between(least: number, most: number, value: number): number {
  return Math.round(Math.min(most, Math.max(least, value)));
}
