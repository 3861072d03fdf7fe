import { workBudget } from '../graph/call.js';
import type { Call, GraphReader, GraphStore } from '../graph/store.js';
import { DEFAULT_SETTINGS, type FindingsSettings } from './findings/settings.js';

/** What a question works with: one generation for the whole operation, and the bounds of each call. */
export interface Ask {
  readonly store: GraphStore;
  /** The reader of the one generation that the operation reads. Errors: NO_GENERATION, GENERATION_GONE. */
  reader(): Promise<GraphReader>;
  /** The same once it is open, null before. */
  opened(): GraphReader | null;
  /** For facts: the operation's signal and deadline. */
  readonly call: Call;
  /** For one question: the same, with a work budget of its own. */
  question(): Call;
  /** What is said about findings: production, vendors, thresholds, suppressions. */
  readonly findings: FindingsSettings;
  /** Milliseconds of the epoch; when a suppression ends is measured by it. */
  now(): number;
}

/** An `Ask` over a store. `generation` null: the current one when the operation first reads. */
export function makeAsk(options: {
  readonly store: GraphStore;
  readonly generation: string | null;
  readonly signal: AbortSignal;
  /** Milliseconds of `performance.now()`. */
  readonly deadline: number;
  readonly workBudget: number;
  /** The defaults when left out. */
  readonly findings?: FindingsSettings;
}): Ask {
  const question = (): Call => ({
    signal: options.signal,
    deadline: options.deadline,
    budget: workBudget(options.workBudget),
  });
  const call = question();
  let opening: Promise<GraphReader> | null = null;
  let opened: GraphReader | null = null;
  const open = async (): Promise<GraphReader> => {
    opened = await options.store.open(options.generation, call);
    return opened;
  };
  return {
    store: options.store,
    reader: () => (opening ??= open()),
    opened: () => opened,
    call,
    question,
    findings: options.findings ?? DEFAULT_SETTINGS,
    now: Date.now,
  };
}
