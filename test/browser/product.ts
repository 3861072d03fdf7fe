import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The product under test. */
export interface Product {
  readonly url: string;
  stop(): Promise<void>;
}

/** The built product on the example organisation, or the one that PERMGRAPH_TEST_URL names. */
export async function startProduct(settings: Readonly<Record<string, string>> = {}): Promise<Product> {
  const given = process.env['PERMGRAPH_TEST_URL'];
  if (given !== undefined && Object.keys(settings).length === 0) return { url: given, stop: async () => undefined };
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url))], {
    env: { PATH: process.env['PATH'] ?? '', PERMGRAPH_PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const said: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const read = (line: string): void => {
      said.push(line);
      const found = /http:\/\/[\d.]+:\d+/u.exec(line);
      if (found !== null) resolve(found[0]);
    };
    createInterface({ input: child.stdout }).on('line', read);
    createInterface({ input: child.stderr }).on('line', read);
    void ended.then(() => reject(new Error(`the product ended: ${said.join('\n')}`)));
  });
  await until(async () => (await fetch(`${url}/readyz`)).status === 200);
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the product did not become ready');
}
