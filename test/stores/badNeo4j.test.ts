import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { describeError, exitCodeOf } from '../../src/cli/exitCodes.js';
import { ERRORS, KnownError, type ErrorCode } from '../../src/lib/errors.js';
import { openNeo4j } from '../../src/wire.js';
import { openBoltServer, type BoltServerOptions, type Reply, type Request } from '../support/bolt/boltServer.js';
import { SELF_SIGNED } from '../support/bolt/selfSigned.js';

/** What is wrong with a database, and the one error that says so. */
interface Bad {
  readonly name: string;
  readonly scheme?: string;
  readonly server?: BoltServerOptions;
  readonly script?: (request: Request) => Reply | undefined;
  readonly code: ErrorCode;
  readonly message: RegExp;
}

const PASSWORD = 'a-secret-password';
const VERSIONS = { name: 'Neo4j Kernel', versions: ['5.26.30'], edition: 'community' };

/** An empty database of a supported version, but for what is answered otherwise. */
const database =
  (otherwise: Readonly<Record<string, readonly Record<string, unknown>[]>>) =>
  ({ kind, statement }: Request): Reply | undefined => {
    if (kind !== 'RUN') return undefined;
    const answers = { 'dbms.components': [VERSIONS], holdsOthers: [{ holdsOthers: false }], ...otherwise };
    const found = Object.entries(answers).find(([part]) => statement.includes(part));
    return { rows: found?.[1] ?? [] };
  };
const failing =
  (kind: Request['kind'], failure: string) =>
  (request: Request): Reply | undefined =>
    request.kind === kind ? { failure } : undefined;

const BAD: readonly Bad[] = [
  {
    name: 'wrong credentials',
    script: failing('LOGON', 'Neo.ClientError.Security.Unauthorized'),
    code: 'STORE_REFUSED',
    message: /refuses the user or the password/u,
  },
  {
    name: 'a database that does not exist',
    script: failing('RUN', 'Neo.ClientError.Database.DatabaseNotFound'),
    code: 'STORE_UNSUITABLE',
    message: /no database of this name/u,
  },
  {
    name: "somebody else's graph",
    script: database({ holdsOthers: [{ holdsOthers: true }] }),
    code: 'STORE_UNSUITABLE',
    message: /a graph that is not ours/u,
  },
  {
    name: 'a newer model',
    script: database({ 'p.schema': [{ schema: 99 }] }),
    code: 'STORE_UNSUITABLE',
    message: /model 99/u,
  },
  {
    name: 'an unsupported version',
    script: database({ 'dbms.components': [{ ...VERSIONS, versions: ['5.20.0'] }] }),
    code: 'STORE_UNSUITABLE',
    message: /5\.20\.0 is not supported; use 5\.26 or later/u,
  },
  {
    name: 'a version with no protocol in common',
    server: { handshake: Buffer.alloc(4) },
    code: 'STORE_UNSUITABLE',
    message: /older than 5\.26/u,
  },
  ...['bolt+s', 'neo4j+s'].map(
    (scheme): Bad => ({
      name: `a certificate that does not verify, over ${scheme}`,
      scheme,
      server: { tls: SELF_SIGNED },
      code: 'STORE_UNSUITABLE',
      message: /certificate of Neo4j does not verify/u,
    }),
  ),
  {
    name: 'a server without TLS, over bolt+s',
    scheme: 'bolt+s',
    code: 'STORE_UNAVAILABLE',
    message: /before TLS was agreed; it may speak none/u,
  },
];

async function refusalOf(uri: string): Promise<{ readonly error: KnownError; readonly milliseconds: number }> {
  const asked = performance.now();
  const error = await openNeo4j(
    { uri, user: 'neo4j', password: PASSWORD, database: null },
    'SERVE',
    { keepGenerations: 2 },
    new AbortController().signal,
  ).then(
    async (store) => store.close(),
    (reason: unknown) => reason,
  );
  if (!(error instanceof KnownError)) throw new Error('not refused in a code', { cause: error });
  return { error, milliseconds: performance.now() - asked };
}

/** One error with its cure, exit code 4, nothing of the password. */
function expectRefusal(error: KnownError, { code, message }: Pick<Bad, 'code' | 'message'>): void {
  const told = describeError(error);
  expect(error.code).toBe(code);
  expect(told).toMatch(message);
  expect(told).toContain(ERRORS[code].cure);
  expect(told).not.toContain(PASSWORD);
  expect(exitCodeOf(error)).toBe(4);
}

describe.concurrent('a Neo4j that cannot serve is refused in one error, untouched', () => {
  for (const bad of BAD) {
    it(bad.name, async () => {
      const server = await openBoltServer((request) => bad.script?.(request), bad.server);
      try {
        const uri = `${bad.scheme ?? 'bolt'}://${server.address}`;
        const { error } = await refusalOf(uri);
        expectRefusal(error, bad);
        expect(error.message).toContain(uri);
        expect(server.asked.filter(({ statement }) => /CREATE|MERGE|SET|DELETE/u.test(statement))).toEqual([]);
      } finally {
        await server.close();
      }
    });
  }

  for (const uri of ['http://localhost:7474', 'localhost:7687', `bolt://neo4j:${PASSWORD}@host`, 'bolt://host:port']) {
    it(`the address ${uri.replace(PASSWORD, '…')}`, async () => {
      const { error } = await refusalOf(uri);
      expectRefusal(error, { code: 'STORE_UNSUITABLE', message: /the address of Neo4j is none that can be used/u });
    });
  }

  it('an address where nobody answers, within the time of a start', async () => {
    const { error, milliseconds } = await refusalOf('bolt://127.0.0.1:1');
    expectRefusal(error, { code: 'STORE_UNAVAILABLE', message: /does not answer \(at bolt:\/\/127\.0\.0\.1:1\)/u });
    expect(milliseconds).toBeLessThan(15_500);
  });

  it('the port of something else', async () => {
    const server: Server = createServer((_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    try {
      const { error } = await refusalOf(`bolt://127.0.0.1:${(server.address() as AddressInfo).port}`);
      expectRefusal(error, { code: 'STORE_UNSUITABLE', message: /what answers is no Neo4j/u });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
