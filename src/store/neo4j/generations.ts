import { KnownError } from '../../lib/errors.js';
import { GENERATIONS } from './statements/generations.js';
import type { Call, GenerationInfo } from '../../graph/store.js';
import type { Connection } from './connection.js';

/** A generation with the name of the load that wrote it. */
export interface KeptGeneration {
  readonly load: string;
  readonly isPinned: boolean;
  readonly info: GenerationInfo;
}

interface ListedRow {
  readonly [key: string]: unknown;
  readonly load: string;
  readonly record: string;
  readonly isPinned: boolean;
}

/** Generations that can be opened, newest first; none where nothing was ever loaded. */
export async function listGenerations(connection: Connection, call: Call): Promise<readonly KeptGeneration[]> {
  const rows = await connection.read(call, async (run) => run<ListedRow>(GENERATIONS.list));
  return rows.map(({ load, record, isPinned }, place) => ({
    load,
    isPinned,
    info: { ...(JSON.parse(record) as Omit<GenerationInfo, 'isCurrent'>), isCurrent: place === 0 },
  }));
}

/** Starts a load; gives the version of the pointer that it will replace. Safe to repeat. */
export async function beginLoad(
  connection: Connection,
  load: string,
  info: Omit<GenerationInfo, 'isCurrent'>,
  call: Call,
): Promise<number> {
  const { id, createdAt, collectedAt, rules, sources } = info;
  const parameters = { load, id, createdAt, collectedAt, rules, sources, record: JSON.stringify(info) };
  const [row] = await connection.write(call, async (run) =>
    run<{ readonly version: number }>(GENERATIONS.begin, parameters),
  );
  if (row === undefined) throw new KnownError('STORE_UNSUITABLE', 'the database lost its pointer while it was used');
  return row.version;
}

/**
 * Makes a load current in one small transaction, and retires what is not kept. Repeating it changes nothing more.
 * Errors: LOAD_CONFLICT when a load became current since `version`: another, or this one in a try whose commit was lost.
 */
export async function makeCurrent(
  connection: Connection,
  swap: { readonly load: string; readonly version: number; readonly keep: number },
  call: Call,
): Promise<void> {
  await connection.write(call, async (run) => {
    const swapped = await run(GENERATIONS.makeCurrent, { load: swap.load, version: swap.version });
    if (swapped.length === 0) throw new KnownError('LOAD_CONFLICT', 'another load became current while this one ran');
    await run(GENERATIONS.retire, { keep: swap.keep });
  });
}

/** How long a retired generation is left to readers that have it open, and how long a load may be silent; milliseconds. */
export interface RemovalPatience {
  readonly grace: number;
  readonly lease: number;
}

const REMOVED_AT_ONCE = 5000;

/** Removes what no reader has open any more, in batches. What another process removes at the same time does no harm. */
export async function removeOld(connection: Connection, patience: RemovalPatience, call: Call): Promise<void> {
  const found = await connection.read(call, async (run) =>
    run<{ readonly load: string }>(GENERATIONS.findRemovable, { ...patience }),
  );
  for (const { load } of found) {
    const started = await connection.write(call, async (run) => run(GENERATIONS.startRemoving, { load, ...patience }));
    if (started.length > 0) await removeLoad(connection, load, call);
  }
}

async function removeLoad(connection: Connection, load: string, call: Call): Promise<void> {
  for (;;) {
    const [row] = await connection.write(call, async (run) =>
      run<{ readonly removed: number }>(GENERATIONS.removeSome, { load, some: REMOVED_AT_ONCE }),
    );
    if ((row?.removed ?? 0) === 0) break;
  }
  await connection.write(call, async (run) => run(GENERATIONS.forget, { load }));
}

/** Marks a load that failed as one to remove, and removes it. */
export async function discardLoad(connection: Connection, load: string, call: Call): Promise<void> {
  const discarded = await connection.write(call, async (run) => run(GENERATIONS.discard, { load }));
  if (discarded.length > 0) await removeLoad(connection, load, call);
}

/** Keeps a generation whatever comes, or lets it go with the others. False where no generation has this id. */
export async function pinGeneration(
  connection: Connection,
  id: string,
  isPinned: boolean,
  call: Call,
): Promise<boolean> {
  const [row] = await connection.write(call, async (run) =>
    run<{ readonly found: number }>(GENERATIONS.pin, { id, isPinned }),
  );
  return (row?.found ?? 0) > 0;
}

/** Retires a generation that is not the current one. False where no such generation has this id. */
export async function retireGeneration(connection: Connection, id: string, call: Call): Promise<boolean> {
  const [row] = await connection.write(call, async (run) =>
    run<{ readonly retired: number }>(GENERATIONS.retireOne, { id }),
  );
  return (row?.retired ?? 0) > 0;
}
