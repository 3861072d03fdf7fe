import type { Driver } from 'neo4j-driver';
import type { Graph } from '../../src/graph/graph.js';
import { loadRows } from '../../src/store/neo4j/rows.js';
import { withIntegers } from '../../src/store/neo4j/integers.js';

/** Rows of one transaction, as the store has them at most. */
const BATCH_ROWS = 10_000;

/**
 * The bare driver loads the same rows by the same statements in one session. Rows are made before the clock starts; nothing is counted,
 * retried by number, swapped or looked after.
 */
export async function bareLoad(
  driver: Driver,
  graph: Graph,
): Promise<{ readonly rows: number; readonly milliseconds: number }> {
  const batches: { readonly statement: string; readonly rows: Record<string, unknown>[] }[] = [];
  let rows = 0;
  for (const { statement, row } of loadRows(graph, 'bare')) {
    const last = batches.at(-1);
    const ready = withIntegers(row);
    if (last?.statement === statement && last.rows.length < BATCH_ROWS) last.rows.push(ready);
    else batches.push({ statement, rows: [ready] });
    rows++;
  }
  const session = driver.session();
  const start = performance.now();
  try {
    for (const { statement, rows: batch } of batches) {
      await session.executeWrite(async (transaction) => transaction.run(statement, { rows: batch }));
    }
  } finally {
    await session.close();
  }
  return { rows, milliseconds: performance.now() - start };
}
