import { unboundedCall } from '../../graph/call.js';
import { KnownError } from '../../lib/errors.js';
import { openNeo4j } from '../../wire.js';
import { neo4jOf } from '../neo4jOf.js';
import { formatTable, printable } from '../print/table.js';

/** Options of `permgraph generations`. */
export interface GenerationsOptions {
  readonly pin?: string;
  readonly unpin?: string;
  readonly remove?: string;
  readonly json?: boolean;
}

/** Pins, unpins and removes as asked, then lists what Neo4j keeps, newest first. Errors: USAGE where no such generation is kept. */
export async function generations(options: GenerationsOptions, signal: AbortSignal): Promise<string> {
  const { config, neo4j } = neo4jOf();
  const store = await openNeo4j(neo4j, 'SERVE', config, signal);
  const call = unboundedCall(signal);
  try {
    if (options.pin !== undefined) expectFound(await store.pin(options.pin, true, call), options.pin);
    if (options.unpin !== undefined) expectFound(await store.pin(options.unpin, false, call), options.unpin);
    if (options.remove !== undefined) {
      expectFound(await store.retire(options.remove, call), options.remove);
      await store.settle(call);
    }
    const kept = await store.kept(call);
    if (options.json === true) {
      return JSON.stringify(
        kept.map(({ info, isPinned }) => ({ ...info, isPinned })),
        null,
        2,
      );
    }
    if (kept.length === 0) return 'nothing has been loaded yet';
    return formatTable(
      ['GENERATION', 'LOADED', 'COLLECTED', 'CURRENT', 'PINNED', 'SOURCES'],
      kept.map(({ info, isPinned }) => [
        info.id,
        info.createdAt,
        info.collectedAt ?? 'unknown',
        info.isCurrent ? 'yes' : 'no',
        isPinned ? 'yes' : 'no',
        printable(info.sources.join(', ')),
      ]),
    );
  } finally {
    await store.close();
  }
}

function expectFound(isFound: boolean, id: string): void {
  if (isFound) return;
  throw new KnownError('USAGE', `generation ${printable(id)} is not kept, or is the current one`);
}
