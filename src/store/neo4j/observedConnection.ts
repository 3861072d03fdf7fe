import type { Connection, Run } from './connection.js';

/** A statement before it is sent. Statements of one transaction share its number. */
export interface SentStatement {
  readonly mode: 'READ' | 'WRITE';
  readonly transaction: number;
  /** How many statements of its transaction had been answered: a replay has to wait for as many. */
  readonly answered: number;
  readonly statement: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The same connection, telling of every statement: for golden tests and measurements. One that is repeated is told again. */
export function observedConnection(connection: Connection, onStatement: (sent: SentStatement) => void): Connection {
  let transactions = 0;
  const observed = (mode: SentStatement['mode'], run: Run): Run => {
    const transaction = transactions++;
    let answered = 0;
    return async (statement, parameters = {}) => {
      onStatement({ mode, transaction, answered, statement, parameters });
      const rows = await run(statement, parameters);
      answered++;
      return rows as never;
    };
  };
  return {
    read: async (call, work) => connection.read(call, async (run) => work(observed('READ', run))),
    write: async (call, work) => connection.write(call, async (run) => work(observed('WRITE', run))),
    direct: async (call, statement, parameters = {}) => {
      onStatement({ mode: 'WRITE', transaction: transactions++, answered: 0, statement, parameters });
      return connection.direct(call, statement, parameters);
    },
    close: async () => connection.close(),
  };
}
