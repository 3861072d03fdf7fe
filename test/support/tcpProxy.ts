import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * How the way behaves. RESET ends every connection and each new one at once, CLOSED takes none, SILENT takes all that is sent and carries
 * nothing on (connections that saw it stay silent for good, as behind a lost route), LATE carries answers on later, TRICKLE one byte of
 * them a second.
 */
export type Manner =
  | { readonly kind: 'WELL' | 'RESET' | 'CLOSED' | 'SILENT' | 'TRICKLE' }
  | { readonly kind: 'LATE'; readonly milliseconds: number };

/** A way over TCP that can misbehave. */
export interface TcpProxy {
  readonly port: number;
  readonly uri: string;
  /** How it behaves from now on. */
  behave(manner: Manner): void;
  /**
   * Calls back once, when a client next sends these bytes: the text of a statement, or `BOLT_COMMIT`. They go on when the callback is
   * done, so what it does to the way or to the server holds for them already.
   */
  whenSent(bytes: string | Buffer, act: () => void | Promise<void>): void;
  /** Forgets what nobody sent. */
  forgetWatches(): void;
  /** How many connections clients have open. */
  readonly open: number;
  close(): Promise<void>;
}

/** COMMIT as a chunk of its own: how the driver sends it. */
export const BOLT_COMMIT = Buffer.from([0x00, 0x02, 0xb0, 0x12, 0x00, 0x00]);

const TRICKLE_MS = 1000;

interface Watch {
  readonly bytes: Buffer;
  readonly act: () => void | Promise<void>;
}

/** Opens a way to a server; it behaves well at first. Listens on a free port unless one is given. */
export async function openTcpProxy(
  target: { readonly host: string; readonly port: number },
  port = 0,
): Promise<TcpProxy> {
  let manner: Manner = { kind: 'WELL' };
  let watches: readonly Watch[] = [];
  const clients = new Set<Socket>();
  const notice = async (tail: Buffer, data: Buffer): Promise<void> => {
    // What is waited for may come in two pieces, and what came before does not count twice.
    const seen = Buffer.concat([tail, data]);
    const met = watches.filter(({ bytes }) => seen.includes(bytes, Math.max(0, tail.length - bytes.length + 1)));
    watches = watches.filter((watch) => !met.includes(watch));
    for (const { act } of met) await act();
  };
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    if (manner.kind === 'RESET' || manner.kind === 'CLOSED') {
      client.resetAndDestroy();
      return;
    }
    clients.add(client);
    client.on('close', () => clients.delete(client));
    carry(client, target, { manner: () => manner, notice });
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    port: taken,
    uri: `bolt://127.0.0.1:${taken}`,
    behave(next) {
      manner = next;
      if (next.kind === 'RESET' || next.kind === 'CLOSED') for (const client of clients) client.resetAndDestroy();
      if (next.kind === 'CLOSED') server.close();
      else if (!server.listening) server.listen(taken, '127.0.0.1');
    },
    whenSent(bytes, act) {
      watches = [...watches, { bytes: Buffer.from(bytes), act }];
    },
    forgetWatches() {
      watches = [];
    },
    get open() {
      return clients.size;
    },
    async close() {
      for (const client of clients) client.destroy();
      if (!server.listening) return;
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Carries both directions of one connection. */
function carry(
  client: Socket,
  target: { readonly host: string; readonly port: number },
  way: { readonly manner: () => Manner; readonly notice: (tail: Buffer, data: Buffer) => Promise<void> },
): void {
  const upstream = connect(target);
  upstream.on('error', () => client.resetAndDestroy());
  let isLost = false;
  const isSilent = (): boolean => {
    isLost ||= way.manner().kind === 'SILENT';
    return isLost;
  };
  let tail: Buffer = Buffer.alloc(0);
  const answer = makeAnswers(client, way.manner);
  client.on('close', () => {
    answer.stop();
    upstream.destroy();
  });
  upstream.on('close', () => {
    if (!isSilent()) client.end();
  });
  let before: Promise<void> = Promise.resolve();
  client.on('data', (data: Buffer) => {
    const noticed = way.notice(tail, data);
    tail = data.subarray(-256);
    before = before
      .then(async () => noticed)
      .then(() => {
        if (!isSilent() && !client.destroyed) upstream.write(data);
      });
  });
  upstream.on('data', (data: Buffer) => {
    if (!isSilent()) answer.take(data);
  });
}

/** Answers in their order, each as late as the manner at its arrival says. */
function makeAnswers(
  client: Socket,
  manner: () => Manner,
): { readonly take: (data: Buffer) => void; readonly stop: () => void } {
  let waiting: { readonly data: Buffer; readonly due: number }[] = [];
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    timer = null;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const isTrickle = manner().kind === 'TRICKLE';
      const wait = next.due - performance.now();
      if (wait > 0) {
        timer = setTimeout(flush, wait);
        return;
      }
      client.write(isTrickle ? next.data.subarray(0, 1) : next.data);
      waiting = waiting.slice(1);
      if (!isTrickle) continue;
      if (next.data.length > 1) waiting = [{ data: next.data.subarray(1), due: next.due }, ...waiting];
      timer = setTimeout(flush, TRICKLE_MS);
      return;
    }
  };
  return {
    take(data) {
      const now = manner();
      waiting.push({ data, due: performance.now() + (now.kind === 'LATE' ? now.milliseconds : 0) });
      if (timer === null) flush();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      waiting = [];
    },
  };
}
