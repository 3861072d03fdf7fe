// Every question through Apollo Server, beside an Apollo resolver that returns the same JSON from memory.
// node graphql.bench.js FOLDER
import { ApolloServer } from '@apollo/server';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { type GraphQLSchema, printSchema } from 'graphql';
import { type Context, createContext } from '../resolvers/context.js';
import { buildSchema } from '../resolvers/index.js';
import { unboundedCall } from '../src/graph/call.js';
import { batchedStore } from '../src/store/decorators/batchedStore.js';
import { memoryStore } from '../src/store/memory/memoryStore.js';
import { loadGraph } from '../src/wire.js';
import { chooseOperations, type Operation } from './operations.js';
import { comparePair } from './timing.js';

const folder = process.argv[2] ?? '';
const store = memoryStore({ keepGenerations: 1 });
await store.replaceGeneration(await loadGraph({ dumps: [folder] }), unboundedCall());
const operations = await chooseOperations(await store.open(null, unboundedCall()));

function start<C extends object>(schema: GraphQLSchema): ApolloServer<C> {
  return new ApolloServer<C>({ schema, includeStacktraceInErrorResponses: false });
}

async function ask<C extends object>(server: ApolloServer<C>, operation: Operation, contextValue: C): Promise<object> {
  const { query, variables } = operation;
  const { body } = await server.executeOperation({ query, variables }, { contextValue });
  if (body.kind !== 'single') throw new Error(`${operation.name} gave no single answer`);
  const { data, errors } = body.singleResult;
  if (errors !== undefined || data === undefined || data === null) {
    throw new Error(`${operation.name} failed: ${JSON.stringify(errors)}`);
  }
  return JSON.parse(JSON.stringify(data)) as object;
}

const context = (): Context =>
  createContext({
    store: batchedStore(store),
    config: { deadlineMs: 60_000, workBudget: 1_000_000_000 },
    signal: new AbortController().signal,
    requestId: 'bench',
  });
const product = start<Context>(buildSchema());
const typeDefs = printSchema(buildSchema());
const results: object[] = [];
for (const operation of operations) {
  const answer = await ask(product, operation, context());
  const resolvers = {
    Query: Object.fromEntries(Object.entries(answer).map(([field, value]) => [field, (): unknown => value])),
  };
  const trivial = start<object>(
    makeExecutableSchema({
      typeDefs,
      resolvers,
      resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
    }),
  );
  const pair = await comparePair(
    () => ask(product, operation, context()),
    () => ask(trivial, operation, {}),
    { runs: 20, warmUp: 5 },
  );
  await trivial.stop();
  results.push({ name: operation.name, productMs: pair.first, trivialMs: pair.second });
}
await product.stop();
process.stdout.write(JSON.stringify(results));
