import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { packStruct, unpack, type Struct } from './packStream.js';

/** A message of a client (https://neo4j.com/docs/bolt/current/bolt/message/). */
export interface Request {
  readonly kind: RequestKind;
  /** The number of its connection, from 1. */
  readonly connection: number;
  /** The text of a RUN, otherwise empty. */
  readonly statement: string;
  /** What a BEGIN or RUN says about its transaction: `mode`, `bookmarks`, `db`, `tx_timeout`. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** What the script lets the server do: SUCCESS with facts and, on RUN, rows; FAILURE; nothing; or the end of the connection. */
export type Reply =
  | { readonly rows?: readonly Readonly<Record<string, unknown>>[]; readonly facts?: Readonly<Record<string, unknown>> }
  | { readonly failure: string; readonly message?: string }
  | 'NOTHING'
  | 'HANG UP';

/** What the server answers; what is undefined is a plain SUCCESS. */
export type Script = (request: Request) => Reply | undefined | Promise<Reply | undefined>;

/** A server that speaks Bolt 5.4 by a script. */
export interface BoltServer {
  readonly port: number;
  /** `host:port`, as routing tables name members. */
  readonly address: string;
  /** Everything that was asked, in order. */
  readonly asked: readonly Request[];
  close(): Promise<void>;
}

const KINDS = {
  0x01: 'HELLO',
  0x02: 'GOODBYE',
  0x0f: 'RESET',
  0x10: 'RUN',
  0x11: 'BEGIN',
  0x12: 'COMMIT',
  0x13: 'ROLLBACK',
  0x2f: 'DISCARD',
  0x3f: 'PULL',
  0x54: 'TELEMETRY',
  0x66: 'ROUTE',
  0x6a: 'LOGON',
  0x6b: 'LOGOFF',
} as const;
export type RequestKind = (typeof KINDS)[keyof typeof KINDS];

const TAG = { success: 0x70, record: 0x71, ignored: 0x7e, failure: 0x7f } as const;
const HANDSHAKE_BYTES = 20;
/** With which every client of Bolt begins. */
const MAGIC = Buffer.of(0x60, 0x60, 0xb0, 0x17);
/** Bolt 5.4. */
const VERSION = Buffer.of(0, 0, 4, 5);

/** Options of a scripted server. */
export interface BoltServerOptions {
  /** What the handshake answers in place of Bolt 5.4; four zeros say that no version is common. */
  readonly handshake?: Buffer;
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** Starts a server on a free port. */
export async function openBoltServer(script: Script, options: BoltServerOptions = {}): Promise<BoltServer> {
  const asked: Request[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const connection = ++connections;
    converse(socket, options.handshake ?? VERSION, answerer(connection, asked, script));
  };
  const server = options.tls === undefined ? createServer(accept) : createTlsServer(options.tls, accept);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    address: `127.0.0.1:${port}`,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

type Answer = (message: Struct) => Promise<readonly Struct[] | 'HANG UP'>;

/** Chunks in, messages through the answer one after the other, chunks out. */
function converse(socket: Socket, handshake: Buffer, answer: Answer): void {
  let isGreeted = false;
  let bytes = Buffer.alloc(0);
  let chunks: Buffer[] = [];
  let before: Promise<void> = Promise.resolve();
  const serve = async (message: Struct): Promise<void> => {
    const replies = await answer(message);
    if (replies === 'HANG UP') socket.destroy();
    else for (const reply of replies) if (!socket.destroyed) socket.write(chunked(packStruct(reply)));
  };
  socket.on('data', (data: Buffer) => {
    bytes = Buffer.concat([bytes, data]);
    if (!isGreeted) {
      if (bytes.length < HANDSHAKE_BYTES) return;
      if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
        socket.destroy();
        return;
      }
      isGreeted = true;
      bytes = bytes.subarray(HANDSHAKE_BYTES);
      socket.write(handshake);
    }
    for (;;) {
      if (bytes.length < 2) return;
      const size = bytes.readUInt16BE();
      if (bytes.length < 2 + size) return;
      const chunk = bytes.subarray(2, 2 + size);
      bytes = bytes.subarray(2 + size);
      if (size > 0) chunks.push(chunk);
      else if (chunks.length > 0) {
        const message = unpack(Buffer.concat(chunks)) as Struct;
        chunks = [];
        before = before.then(async () => serve(message));
      }
    }
  });
}

function chunked(message: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < message.length; at += 0xffff) {
    const piece = message.subarray(at, at + 0xffff);
    const size = Buffer.alloc(2);
    size.writeUInt16BE(piece.length);
    pieces.push(size, piece);
  }
  return Buffer.concat([...pieces, Buffer.of(0, 0)]);
}

/** The state of one connection: what a RUN found for the PULL after it, and whether all is ignored until a RESET. */
function answerer(connection: number, asked: Request[], script: Script): Answer {
  let hasFailed = false;
  let found: readonly Readonly<Record<string, unknown>>[] = [];
  return async (message) => {
    const request = requestOf(message, connection);
    asked.push(request);
    if (request.kind === 'GOODBYE') return 'HANG UP';
    if (hasFailed && request.kind !== 'RESET') return [{ tag: TAG.ignored, fields: [] }];
    const reply = (await script(request)) ?? {};
    if (reply === 'HANG UP') return reply;
    if (reply === 'NOTHING') return [];
    if ('failure' in reply) {
      hasFailed = true;
      return [{ tag: TAG.failure, fields: [{ code: reply.failure, message: reply.message ?? 'as the script says' }] }];
    }
    const success = (facts: object): Struct => ({ tag: TAG.success, fields: [{ ...facts, ...reply.facts }] });
    if (request.kind === 'RESET') hasFailed = false;
    if (request.kind === 'HELLO') return [success({ server: 'Neo4j/5.26.0', connection_id: `bolt-${connection}` })];
    if (request.kind === 'RUN') {
      found = reply.rows ?? [];
      return [success({ fields: Object.keys(found[0] ?? {}) })];
    }
    if (request.kind !== 'PULL') return [success({})];
    const records = found.map((row) => ({ tag: TAG.record, fields: [Object.values(row)] }));
    return [...records, success({})];
  };
}

function requestOf({ tag, fields }: Struct, connection: number): Request {
  const kind = KINDS[tag as keyof typeof KINDS];
  const [first, , third] = fields;
  const extra = kind === 'RUN' ? third : first;
  return {
    kind,
    connection,
    statement: kind === 'RUN' ? String(first) : '',
    extra: typeof extra === 'object' && extra !== null ? (extra as Record<string, unknown>) : {},
  };
}
