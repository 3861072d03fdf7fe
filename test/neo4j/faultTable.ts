import type { TcpProxy } from '../support/tcpProxy.js';
import type { FaultyNeo4j } from './faultyNeo4j.js';

/** What a fault works on: Neo4j, and the way to it. */
export interface World {
  readonly neo4j: FaultyNeo4j;
  readonly proxy: TcpProxy;
}

/** What comes of something during a fault: the right answer, a refusal with one of these codes, or either. */
export interface Expected {
  readonly answer: boolean;
  readonly codes: readonly string[];
}

/** One fault, and what has to be seen of it. */
export interface Fault {
  readonly name: string;
  readonly begin: (world: World) => void | Promise<void>;
  readonly end: (world: World) => void | Promise<void>;
  /** Questions and the start, which read. */
  readonly reads: Expected;
  /** Loads, swaps and clean-ups. */
  readonly writes: Expected;
  /** Whether `/readyz` says 200; null where both are true by turns. */
  readonly isReady: boolean | null;
  readonly needsOwnDisk?: true;
}

const GONE: Expected = { answer: false, codes: ['STORE_UNAVAILABLE', 'DEADLINE_EXCEEDED'] };
const RIGHT: Expected = { answer: true, codes: [] };
const EITHER: Expected = { answer: true, codes: GONE.codes };

const well = ({ proxy }: World): void => proxy.behave({ kind: 'WELL' });

/** Ends what connections there are; new ones are taken. */
const cut = ({ proxy }: World): void => {
  proxy.behave({ kind: 'RESET' });
  proxy.behave({ kind: 'WELL' });
};

/** Every fault of Neo4j and of the way to it that the store has to bear. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'killed',
    begin: ({ neo4j }) => neo4j.kill(),
    end: async ({ neo4j }) => neo4j.restart(),
    reads: GONE,
    writes: GONE,
    isReady: false,
  },
  {
    name: 'frozen',
    begin: ({ neo4j }) => neo4j.freeze(),
    end: ({ neo4j }) => neo4j.thaw(),
    reads: GONE,
    writes: GONE,
    isReady: false,
  },
  {
    name: 'connection reset',
    begin: ({ proxy }) => proxy.behave({ kind: 'RESET' }),
    end: well,
    reads: GONE,
    writes: GONE,
    isReady: false,
  },
  {
    name: 'silent',
    begin: ({ proxy }) => proxy.behave({ kind: 'SILENT' }),
    end: well,
    reads: GONE,
    writes: GONE,
    isReady: false,
  },
  {
    name: '500 ms late',
    begin: ({ proxy }) => proxy.behave({ kind: 'LATE', milliseconds: 500 }),
    end: well,
    reads: EITHER,
    writes: EITHER,
    isReady: null,
  },
  {
    name: 'one byte a second',
    begin: ({ proxy }) => proxy.behave({ kind: 'TRICKLE' }),
    end: well,
    reads: GONE,
    writes: GONE,
    isReady: false,
  },
  {
    // A connection that is open stays so when its password changes, so those there are end as well.
    name: 'wrong password',
    begin: async (world) => {
      await world.neo4j.tell('password another-secret');
      cut(world);
    },
    end: async ({ neo4j }) => neo4j.tell(`password ${neo4j.password}`),
    reads: { answer: false, codes: ['STORE_REFUSED', 'STORE_UNAVAILABLE'] },
    writes: { answer: false, codes: ['STORE_REFUSED', 'STORE_UNAVAILABLE'] },
    isReady: false,
  },
  {
    name: 'read-only',
    begin: async ({ neo4j }) => neo4j.tell('read-only on'),
    end: async ({ neo4j }) => neo4j.tell('read-only off'),
    reads: RIGHT,
    writes: { answer: false, codes: ['STORE_UNAVAILABLE'] },
    isReady: true,
  },
  {
    // Neo4j gives up at the first write that does not fit, and has to be started again by hand once there is room.
    name: 'disk full',
    begin: ({ neo4j }) => neo4j.fillDisk(),
    end: async ({ neo4j }) => {
      neo4j.freeDisk();
      await neo4j.restart();
    },
    // A small write may still fit into what its file has already.
    reads: EITHER,
    writes: EITHER,
    isReady: null,
    needsOwnDisk: true,
  },
  {
    name: 'memory limit of a query',
    begin: async ({ neo4j }) => neo4j.tell('memory low'),
    end: async ({ neo4j }) => neo4j.tell('memory high'),
    reads: { answer: false, codes: ['STORE_UNAVAILABLE'] },
    writes: { answer: false, codes: ['STORE_UNAVAILABLE'] },
    isReady: false,
  },
];

/** When a fault begins. */
export const MOMENTS = ['start', 'idle', 'question', 'load', 'swap', 'clean-up'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Text of the statement with which a moment is there: short, since the driver sends long ones in chunks. */
export const STATEMENT_OF: Readonly<Record<Exclude<Moment, 'start' | 'idle'>, string>> = {
  question: 'AS isWhole',
  load: 'AS isLoading',
  swap: '[:CURRENT]->(g)',
  'clean-up': 'DETACH DELETE n',
};
