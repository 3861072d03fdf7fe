import { createHash } from 'node:crypto';
import type { Graph } from '../graph/graph.js';
import type { Snapshot } from '../iam/snapshot.js';
import { RULES_VERSION } from '../policy/index.js';
import { deriveEdges } from './edges/deriveEdges.js';
import { type Technique } from './techniques/technique.js';
import { shippedTechniques } from './techniques/shipped.js';
import { buildRawGraph, type RawGraph } from './rawGraph.js';
import { viewRawGraph } from './snapshotView.js';

/** How a graph is derived. */
export interface DeriveOptions {
  /** RFC 3339. */
  readonly createdAt: string;
  readonly signal: AbortSignal;
  /** Version of engine and rules, for tests of its part in the generation's id. */
  readonly rules?: string;
  /** Those that ship with the product when left out; null: ways into roles alone, without control of accounts. */
  readonly techniques?: readonly Technique[] | null;
  /** Roles done, roles in all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * The whole graph of a snapshot. The same snapshot under the same rules gives the same graph and the same generation id, whatever the
 * order of its lists, its file names and when it was collected. Works in steps, between which others run.
 * Errors: the signal's reason.
 */
export async function deriveGraph(snapshot: Snapshot, options: DeriveOptions): Promise<Graph> {
  const { createdAt, signal, onProgress, rules = RULES_VERSION, techniques = shippedTechniques() } = options;
  signal.throwIfAborted();
  const raw = buildRawGraph(snapshot);
  const view = viewRawGraph(raw, snapshot);
  const derived = await deriveEdges(raw, view, {
    signal,
    techniques,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return {
    generation: {
      id: generationId(raw, snapshot, rules),
      createdAt,
      collectedAt: snapshot.collectedAt,
      rules,
      sources: snapshot.sources,
    },
    ...raw,
    ...derived,
  };
}

/** A hash of what AWS said, as the raw graph holds it in canonical order, and of the rules. */
function generationId(raw: RawGraph, snapshot: Snapshot, rules: string): string {
  const hash = createHash('sha256');
  let text = rules;
  const write = (more: string): void => {
    text += more;
    if (text.length < HASHED_AT_ONCE) return;
    hash.update(text);
    text = '';
  };
  for (const node of raw.nodes) write(JSON.stringify(node));
  for (const { kind, from, to, use, statement } of raw.relations) {
    write(JSON.stringify([kind, from, to, use, statement]));
  }
  for (const key of raw.documents.keys()) write(key);
  for (const { kind, account, subject } of raw.gaps) write(JSON.stringify([kind, account, subject]));
  for (const { id, scpsCollected, rcpsCollected } of [...snapshot.organizations].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )) {
    write(JSON.stringify([id, scpsCollected, rcpsCollected]));
  }
  return hash.update(text).digest('hex').slice(0, 32);
}

/** Characters: a call for each text would cost more than its hash. */
const HASHED_AT_ONCE = 1 << 16;
