import { expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { shippedTechniques } from '../../src/derive/techniques/shipped.js';
import { EXAMPLE_DUMP } from '../../src/example.js';
import { openGraph } from '../../src/index.js';
import type { Json } from '../../src/lib/json.js';
import type { Proof } from '../../src/questions/proof/proof.js';
import { verifyProof } from '../../src/questions/proof/verifyProof.js';
import { execute, storeOf } from '../api/execute.js';
import { runs } from '../support/runs.js';
import { sketchSnapshot } from '../support/snapshots.js';
import { drawCase, endsOfCase } from '../support/techniqueWorlds.js';

const PROOF = `query ($from: PathEnd!, $to: PathEnd!, $given: Given) { paths(from: $from, to: $to, given: $given, first: 40) { proof } }`;

const verify = (proof: Proof) => verifyProof(Buffer.from(JSON.stringify(proof)), 'proof.json');
const proofIn = ({ data, errors }: { readonly data?: unknown; readonly errors?: unknown }): Proof => {
  expect(errors).toBeUndefined();
  return (data as { paths: { proof: Proof } }).paths.proof;
};

it('every technique is decided again, wherever it is there', async () => {
  const isAll = runs(10) === 10;
  const all = shippedTechniques().flatMap((technique) =>
    technique.cases.filter(({ expect: decision }) => decision !== 'DENIED').map((one) => ({ technique, one })),
  );
  const proven = new Set<string>();
  for (const [place, { technique, one }] of all.entries()) {
    if (!isAll && place % 5 !== 0) continue;
    const graph = await deriveGraph(sketchSnapshot(drawCase(one)), {
      createdAt: '2026-01-01T00:00:00Z',
      signal: new AbortController().signal,
    });
    const store = await storeOf(graph);
    const { actor, ends } = endsOfCase(one);
    const there = ends.filter((end) => graph.nodes.some(({ id }) => id === end));
    for (const end of there) {
      const to: Json = end.startsWith('arn:') ? { arn: end } : { administratorOf: end.split(':').at(-1) ?? '' };
      const proof = proofIn(await execute(store, PROOF, { from: { arn: actor }, to }));
      const { changed, differing, undecided } = verify(proof);
      expect([changed, differing, undecided], `${technique.id}: ${one.name}`).toEqual([[], [], []]);
      for (const hop of proof.hops) if (hop.technique !== undefined) proven.add(hop.technique);
    }
  }
  expect(proven.size).toBeGreaterThan(isAll ? 80 : 30);
});

it('every hop of the example is decided again', async () => {
  const graph = await openGraph({ dumps: [EXAMPLE_DUMP] });
  const users = { principals: { kinds: ['USER'] } };
  const kinds = new Set<string>();
  for (const given of [{}, { missingContext: 'ABSENT' }]) {
    for (const [from, to] of [
      [users, { administrator: true }],
      [users, { principals: { kinds: ['ROLE'] } }],
      [{ outside: true }, { administrator: true }],
    ]) {
      const proof = proofIn(await graph.graphql({ query: PROOF, variables: { from, to, given } }));
      const { changed, differing, undecided } = verify(proof);
      expect([changed, differing, undecided]).toEqual([[], [], []]);
      for (const { kind } of proof.hops) kinds.add(kind);
    }
  }
  await graph.close();
  expect([...kinds].sort()).toEqual(expect.arrayContaining(['CAN_ADMINISTER', 'CAN_ASSUME', 'CAN_ESCALATE']));
});

it('who may pass a role is decided again', async () => {
  const graph = await openGraph({ dumps: [EXAMPLE_DUMP] });
  const query = PROOF.replace('first: 40', 'edges: [CAN_ASSUME, CAN_PASS], first: 200');
  const all = { principals: { kinds: ['USER', 'ROLE'] } };
  const proof = proofIn(await graph.graphql({ query, variables: { from: all, to: all } }));
  const { changed, differing, undecided } = verify(proof);
  expect([changed, differing, undecided]).toEqual([[], [], []]);
  const passed = proof.hops.filter(({ kind }) => kind === 'CAN_PASS');
  expect(new Set(passed.map(({ decision, takes }) => `${decision} ${takes}`))).toEqual(new Set(['ALLOWED TOGETHER']));
});
