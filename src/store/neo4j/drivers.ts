import neo4j, { type Driver } from 'neo4j-driver';
import { KnownError } from '../../lib/errors.js';
import type { ConnectionOptions } from './connection.js';

/** The use of a driver by one attempt. */
export interface Lease {
  readonly driver: Driver;
  /** Puts a new driver in its place, unless somebody did already: its connections answer nothing. */
  replace(): void;
  /** Ends the use. A driver that was replaced is closed when nobody uses it any more. */
  release(): void;
}

/** Drivers to one address, one after the other. */
export interface Drivers {
  take(): Lease;
  close(): Promise<void>;
}

/** Milliseconds for saying goodbye. */
const CLOSE_MS = 1000;

interface Held {
  readonly driver: Driver;
  users: number;
}

/** Makes the first driver; nothing is sent yet. Errors: STORE_UNSUITABLE when the address is none. */
export function makeDrivers(options: ConnectionOptions): Drivers {
  let current: Held = { driver: makeDriver(options), users: 0 };
  const all = new Set([current]);
  let isClosed = false;
  const end = async (held: Held): Promise<void> => {
    all.delete(held);
    await Promise.race([held.driver.close().catch(() => undefined), after(CLOSE_MS)]);
  };
  const endIfLeft = (held: Held): void => {
    if (held !== current && held.users === 0 && all.has(held)) void end(held);
  };
  return {
    take() {
      const held = current;
      held.users++;
      return {
        driver: held.driver,
        replace() {
          if (held !== current || isClosed) return;
          current = { driver: makeDriver(options), users: 0 };
          all.add(current);
        },
        release() {
          held.users--;
          endIfLeft(held);
        },
      };
    },
    async close() {
      isClosed = true;
      await Promise.all([...all].map(end));
    },
  };
}

/** An address that the driver takes. Names and passwords have variables of their own, and paths and queries no meaning here. */
const ADDRESS = /^(?:bolt|neo4j)(?:\+s|\+ssc)?:\/\/(?:[^/?#@:\s]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/u;

function makeDriver(options: ConnectionOptions): Driver {
  if (!ADDRESS.test(options.uri)) throw notAnAddress();
  try {
    return neo4j.driver(options.uri, neo4j.auth.basic(options.user, options.password), {
      disableLosslessIntegers: true,
      maxTransactionRetryTime: Math.min(5000, options.callLimitMs),
      connectionAcquisitionTimeout: options.callLimitMs,
      connectionTimeout: Math.min(5000, options.callLimitMs),
      connectionLivenessCheckTimeout: 30_000,
      // Rows come whole before what was sent after their statement is looked at, and at once.
      fetchSize: -1,
      notificationFilter: { minimumSeverityLevel: 'OFF' },
      telemetryDisabled: true,
      userAgent: 'permgraph',
    });
  } catch (error) {
    throw notAnAddress(error);
  }
}

function notAnAddress(cause?: unknown): KnownError {
  return new KnownError(
    'STORE_UNSUITABLE',
    'the address of Neo4j is none that can be used; it is like bolt://host:7687 or neo4j+s://host',
    { cause },
  );
}

async function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
