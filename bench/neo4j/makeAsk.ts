import { ApolloServer } from '@apollo/server';
import { type Context, createContext } from '../../resolvers/context.js';
import { buildSchema } from '../../resolvers/index.js';
import { batchedStore } from '../../src/store/decorators/batchedStore.js';
import type { GraphStore } from '../../src/graph/store.js';

/** Asks one operation as the server does, without HTTP. Throws where it is refused. */
export type Ask = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<object>;

/** A way to ask a store through Apollo Server. */
export function makeAsk(store: GraphStore): Ask {
  const server = new ApolloServer<Context>({ schema: buildSchema(), includeStacktraceInErrorResponses: false });
  return async (query, variables) => {
    const contextValue = createContext({
      store: batchedStore(store),
      config: { deadlineMs: 60_000, workBudget: 1_000_000 },
      signal: new AbortController().signal,
      requestId: 'bench',
    });
    const { body } = await server.executeOperation({ query, variables: { ...variables } }, { contextValue });
    if (body.kind !== 'single') throw new Error('no single answer');
    const { data, errors } = body.singleResult;
    if (errors !== undefined || data === undefined || data === null) throw new Error(JSON.stringify(errors));
    return JSON.parse(JSON.stringify(data)) as object;
  };
}
