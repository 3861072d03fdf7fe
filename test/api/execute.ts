import { graphql, type ExecutionResult } from 'graphql';
import { buildSchema, createContext } from '../../resolvers/index.js';
import { unboundedCall } from '../../src/graph/call.js';
import type { Graph } from '../../src/graph/graph.js';
import type { GraphStore } from '../../src/graph/store.js';
import { batchedStore } from '../../src/store/decorators/batchedStore.js';
import { memoryStore } from '../../src/store/memory/memoryStore.js';

const schema = buildSchema();

export interface Bounds {
  readonly deadlineMs?: number;
  readonly workBudget?: number;
}

/** A store that holds these graphs, the last one current. */
export async function storeOf(...graphs: readonly Graph[]): Promise<GraphStore> {
  const store = memoryStore({ keepGenerations: 2 });
  for (const graph of graphs) await store.replaceGeneration(graph, unboundedCall());
  return store;
}

export type Answer = ExecutionResult<Record<string, never>> & { readonly generation: string | null };

/** Runs one operation over a store as the server does, without HTTP. */
export async function execute(
  store: GraphStore,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
  bounds: Bounds = {},
): Promise<Answer> {
  const context = createContext({
    store: batchedStore(store),
    config: { deadlineMs: bounds.deadlineMs ?? 60_000, workBudget: bounds.workBudget ?? 1_000_000 },
    signal: new AbortController().signal,
    requestId: 'test',
  });
  const result = await graphql({ schema, source, variableValues: variables, contextValue: context });
  // Objects of graphql-js have no prototype; a copy can be compared.
  return {
    ...(JSON.parse(JSON.stringify(result)) as ExecutionResult<Record<string, never>>),
    generation: context.generationId(),
  };
}

/** The code and argument of each error that the questions throw, with the field that it belongs to. */
export async function errorsOf(
  store: GraphStore,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
  bounds: Bounds = {},
): Promise<readonly { readonly code: string; readonly argument: unknown }[]> {
  const context = createContext({
    store: batchedStore(store),
    config: { deadlineMs: bounds.deadlineMs ?? 60_000, workBudget: bounds.workBudget ?? 1_000_000 },
    signal: new AbortController().signal,
    requestId: 'test',
  });
  const result = await graphql({ schema, source, variableValues: variables, contextValue: context });
  return (result.errors ?? []).map((error) => {
    const original = error.originalError as { code?: string; details?: Readonly<Record<string, unknown>> } | undefined;
    const code = original?.code ?? (error.extensions['code'] as string | undefined) ?? 'INTERNAL';
    return { code, argument: original?.details?.['argument'] ?? null };
  });
}
