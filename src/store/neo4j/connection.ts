import neo4j, { type ManagedTransaction, type Session } from 'neo4j-driver';
import { checkCall } from '../../graph/call.js';
import { KnownError } from '../../lib/errors.js';
import { attemptWithin, Unbegun } from './attempt.js';
import { explainDriverError, isOutOfMemory } from './driverErrors.js';
import { makeDrivers } from './drivers.js';
import { withIntegers } from './integers.js';
import type { Call } from '../../graph/store.js';
import type { Progress } from './attempt.js';

/** A row as plain data. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement in the transaction in hand. Several may be sent before the first has answered. */
export type Run = <R extends Row>(
  statement: string,
  parameters?: Readonly<Record<string, unknown>>,
) => Promise<readonly R[]>;

/** The way to one database, every call within a deadline of our own. */
export interface Connection {
  /** A managed transaction with read access mode: the driver repeats it where that helps. */
  read<T>(call: Call, work: (run: Run) => Promise<T>): Promise<T>;
  /** A managed transaction that writes. It may run more than once, also after its commit was lost. */
  write<T>(call: Call, work: (run: Run) => Promise<T>): Promise<T>;
  /** A statement that makes its own transactions, or changes the schema. */
  direct<R extends Row>(
    call: Call,
    statement: string,
    parameters?: Readonly<Record<string, unknown>>,
  ): Promise<readonly R[]>;
  close(): Promise<void>;
}

/** Where Neo4j is, and how long one transaction may take at most. */
export interface ConnectionOptions {
  /** `bolt://`, `neo4j://`, `bolt+s://` or `neo4j+s://`. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  /** The user's home database when left out. */
  readonly database?: string;
  /** Milliseconds that a call without an earlier deadline may take. */
  readonly callLimitMs: number;
}

/** Milliseconds after which a transaction that was not even begun is tried on a new connection: half of what is left, in these bounds. */
const PATIENCE = { least: 2500, most: 5000 } as const;

/** What one attempt does in its session, in at most `timeout` milliseconds. */
type Work<T> = (session: Session, timeout: number, progress: Progress) => Promise<T>;

/**
 * Opens a way to Neo4j; nothing is sent yet.
 * Errors: STORE_UNSUITABLE when the address is none. Those of calls: see `explainDriverError` and `attemptWithin`.
 */
export function openConnection(options: ConnectionOptions): Connection {
  const drivers = makeDrivers(options);
  const bookmarks = neo4j.bookmarkManager();
  let isClosed = false;

  const attempt = async <T>(
    { call, left, patience }: { call: Call; left: number; patience: number },
    work: Work<T>,
  ): Promise<T> => {
    const lease = drivers.take();
    const session = lease.driver.session({
      bookmarkManager: bookmarks,
      ...(options.database === undefined ? {} : { database: options.database }),
    });
    try {
      return await attemptWithin({ call, left, patience }, async (progress) =>
        work(session, Math.max(1, Math.ceil(left)), progress),
      );
    } catch (error) {
      if (error instanceof Unbegun) {
        lease.replace();
        throw error;
      }
      if (isClosed) throw new KnownError('STORE_UNAVAILABLE', 'the store is closed', { cause: error });
      throw explainDriverError(error);
    } finally {
      // A closed session runs nothing more for a caller who has left. Nobody waits for its goodbye over a dead connection.
      session.close().catch(() => undefined);
      lease.release();
    }
  };
  const inSession = async <T>(call: Call, mayHurry: boolean, work: Work<T>): Promise<T> => {
    if (isClosed) throw new KnownError('STORE_UNAVAILABLE', 'the store is closed');
    checkCall(call);
    const left = Math.min(call.deadline - performance.now(), options.callLimitMs);
    const end = performance.now() + left;
    const patience = mayHurry ? Math.min(PATIENCE.most, Math.max(PATIENCE.least, left / 2)) : Number.POSITIVE_INFINITY;
    try {
      return await attempt({ call, left, patience }, work);
    } catch (error) {
      if (!(error instanceof Unbegun)) throw error;
    }
    return attempt({ call, left: end - performance.now(), patience: Number.POSITIVE_INFINITY }, work);
  };
  return {
    read: async (call, work) =>
      inSession(call, true, async (session, timeout, progress) =>
        session.executeRead(async (transaction) => inTransaction(transaction, progress, work), { timeout }),
      ),
    write: async (call, work) =>
      inSession(call, true, async (session, timeout, progress) =>
        session.executeWrite(async (transaction) => inTransaction(transaction, progress, work), { timeout }),
      ),
    // Whether a statement without a transaction was begun cannot be known, so it is sent once; the driver repeats it only where Neo4j says that nothing was done.
    direct: async <R extends Row>(call: Call, statement: string, parameters: Readonly<Record<string, unknown>> = {}) =>
      inSession(call, false, async (session, timeout) => {
        const { records } = await session.run(statement, withIntegers(parameters), { timeout });
        return records.map((record) => record.toObject() as R);
      }),
    async close() {
      isClosed = true;
      await drivers.close();
    },
  };
}

async function inTransaction<T>(
  transaction: ManagedTransaction,
  progress: Progress,
  work: (run: Run) => Promise<T>,
): Promise<T> {
  progress.hasBegun = true;
  const run: Run = async <R extends Row>(statement: string, parameters: Readonly<Record<string, unknown>> = {}) => {
    try {
      const { records } = await transaction.run(statement, withIntegers(parameters));
      return records.map((record) => record.toObject() as R);
    } catch (error) {
      progress.failure = error;
      // What needs too much memory does so again: the driver would repeat it until the deadline, as it does what is transient.
      throw isOutOfMemory(error) ? explainDriverError(error) : error;
    }
  };
  return work(run);
}
