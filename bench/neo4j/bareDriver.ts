import neo4j, { type Driver } from 'neo4j-driver';
import { withIntegers } from '../../src/store/neo4j/integers.js';
import type { SentStatement } from '../../src/store/neo4j/observedConnection.js';

/** Where the database is. */
export interface Database {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
}

/** The driver with nothing around it. */
export function bareDriver({ uri, user, password }: Database): Driver {
  return neo4j.driver(uri, neo4j.auth.basic(user, password), {
    disableLosslessIntegers: true,
    notificationFilter: { minimumSeverityLevel: 'OFF' },
    telemetryDisabled: true,
  });
}

/** Statements that were sent in one transaction, their parameters ready for the driver. */
export type Replay = readonly (readonly {
  readonly statement: string;
  readonly parameters: Record<string, unknown>;
  /** How many of the transaction were answered before it was sent. */
  readonly answered: number;
}[])[];

/** What was sent, by transaction, in the order in which they began. */
export function replayOf(sent: readonly SentStatement[]): Replay {
  const byTransaction = new Map<number, Replay[number][number][]>();
  for (const { transaction, statement, parameters, answered } of sent) {
    const one = { statement, parameters: withIntegers(parameters), answered };
    byTransaction.set(transaction, [...(byTransaction.get(transaction) ?? []), one]);
  }
  return [...byTransaction.values()];
}

/**
 * Sends the same statements in the same transactions, one transaction after the other, and makes plain rows of what comes back. A statement
 * waits for as many answers as it did when it was recorded, since its parameters came from them; those sent at once are sent at once.
 */
export async function replay(driver: Driver, transactions: Replay): Promise<number> {
  let rows = 0;
  for (const statements of transactions) {
    const session = driver.session({ defaultAccessMode: 'READ' });
    try {
      await session.executeRead(async (transaction) => {
        const results: Promise<number>[] = [];
        for (const { statement, parameters, answered } of statements) {
          await Promise.all(results.slice(0, answered));
          results.push(
            transaction.run(statement, parameters).then(({ records }) => records.map((one) => one.toObject()).length),
          );
        }
        for (const count of await Promise.all(results)) rows += count;
      });
    } finally {
      await session.close();
    }
  }
  return rows;
}

/** Removes everything but the pointer, which a store looks for once. */
export async function wipe(driver: Driver): Promise<void> {
  const session = driver.session();
  try {
    await session.run('MATCH (n) WHERE NOT n:Permgraph CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
  } finally {
    await session.close();
  }
}
