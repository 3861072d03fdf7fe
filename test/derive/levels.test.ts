import { expect, it } from 'vitest';
import { decideAccess } from '../../src/derive/access.js';
import { decideAssumption } from '../../src/derive/assume.js';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { buildRawGraph } from '../../src/derive/rawGraph.js';
import { viewRawGraph } from '../../src/derive/snapshotView.js';
import type { PolicyView } from '../../src/derive/view.js';
import { fillEvidence } from '../../src/graph/fill.js';
import type { NodeOf } from '../../src/graph/nodes.js';
import type { Evidence } from '../../src/iam/decision.js';
import { NOTHING_STATED } from '../../src/policy/nothingStated.js';
import { readSnapshot } from '../../src/wire.js';

const { snapshot } = await readSnapshot({ dumps: ['examples/organization'] });
const raw = buildRawGraph(snapshot);
const isRole = (node: (typeof raw.nodes)[number]): node is NodeOf<'Role'> =>
  node.label === 'Role' && node.isCollected && !node.isServiceLinked && !node.isIdentityCenter;
const roles = raw.nodes.filter(isRole);

/** What two kinds of requests on a role of the same account are decided from. */
const REQUESTS = {
  ENTERING: (view: PolicyView, from: NodeOf<'Role'>, to: NodeOf<'Role'>): Evidence =>
    decideAssumption(view, { from, to, action: 'sts:AssumeRole' }, NOTHING_STATED, null).judgement.evidence,
  ACCESS: (view: PolicyView, from: NodeOf<'Role'>, to: NodeOf<'Role'>): Evidence => {
    const resource = { arn: to.arn ?? to.id, account: to.account, node: to };
    return decideAccess(view, { from, action: 'iam:GetRole', resource }, NOTHING_STATED, null, null).judgement.evidence;
  },
};

function evidences(order: readonly (keyof typeof REQUESTS)[]): string {
  const view = viewRawGraph(raw, snapshot);
  const found = order.map((kind) => {
    const texts = roles.flatMap((from) =>
      roles
        .filter(({ account }) => account === from.account)
        .map((to) => JSON.stringify(REQUESTS[kind](view, from, to))),
    );
    return `${kind} ${texts.join()}`;
  });
  return found.sort().join('\n');
}

it('names levels of control policies alike whichever request was decided first', () => {
  expect(evidences(['ACCESS', 'ENTERING'])).toBe(evidences(['ENTERING', 'ACCESS']));
});

it('tells the account of every level of control policies, wherever an edge ends', async () => {
  const { nodes, edges, conclusions } = await deriveGraph(snapshot, {
    createdAt: '2026-01-01T00:00:00Z',
    signal: new AbortController().signal,
  });
  const ids = nodes.map(({ arn, id }) => arn ?? id);
  const places = [...edges.from.keys()].flatMap((edge) => {
    const ends = { from: ids[edges.from[edge] ?? 0] ?? '', to: ids[edges.to[edge] ?? 0] ?? '' };
    const evidence = conclusions[edges.conclusion[edge] ?? 0]?.evidence;
    const layers = evidence === undefined ? [] : fillEvidence(evidence, ends).layers;
    return layers.flatMap(({ at }) => (at?.startsWith('account:') === true ? [at] : []));
  });
  expect(places.length).toBeGreaterThan(100);
  expect(places.filter((at) => !/^account:\d{12}$/u.test(at))).toEqual([]);
});
