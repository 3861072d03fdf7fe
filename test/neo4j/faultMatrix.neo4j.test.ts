import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openFaultBench, type FaultBench } from './faultBench.js';
import { FAULTS, MOMENTS } from './faultTable.js';

/** Where `npm run neo4j` uses a container engine there is no library to start one's own Neo4j from. */
const hasLibrary = existsSync('.neo4j/lib-5.26.30/.complete');
/** It takes minutes, a step of its own in .ci/run: faults.neo4j.test.ts has the part for every day. */
const isFull = process.env['PERMGRAPH_FULL'] === '1';

/** Every fault at every moment. */
const CELLS = FAULTS.flatMap((fault) => MOMENTS.map((moment) => ({ fault, moment, name: fault.name })));

describe.skipIf(!hasLibrary || !isFull)('Neo4j fails', () => {
  let bench: FaultBench;
  beforeAll(async () => {
    bench = await openFaultBench();
  }, 300_000);
  afterAll(async () => bench.close());

  it.for(CELLS)('$name at $moment', { timeout: 300_000 }, async ({ fault, moment }, { skip }) => {
    if (fault.needsOwnDisk === true && !bench.hasOwnDisk) skip('a disk of its own cannot be mounted here');
    await bench.run(fault, moment);
  });
});
