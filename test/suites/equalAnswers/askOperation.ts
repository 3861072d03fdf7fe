import { execute, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { createContext } from '../../../resolvers/index.js';
import { batchedStore } from '../../../src/store/decorators/batchedStore.js';
import type { GraphStore } from '../../../src/graph/store.js';

/** Runs an operation over a store and gives the answer as the bytes that a client gets, with the generation that was read. */
export type AskOperation = (
  store: GraphStore,
  source: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<string>;

/** Asks as the server does, without HTTP and without limits. Operations are read and checked once. */
export function makeAskOperation(schema: GraphQLSchema): AskOperation {
  const documents = new Map<string, DocumentNode>();
  const documentOf = (source: string): DocumentNode => {
    let document = documents.get(source);
    if (document === undefined) {
      document = parse(source);
      const [fault] = validate(schema, document);
      if (fault !== undefined) throw fault;
      documents.set(source, document);
    }
    return document;
  };
  return async (store, source, variables) => {
    const contextValue = createContext({
      store: batchedStore(store),
      config: { deadlineMs: 600_000, workBudget: 1_000_000_000 },
      signal: new AbortController().signal,
      requestId: 'equal',
    });
    const result = await execute({ schema, document: documentOf(source), variableValues: variables, contextValue });
    const errors = result.errors?.map((error) => ({ ...error.toJSON(), cause: causeOf(error.originalError) }));
    return JSON.stringify({ ...result, errors, generation: contextValue.generationId() });
  };
}

/** What the server makes the error's extensions of. */
function causeOf(error: unknown): unknown {
  const { name, code, details } = (error ?? {}) as { name?: unknown; code?: unknown; details?: unknown };
  return { name, code, details };
}
