import { setMaxListeners } from 'node:events';
import neo4j, { type Driver, type ManagedTransaction } from 'neo4j-driver';
import { checkCall } from '../../graph/call.js';
import { KnownError } from '../../lib/errors.js';
import { explainDriverError } from './driverErrors.js';
import type { Call } from '../../graph/store.js';

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

/** After so many calls without an answer the driver is thought stuck on dead connections and replaced. */
const SILENT_CALLS = 3;

/**
 * Opens a way to Neo4j; nothing is sent yet.
 * Errors: STORE_UNSUITABLE when the address is none. Those of calls: see `explainDriverError`, and DEADLINE_EXCEEDED, STORE_UNAVAILABLE
 * when nothing answers in time.
 */
export function openConnection(options: ConnectionOptions): Connection {
  let driver = makeDriver(options);
  const bookmarks = neo4j.bookmarkManager();
  let isClosed = false;
  let silent = 0;

  const renew = (): void => {
    silent = 0;
    const before = driver;
    driver = makeDriver(options);
    before.close().catch(() => undefined);
  };
  const heard = (): void => {
    silent = 0;
  };
  const unheard = (): void => {
    silent++;
    if (silent >= SILENT_CALLS && !isClosed) renew();
  };
  const inSession = async <T>(
    call: Call,
    mode: 'READ' | 'WRITE',
    work: (session: ReturnType<Driver['session']>, timeout: number) => Promise<T>,
  ): Promise<T> => {
    if (isClosed) throw new KnownError('STORE_UNAVAILABLE', 'the store is closed');
    checkCall(call);
    const session = driver.session({
      defaultAccessMode: mode,
      bookmarkManager: bookmarks,
      ...(options.database === undefined ? {} : { database: options.database }),
    });
    const left = Math.min(call.deadline - performance.now(), options.callLimitMs);
    try {
      const answer = await within(call, left, async () => work(session, Math.max(1, Math.ceil(left))));
      heard();
      return answer;
    } catch (error) {
      if (error instanceof Silence) {
        unheard();
        throw error.told;
      }
      if (isClosed) throw new KnownError('STORE_UNAVAILABLE', 'the store is closed', { cause: error });
      throw explainDriverError(error);
    } finally {
      session.close().catch(() => undefined);
    }
  };
  return {
    read: async (call, work) =>
      inSession(call, 'READ', async (session, timeout) =>
        session.executeRead(async (transaction) => work(runIn(transaction)), { timeout }),
      ),
    write: async (call, work) =>
      inSession(call, 'WRITE', async (session, timeout) =>
        session.executeWrite(async (transaction) => work(runIn(transaction)), { timeout }),
      ),
    direct: async <R extends Row>(call: Call, statement: string, parameters: Readonly<Record<string, unknown>> = {}) =>
      inSession(call, 'WRITE', async (session, timeout) => {
        const { records } = await session.run(statement, withIntegers(parameters), { timeout });
        return records.map((record) => record.toObject() as R);
      }),
    async close() {
      isClosed = true;
      await Promise.race([driver.close().catch(() => undefined), after(1000)]);
    },
  };
}

function makeDriver(options: ConnectionOptions): Driver {
  try {
    return neo4j.driver(options.uri, neo4j.auth.basic(options.user, options.password), {
      disableLosslessIntegers: true,
      maxTransactionRetryTime: Math.min(5000, options.callLimitMs),
      connectionAcquisitionTimeout: options.callLimitMs,
      connectionTimeout: Math.min(5000, options.callLimitMs),
      connectionLivenessCheckTimeout: 30_000,
      notificationFilter: { minimumSeverityLevel: 'OFF' },
      telemetryDisabled: true,
      userAgent: 'permgraph',
    });
  } catch (error) {
    throw new KnownError(
      'STORE_UNSUITABLE',
      'the address of Neo4j is none that can be used, such as bolt://host:7687',
      {
        cause: error,
      },
    );
  }
}

function runIn(transaction: ManagedTransaction): Run {
  return async <R extends Row>(statement: string, parameters: Readonly<Record<string, unknown>> = {}) => {
    const { records } = await transaction.run(statement, withIntegers(parameters));
    return records.map((record) => record.toObject() as R);
  };
}

/** The driver sends every number as a float: whole ones are made integers, which is what all of ours mean. */
function withIntegers(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, withInteger(value)]));
}

function withInteger(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) return withIntegers(value as Record<string, unknown>);
  return typeof value[0] === 'string' ? value : value.map(withInteger);
}

/** Nothing came in time; `told` is what the caller is told. */
class Silence extends Error {
  readonly told: unknown;

  constructor(told: unknown) {
    super('silence');
    this.told = told;
  }
}

/** Whatever comes first: the answer, the signal, the end of the time. What was begun is left to end by itself. */
async function within<T>(call: Call, left: number, work: () => Promise<T>): Promise<T> {
  let clean = (): void => undefined;
  const end = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => {
      reject(new Silence(tooLate(call)));
    }, left);
    const abort = (): void => {
      reject(call.signal.reason as Error);
    };
    // Many calls of one question wait on one signal at a time, and each takes its listener away again.
    setMaxListeners(0, call.signal);
    call.signal.addEventListener('abort', abort, { once: true });
    clean = () => {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', abort);
    };
  });
  const answer = work();
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, end]);
  } finally {
    clean();
  }
}

function tooLate(call: Call): KnownError {
  return performance.now() >= call.deadline - 1
    ? new KnownError('DEADLINE_EXCEEDED', 'the question did not end within its deadline')
    : new KnownError('STORE_UNAVAILABLE', 'Neo4j did not answer in time');
}

async function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
