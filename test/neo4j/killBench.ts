import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openCountingProxy } from '../support/countingProxy.js';

/** What a command does in Neo4j, in the order in which it does it. */
export const PHASES = ['CLEAN_UP', 'LOAD', 'SWAP'] as const;
export type Phase = (typeof PHASES)[number];

/** When a command is killed: as it sends a piece of a phase, counted from 1, which is carried or cut off. */
export interface KillMoment {
  readonly phase: Phase;
  readonly piece: number;
  readonly isCut: boolean;
}

/** How a command went: how many pieces each phase sent. */
export interface KillRun {
  readonly pieces: Readonly<Record<Phase, number>>;
  readonly wasKilled: boolean;
}

/** Runs commands of the built product against Neo4j, and kills them. */
export interface KillBench {
  /** Runs a command until it ends or is killed. `preload` is a module that it imports first. */
  run(args: readonly string[], moment: KillMoment | null, preload?: string): Promise<KillRun>;
  close(): Promise<void>;
}

/** Text of statements with which phases begin, and that of the look at what became current, with which the swap is over. */
const BEGINS: readonly (readonly [Phase, string])[] = [
  ['CLEAN_UP', "SET g.state = 'REMOVING'"],
  ['LOAD', 'AS isLoading'],
  ['SWAP', '[:CURRENT]->(g)'],
];
const SWAP_ENDS = 'AS isPinned';

/** Opens the way to Neo4j on which commands are seen and struck. */
export async function openKillBench(server: { readonly uri: string; readonly password: string }): Promise<KillBench> {
  const { hostname, port } = new URL(server.uri);
  const proxy = await openCountingProxy({ host: hostname, port: Number(port) });
  return {
    async run(args, moment, preload) {
      const child = spawn(
        process.execPath,
        [
          ...(preload === undefined ? [] : ['--import', pathToFileURL(preload).href]),
          path.resolve(import.meta.dirname, '../../dist/src/cli/permgraph.js'),
          ...args,
        ],
        {
          cwd: path.resolve(import.meta.dirname, '../..'),
          stdio: 'ignore',
          env: {
            PATH: process.env['PATH'],
            PERMGRAPH_NEO4J_URI: proxy.uri,
            PERMGRAPH_NEO4J_PASSWORD: server.password,
            PERMGRAPH_KEEP_GENERATIONS: '1',
          },
        },
      );
      const ended = once(child, 'exit');
      const pieces: Record<Phase, number> = { CLEAN_UP: 0, LOAD: 0, SWAP: 0 };
      let phase: Phase | null = null;
      let isDead = false;
      proxy.decide((data) => {
        if (isDead) return 'CUT';
        phase = BEGINS.find(([, text]) => data.includes(text))?.[0] ?? phase;
        if (phase === 'SWAP' && data.includes(SWAP_ENDS)) phase = null;
        if (phase === null) return 'CARRY';
        pieces[phase]++;
        if (moment?.phase !== phase || pieces[phase] !== moment.piece) return 'CARRY';
        child.kill('SIGKILL');
        isDead = true;
        return moment.isCut ? 'CUT' : 'CARRY';
      });
      await ended;
      proxy.decide(() => 'CARRY');
      return { pieces, wasKilled: isDead };
    },
    close: async () => proxy.close(),
  };
}
