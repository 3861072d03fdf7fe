import { KnownError } from '../../lib/errors.js';
import { loadRows } from './rows.js';
import { GENERATIONS } from './statements/generations.js';
import type { Graph } from '../../graph/graph.js';
import type { Call } from '../../graph/store.js';
import type { Connection, Run } from './connection.js';
import type { LoadRow } from './rows.js';

/** Rows of one transaction, and about how much text they may hold. */
const BATCH_ROWS = 10_000;
const BATCH_TEXT = 4_000_000;

/** Told how many rows of all are written. */
export type OnLoaded = (done: number, total: number) => void;

/**
 * Writes a graph under the name of its load, batch by batch. Each batch takes its number in its own transaction, so one whose commit
 * was lost is not written twice.
 * Errors: LOAD_CONFLICT when somebody removed the load meanwhile; those of the connection.
 */
export async function writeLoad(
  connection: Connection,
  graph: Graph,
  load: string,
  call: Call,
  onLoaded: OnLoaded = () => undefined,
): Promise<void> {
  const total = countRows(graph);
  let number = 0;
  let done = 0;
  for (const batch of batches(loadRows(graph, load))) {
    await writeBatch(connection, { load, number, batch }, call);
    number++;
    done += batch.length;
    onLoaded(Math.min(done, total), total);
  }
}

async function writeBatch(
  connection: Connection,
  { load, number, batch }: { readonly load: string; readonly number: number; readonly batch: readonly LoadRow[] },
  call: Call,
): Promise<void> {
  await connection.write(call, async (run) => {
    const [state] = await run<{ readonly isLoading: boolean; readonly isNew: boolean }>(GENERATIONS.beginBatch, {
      load,
      number,
    });
    if (state?.isLoading !== true) {
      throw new KnownError('LOAD_CONFLICT', 'this load was silent for too long, and was removed by another');
    }
    if (state.isNew) await writeRows(run, batch);
  });
}

/** One statement for each run of rows that share it, in order: what is pointed at comes first. */
async function writeRows(run: Run, batch: readonly LoadRow[]): Promise<void> {
  const sent: Promise<unknown>[] = [];
  for (let start = 0; start < batch.length; ) {
    const statement = batch[start]?.statement ?? '';
    let end = start;
    while (batch[end]?.statement === statement) end++;
    const rows = batch.slice(start, end).map(({ row }) => row);
    sent.push(run(statement, { rows }));
    start = end;
  }
  await Promise.all(sent);
}

function* batches(rows: Iterable<LoadRow>): Generator<readonly LoadRow[], void, void> {
  let batch: LoadRow[] = [];
  let text = 0;
  for (const row of rows) {
    batch.push(row);
    text += textIn(row);
    if (batch.length < BATCH_ROWS && text < BATCH_TEXT) continue;
    yield batch;
    batch = [];
    text = 0;
  }
  if (batch.length > 0) yield batch;
}

function textIn({ row }: LoadRow): number {
  const { properties } = row as { readonly properties: { readonly data?: string; readonly evidence?: string } };
  return (properties.data?.length ?? 0) + (properties.evidence?.length ?? 0);
}

function countRows(graph: Graph): number {
  const products = graph.products.reduce((sum, { from, to }) => sum + from.length + to.length, 0);
  const others = graph.documents.size + graph.gaps.length + graph.conclusions.length + graph.relations.length;
  return graph.nodes.length + graph.edges.from.length + products + others;
}
