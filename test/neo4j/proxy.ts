import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP way to Neo4j that can misbehave. */
export interface Proxy {
  readonly uri: string;
  /** How it behaves from now on. RESET ends connections at once, FROZEN takes everything and answers nothing, LATE answers after 300 ms. */
  behave(how: 'WELL' | 'RESET' | 'FROZEN' | 'LATE'): void;
  close(): Promise<void>;
}

/** Opens a way to a server; it behaves well at first. */
export async function openProxy(target: { readonly host: string; readonly port: number }): Promise<Proxy> {
  let how: 'WELL' | 'RESET' | 'FROZEN' | 'LATE' = 'WELL';
  const sockets = new Set<Socket>();
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer((client) => {
    track(client);
    if (how === 'RESET') {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(target);
    track(upstream);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    client.on('data', (data) => {
      if (how !== 'FROZEN') upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (how === 'LATE') setTimeout(() => client.write(data), 300);
      else if (how !== 'FROZEN') client.write(data);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    uri: `bolt://127.0.0.1:${port}`,
    behave(next) {
      how = next;
      if (next === 'RESET') for (const socket of sockets) socket.resetAndDestroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
