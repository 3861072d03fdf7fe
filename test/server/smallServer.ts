import { makeExecutableSchema } from '@graphql-tools/schema';
import { pino, type Logger } from 'pino';
import { KnownError } from '../../src/lib/errors.js';
import { createServer, type RunningServer, type ServerOptions } from '../../src/server/createServer.js';
import type { Operation, OperationContext } from '../../src/server/operation.js';

const SDL = `
  type Query {
    hello: String
    known(code: String): String
    broken: String
    slow(milliseconds: Int!): String
    stubborn(milliseconds: Int!): String
    kind(of: Kind!): String
    rows(first: Int = 50, after: String): RowConnection
    nodes(ids: [ID!]!): [Row]
  }
  enum Kind { ROLE USER }
  type RowConnection { nodes: [Row!]!, totalCount: Int! }
  type Row { id: ID!, secretName: String, rows(first: Int = 50): RowConnection, others: [Row!]! }
`;

const ROW = { id: '1', secretName: 'one', others: [] };
const PAGE = { nodes: [ROW], totalCount: 1 };

interface SmallContext extends OperationContext {
  readonly operation: Operation;
}

/** Resolves after a while, or rejects with the reason of the signal where it is heeded. */
async function wait(milliseconds: number, signal: AbortSignal | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('done'), milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    });
  });
}

/** What the small server serves. */
export const schema = makeExecutableSchema<SmallContext>({
  typeDefs: SDL,
  resolvers: {
    Query: {
      hello: () => 'world',
      known: () => {
        throw new KnownError('GENERATION_GONE', 'generation g1 is gone; g2 is current', { details: { current: 'g2' } });
      },
      broken: () => {
        throw new Error('the password is hunter2');
      },
      slow: async (_root, { milliseconds }: { milliseconds: number }, { operation }) =>
        wait(milliseconds, operation.signal),
      stubborn: async (_root, { milliseconds }: { milliseconds: number }) => wait(milliseconds, null),
      kind: (_root, { of }: { of: string }) => of,
      rows: () => PAGE,
      nodes: () => [ROW],
    },
    Row: { rows: () => PAGE },
  },
});

/** Lines of a log, parsed. */
export interface Lines {
  readonly logger: Logger;
  readonly lines: string[];
}

/** A logger that keeps what it writes. */
export function keepLines(): Lines {
  const lines: string[] = [];
  return { lines, logger: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }) };
}

/** A server over a small schema, on a free port. */
export async function startSmall(
  options: Partial<Pick<ServerOptions, 'currentGeneration' | 'explorer' | 'logger'>> & {
    readonly token?: string;
    readonly deadlineMs?: number;
    readonly onContext?: (operation: Operation) => void;
  } = {},
): Promise<RunningServer> {
  return createServer({
    schema,
    createContext: (operation): SmallContext => {
      options.onContext?.(operation);
      return { operation, generationId: () => null };
    },
    currentGeneration: options.currentGeneration ?? (async () => ({ id: 'g2', loadedAt: new Date() })),
    config: { host: '127.0.0.1', port: 0, token: options.token ?? null, deadlineMs: options.deadlineMs ?? 5000 },
    logger: options.logger ?? pino({ level: 'silent' }),
    explorer: options.explorer ?? '/nonexistent',
  });
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly string[];
    readonly extensions: Record<string, unknown>;
  }[];
  readonly extensions: Record<string, unknown>;
}

/** Sends a body as JSON (a string as it is) and reads the answer. */
export async function post(
  server: RunningServer,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return read(
    await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
}

/** Reads an answer of the server. */
export async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const parsed = (text.startsWith('{') ? JSON.parse(text) : {}) as Partial<Answer>;
  return {
    status: response.status,
    headers: response.headers,
    text,
    data: parsed.data,
    errors: parsed.errors ?? [],
    extensions: parsed.extensions ?? {},
  };
}
