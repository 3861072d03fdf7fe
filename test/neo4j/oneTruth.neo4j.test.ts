import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { unboundedCall } from '../../src/graph/call.js';
import { loadGraph } from '../../src/wire.js';
import { ACCESS_QUESTIONS, randomAccess } from '../support/randomAccess.js';
import { SEED } from '../support/runs.js';
import { sideOfPrincipals, sideOfResource } from '../suites/oneTruth/compareSides.js';
import { type AskedOf, differences } from '../suites/oneTruth/compareTransposed.js';
import { freshStore } from './server.js';
import type { Graph } from '../../src/graph/graph.js';

const options = { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal };

/** The accounts of the resources; of buckets, whose ARNs do not tell, those of random organisations and of the example. */
function owned(questions: typeof ACCESS_QUESTIONS): readonly AskedOf[] {
  return questions.map(([action, resource]) => ({ action, resource, account: accountOf(resource) }));
}

function accountOf(resource: string): string | null {
  if (resource === '*' || resource.includes('nobodys')) return null;
  if (resource.includes('harbourline-')) return resource.includes('-logs') ? '333344445555' : '888899990000';
  return resource.split(':')[4] || '111111111111';
}

/** Asks both sides of each question over a graph in Neo4j; gives how many rows there were. */
async function holdOverGraph(graph: Graph, questions: typeof ACCESS_QUESTIONS): Promise<number> {
  const store = await freshStore();
  try {
    await store.replaceGeneration(graph, unboundedCall());
    let rows = 0;
    for (const [action, resource] of questions) {
      const found = await sideOfResource(store, { action, resource });
      expect({ action, resource, found }).toEqual({
        action,
        resource,
        found: await sideOfPrincipals(store, { action, resource }),
      });
      rows += found.length;
    }
    const sides = await differences(store, owned(questions), { share: 4 });
    expect(sides.found).toEqual([]);
    return rows;
  } finally {
    await store.close();
  }
}

describe('one truth from every side, in Neo4j', () => {
  it('over random organisations', async () => {
    const [one, other] = fc.sample(randomAccess, { numRuns: 2, seed: SEED });
    for (const snapshot of [one, other]) {
      if (snapshot === undefined) continue;
      expect(await holdOverGraph(await deriveGraph(snapshot, options), ACCESS_QUESTIONS)).toBeGreaterThan(0);
    }
  });

  it('over the example organisation', async () => {
    const graph = await loadGraph({ dumps: ['examples/organization'] });
    const questions = [
      ['s3:GetObject', 'arn:aws:s3:::harbourline-brochures/a'],
      ['s3:GetObject', 'arn:aws:s3:::harbourline-logs/a'],
      ['iam:PassRole', 'arn:aws:iam::444455556666:role/Deploy'],
      ['sts:AssumeRole', 'arn:aws:iam::333344445555:role/LogReader'],
    ] as const;
    expect(await holdOverGraph(graph, questions)).toBeGreaterThan(10);
  });
});
