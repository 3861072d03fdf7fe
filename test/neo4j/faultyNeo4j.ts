import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

/** A Neo4j of ours alone, which is killed, frozen and starved at will. */
export interface FaultyNeo4j {
  readonly port: number;
  readonly password: string;
  /** Whether its data lies on a small disk of its own, which can be filled. That needs the right to mount one. */
  readonly hasOwnDisk: boolean;
  /** Gives a command of `FaultyNeo4j.java`; resolves when it is done. */
  tell(command: string): Promise<void>;
  kill(): void;
  freeze(): void;
  thaw(): void;
  /** Ends what runs and starts it again on the same data; resolves when it answers. */
  restart(): Promise<void>;
  fillDisk(): void;
  freeDisk(): void;
  stop(): Promise<void>;
}

const LIBRARY = '.neo4j/lib-5.26.30/*';
const PASSWORD = 'permgraph-secret';
const DISK_MB = 256;

/** Starts one on a port below those that the system hands out, so that it can take the same again. */
export async function startFaultyNeo4j(): Promise<FaultyNeo4j> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'permgraph-faulty-'));
  const classes = mkdtempSync(path.join(tmpdir(), 'permgraph-classes-'));
  const compiled = spawnSync('javac', ['-cp', LIBRARY, '-d', classes, 'test/neo4j/FaultyNeo4j.java']);
  if (compiled.status !== 0) throw new Error(`FaultyNeo4j.java: ${String(compiled.stderr)}`);
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'permgraph-faulty', folder]);
  const hasOwnDisk = mount.status === 0;
  const ballast = path.join(folder, 'ballast');
  let running = await start(port, folder, classes);
  const end = async (): Promise<void> => {
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    port,
    password: PASSWORD,
    hasOwnDisk,
    tell: async (command) => running.tell(command),
    kill: () => void running.child.kill('SIGKILL'),
    freeze: () => void running.child.kill('SIGSTOP'),
    thaw: () => void running.child.kill('SIGCONT'),
    async restart() {
      await end();
      running = await start(port, folder, classes);
    },
    fillDisk: () => fill(ballast),
    freeDisk: () => rmSync(ballast, { force: true }),
    async stop() {
      await end();
      if (hasOwnDisk) spawnSync('umount', [folder]);
      for (const each of [folder, classes]) rmSync(each, { recursive: true, force: true });
    },
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly tell: (command: string) => Promise<void>;
}

async function start(port: number, folder: string, classes: string): Promise<Running> {
  const child = spawn(
    'java',
    // It is started often and works little.
    [
      '-Xmx512m',
      '-XX:TieredStopAtLevel=1',
      '-cp',
      `${classes}:${LIBRARY}`,
      'FaultyNeo4j',
      String(port),
      path.join(folder, 'data'),
    ],
    { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, PERMGRAPH_NEO4J_PASSWORD: PASSWORD } },
  );
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout });
  const next = async (): Promise<void> => {
    const [line] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string?];
    if (line === undefined) throw new Error('the faulty Neo4j ended');
  };
  await next();
  return {
    child,
    async tell(command) {
      const done = next();
      child.stdin.write(`${command}\n`);
      await done;
    },
  };
}

/** Writes until nothing fits any more. */
function fill(file: string): void {
  const handle = openSync(file, 'w');
  try {
    for (const size of [1 << 20, 1 << 12]) {
      const block = Buffer.alloc(size);
      for (let written = size; written === size; ) written = writeSync(handle, block);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(handle);
  }
}

async function freePort(): Promise<number> {
  for (let port = 17_800; port < 17_900; port++) {
    const socket = connect(port, '127.0.0.1');
    const isTaken = await Promise.race([once(socket, 'connect').then(() => true), wait(1000).then(() => true)]).catch(
      () => false,
    );
    socket.destroy();
    if (!isTaken) return port;
  }
  throw new Error('no port is free');
}
