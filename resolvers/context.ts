import { getDirectiveValues, type GraphQLResolveInfo } from 'graphql';
import type { GraphStore } from '../src/graph/store.js';
import { present } from '../src/lib/invariant.js';
import { makeAsk, type Ask } from '../src/questions/ask.js';
import type { FindingsSettings } from '../src/questions/findings/settings.js';

/** What one operation's resolvers share. */
export interface Context {
  readonly requestId: string;
  /** What the questions work with; the operation's @at is read on first use. */
  ask(info: GraphQLResolveInfo): Ask;
  /** The generation that the operation read, for `extensions.generation`; null when it read none. */
  generationId(): string | null;
}

/** A context for one operation. The deadline runs from here. `store` should batch, and be made for this operation alone. */
export function createContext(options: {
  readonly store: GraphStore;
  readonly config: { readonly deadlineMs: number; readonly workBudget: number };
  readonly signal: AbortSignal;
  readonly requestId: string;
  /** What is said about findings; the defaults when left out. */
  readonly findings?: FindingsSettings;
}): Context {
  const deadline = performance.now() + options.config.deadlineMs;
  let ask: Ask | null = null;
  return {
    requestId: options.requestId,
    ask: (info) =>
      (ask ??= makeAsk({
        store: options.store,
        generation: generationAt(info),
        signal: options.signal,
        deadline,
        workBudget: options.config.workBudget,
        ...(options.findings === undefined ? {} : { findings: options.findings }),
      })),
    generationId: () => ask?.opened()?.generation.id ?? null,
  };
}

/** The generation that the operation's @at names; null without one. */
function generationAt(info: GraphQLResolveInfo): string | null {
  const directive = present(info.schema.getDirective('at'), 'the schema has @at');
  const values = getDirectiveValues(directive, info.operation, info.variableValues);
  const generation = values?.['generation'];
  return typeof generation === 'string' ? generation : null;
}
