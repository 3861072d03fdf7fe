import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What becomes of what a client sent: carried, carried while its answer is lost with the connection, or cut off. */
export type Fate = 'CARRY' | 'LOSE_ANSWER' | 'CUT';

/** A way over TCP on which every piece that clients send is numbered from 1, over all connections. */
export interface CountingProxy {
  readonly uri: string;
  /** How many pieces were sent. */
  readonly sent: number;
  /** Asked for each piece before it is carried. Everything is carried until it is set. */
  decide(fate: (data: Buffer, number: number) => Fate): void;
  /** Counts from 1 again. */
  restart(): void;
  close(): Promise<void>;
}

/** Opens a way to a server on a free port. */
export async function openCountingProxy(target: {
  readonly host: string;
  readonly port: number;
}): Promise<CountingProxy> {
  let sent = 0;
  let fateOf: (data: Buffer, number: number) => Fate = () => 'CARRY';
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    const upstream = connect(target);
    let isLost = false;
    client.on('error', () => client.destroy());
    upstream.on('error', () => client.destroy());
    client.on('close', () => {
      clients.delete(client);
      upstream.destroy();
    });
    upstream.on('close', () => client.destroy());
    client.on('data', (data: Buffer) => {
      const fate = fateOf(data, ++sent);
      if (fate === 'CUT') client.destroy();
      else upstream.write(data);
      if (fate === 'LOSE_ANSWER') isLost = true;
    });
    upstream.on('data', (data: Buffer) => {
      if (isLost) client.destroy();
      else client.write(data);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    uri: `bolt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get sent() {
      return sent;
    },
    decide(fate) {
      fateOf = fate;
    },
    restart() {
      sent = 0;
    },
    async close() {
      for (const client of clients) client.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
