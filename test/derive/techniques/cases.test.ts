import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../../src/derive/deriveGraph.js';
import { shippedTechniques } from '../../../src/derive/techniques/shipped.js';
import type { Technique, TechniqueCase } from '../../../src/derive/techniques/technique.js';
import { sketchSnapshot } from '../../support/snapshots.js';
import { drawCase, endsOfCase } from '../../support/techniqueWorlds.js';
import { expandEdges } from '../expandEdges.js';

/** The decision of the technique's edge from the actor to whom the case is about. */
async function decide(technique: Technique, one: TechniqueCase): Promise<string> {
  const { actor, ends } = endsOfCase(one);
  const graph = await deriveGraph(sketchSnapshot(drawCase(one)), {
    createdAt: '2026-01-01T00:00:00Z',
    signal: new AbortController().signal,
  });
  const found = expandEdges(graph).find(
    ({ kind, from, to, conclusion }) =>
      kind === 'CAN_ESCALATE' && from.id === actor && ends.includes(to.id) && conclusion.technique === technique.id,
  );
  return found?.conclusion.decision ?? 'DENIED';
}

describe.each(shippedTechniques().map((technique) => [technique.id, technique] as const))('%s', (_id, technique) => {
  it.each(technique.cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    expect(await decide(technique, one)).toBe(one.expect);
  });
});
