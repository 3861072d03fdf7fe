import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { expect } from 'vitest';
import { readConfig } from '../../src/config.js';
import { unboundedCall } from '../../src/graph/call.js';
import { KnownError } from '../../src/lib/errors.js';
import { startService, type Service } from '../../src/service.js';
import { neo4jStore, type Neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import { roleNode, sketchGraph } from '../support/graphs.js';
import { watchMachineTime } from '../support/machineTime.js';
import { openTcpProxy } from '../support/tcpProxy.js';
import { STATEMENT_OF, type Expected, type Fault, type Moment, type World } from './faultTable.js';
import { startFaultyNeo4j } from './faultyNeo4j.js';
import type { Call } from '../../src/graph/store.js';

/** Milliseconds: the deadline of questions and calls, what an answer may be late by, and in which all is well again. */
const DEADLINE_MS = 2000;
const LATE_MS = 500;
const WELL_MS = 5000;
/** What probes may take: a second, and the way. */
const PROBE_MS = 1400;
/** In which the moment of a fault has to come. */
const NEVER_MS = 20_000;

const ACCOUNT = '111111111111';
const ROLE = roleNode(ACCOUNT, 'One');
/** A graph whose role says in a tag of which generation it is, so that a mixture is seen. */
const graphOf = (id: string) => sketchGraph({ id, nodes: [{ ...ROLE, tags: [{ key: 'generation', value: id }] }] });
const QUESTION = `{ generation { id } principal(arn: "${ROLE.arn ?? ''}") { ... on Role { tags { key value } } } }`;

/** What somebody was told: ANSWER or a code, and after how many milliseconds. */
interface Told {
  readonly outcome: string;
  readonly milliseconds: number;
}

/** A server and a loader behind a way that fails. */
export interface FaultBench {
  readonly hasOwnDisk: boolean;
  /** Runs one cell of the matrix. Fails where it is not borne. */
  run(fault: Fault, moment: Moment): Promise<void>;
  close(): Promise<void>;
}

const aCall = (): Call => ({ ...unboundedCall(), deadline: performance.now() + DEADLINE_MS });

/** Milliseconds that passed for this process: what the machine gave to others is not for it to answer for. */
const machine = watchMachineTime();
const now = (): number => performance.now() - machine.taken();

async function timed(work: () => Promise<string>): Promise<Told> {
  const start = now();
  const outcome = await work().catch((error: unknown) =>
    error instanceof KnownError ? error.code : `uncoded: ${String(error)}`,
  );
  return { outcome, milliseconds: now() - start };
}

function expectTold({ outcome, milliseconds }: Told, { answer, codes }: Expected): void {
  expect(codes.concat(answer ? ['ANSWER'] : [])).toContain(outcome);
  expect(milliseconds).toBeLessThan(DEADLINE_MS + LATE_MS);
}

/** Starts Neo4j, the way to it, a server and what loads, with one generation. */
export async function openFaultBench(): Promise<FaultBench> {
  const neo4j = await startFaultyNeo4j();
  const proxy = await openTcpProxy({ host: '127.0.0.1', port: neo4j.port });
  const world: World = { neo4j, proxy };
  const at = { uri: proxy.uri, user: 'neo4j', password: neo4j.password };
  const kept = { keepGenerations: 1, graceMs: 0, leaseMs: 0 };
  const makeStore = (): Neo4jStore => neo4jStore({ ...at, ...kept, callLimitMs: DEADLINE_MS });
  const loader = makeStore();
  const aside = neo4jStore({ ...at, uri: `bolt://127.0.0.1:${neo4j.port}`, ...kept });
  let current = 'g0';
  let loads = 0;
  await aside.replaceGeneration(graphOf(current), unboundedCall());
  const config = readConfig({
    PERMGRAPH_PORT: '0',
    PERMGRAPH_NEO4J_URI: proxy.uri,
    PERMGRAPH_NEO4J_PASSWORD: neo4j.password,
    PERMGRAPH_DEADLINE_MS: String(DEADLINE_MS),
  });
  const { server }: Service = await startService({
    dumps: [],
    config,
    logger: pino({ level: 'silent' }),
    signal: new AbortController().signal,
  });

  /** Asks the server; right is the role of a generation that is or becomes current, whole. */
  const ask = async (): Promise<Told> =>
    timed(async () => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: QUESTION }),
      });
      const { data, errors } = (await response.json()) as {
        data: { generation: { id: string } | null; principal: { tags: { value: string }[] } | null } | null;
        errors?: { message: string; extensions: { code: string } }[];
      };
      const error = errors?.[0];
      if (error !== undefined) return error.extensions.code;
      const id = data?.generation?.id;
      // Of loads that were told to have failed, the last to swap may have.
      const possible = Array.from({ length: loads - Number(current.slice(1)) }, (_, index) => `g${loads - index}`);
      expect([current, ...possible]).toContain(id);
      expect(data?.principal?.tags[0]?.value).toBe(id);
      return 'ANSWER';
    });
  const probe = async (): Promise<{ readonly isReady: boolean; readonly told: Told[] }> => {
    let isReady = false;
    let inMetrics = false;
    const told = await Promise.all([
      timed(async () => {
        isReady = (await fetch(`${server.url}/readyz`)).status === 200;
        return 'ANSWER';
      }),
      timed(async () => {
        const response = await fetch(`${server.url}/metrics`);
        inMetrics = (await response.text()).includes('\npermgraph_ready 1');
        return String(response.status);
      }),
    ]);
    // Both share one look at the store.
    expect(inMetrics).toBe(isReady);
    expect(told[1]?.outcome).toBe('200');
    return { isReady, told };
  };
  /** A cell that failed leaves loads behind that nobody settled. */
  let isSettled = true;
  const load = async (store: Neo4jStore, call: Call): Promise<string> => {
    await store.replaceGeneration(graphOf(`g${loads}`), call);
    return 'ANSWER';
  };
  /** Neo4j is back when it answers somebody who comes to it directly: its first answers after a start take it seconds. */
  const untilBack = async (): Promise<void> => {
    for (let attempt = 0; attempt < 60; attempt++) {
      const call = aCall();
      const { outcome } = await timed(async () =>
        aside
          .open(null, call)
          .then(async (reader) => reader.nodes([ROLE.id], call))
          .then(() => 'ANSWER'),
      );
      if (outcome === 'ANSWER') return;
      await wait(200);
    }
    throw new Error('Neo4j did not come back');
  };
  const untilWell = async (): Promise<void> => {
    const returned = now();
    const seen: string[] = [];
    for (;;) {
      const [told, { isReady }] = await Promise.all([ask(), probe()]);
      if (told.outcome === 'ANSWER' && isReady) return;
      seen.push(`${told.outcome} after ${Math.round(told.milliseconds)}, ready: ${isReady}`);
      expect(now() - returned, seen.join('; ')).toBeLessThan(WELL_MS);
      await wait(100);
    }
  };
  /** The old generation or the new one, and in the end the new one, with nothing left of others. */
  const settleLoads = async (): Promise<void> => {
    loads++;
    await load(aside, unboundedCall());
    current = `g${loads}`;
    await aside.settle(unboundedCall());
    expect((await aside.generations(unboundedCall())).map(({ id }) => id)).toEqual([current]);
    expectTold(await ask(), { answer: true, codes: [] });
  };

  /** Work of the loader which the fault strikes, and from then on has its deadline. */
  const striking = async (
    fault: Fault,
    moment: Exclude<Moment, 'start' | 'idle'>,
    work: (call: Call) => Promise<string>,
  ) => {
    const struck = strike(world, fault, moment);
    const deadline = new AbortController();
    let hasBegun = false;
    void struck.then(
      async () => {
        hasBegun = true;
        await wait(DEADLINE_MS);
        deadline.abort(new KnownError('DEADLINE_EXCEEDED', 'the load did not end in time'));
      },
      () => undefined,
    );
    // On a busy machine a transaction before the moment may need longer than the deadline: that is another fault than the one asked for.
    const end = performance.now() + NEVER_MS;
    let told: Told;
    do {
      loads++;
      told = await timed(async () => work(unboundedCall(deadline.signal)));
    } while (!hasBegun && performance.now() < end);
    const milliseconds = now() - (await struck);
    expectTold({ ...told, milliseconds }, fault.writes);
  };

  const affected: Readonly<Record<Moment, (fault: Fault) => Promise<void>>> = {
    start: async (fault) => {
      await fault.begin(world);
      const store = makeStore();
      try {
        expectTold(await timed(async () => store.check('SERVE', aCall()).then(() => 'ANSWER')), fault.reads);
      } finally {
        await store.close();
      }
    },
    idle: async (fault) => {
      await fault.begin(world);
      await wait(300);
    },
    question: async (fault) => {
      const struck = strike(world, fault, 'question');
      const told = await ask();
      await struck;
      // What was sent before the fault may be answered in full.
      expectTold(told, { answer: true, codes: fault.reads.codes });
    },
    load: async (fault) => striking(fault, 'load', async (call) => load(loader, call)),
    swap: async (fault) => striking(fault, 'swap', async (call) => load(loader, call)),
    'clean-up': async (fault) =>
      striking(fault, 'clean-up', async (call) => {
        await load(loader, call);
        current = `g${loads}`;
        await loader.settle(call);
        return 'ANSWER';
      }),
  };
  return {
    hasOwnDisk: neo4j.hasOwnDisk,
    async run(fault, moment) {
      if (!isSettled) await settleLoads();
      isSettled = false;
      try {
        await affected[moment](fault);
        const [one, two, { isReady, told }] = await Promise.all([ask(), ask(), probe()]);
        for (const each of [one, two]) expectTold(each, fault.reads);
        for (const { milliseconds } of told) expect(milliseconds).toBeLessThan(PROBE_MS);
        if (fault.isReady !== null) expect(isReady).toBe(fault.isReady);
      } finally {
        proxy.forgetWatches();
        await fault.end(world);
        await untilBack();
      }
      await untilWell();
      await settleLoads();
      isSettled = true;
    },
    async close() {
      await Promise.all([loader.close(), aside.close()]);
      await server.stopNow();
      await proxy.close();
      await neo4j.stop();
      machine.stop();
    },
  };
}

/** Lets the fault begin when the moment's statement is sent, before Neo4j has it; resolves with the time at which it had begun. */
async function strike(world: World, fault: Fault, moment: Exclude<Moment, 'start' | 'idle'>): Promise<number> {
  const struck = new Promise<number>((resolve, reject) => {
    const never = setTimeout(() => reject(new Error('the moment never came')), NEVER_MS);
    world.proxy.whenSent(STATEMENT_OF[moment], async () => {
      clearTimeout(never);
      try {
        await fault.begin(world);
        resolve(now());
      } catch (error) {
        reject(new Error('the fault could not begin', { cause: error }));
      }
    });
  });
  struck.catch(() => undefined);
  return struck;
}
