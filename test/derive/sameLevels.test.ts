import { expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';

const [MANAGEMENT, FIRST, SECOND] = ['111111111111', '222222222222', '333333333333'] as const;
const FULL = policy({ Effect: 'Allow', Action: '*', Resource: '*' });

it('evidence names the unit of the account also where another unit has the same control policies', async () => {
  const sketch = sketchSnapshot({
    organization: {
      management: MANAGEMENT,
      members: [FIRST, SECOND],
      scps: [{ document: FULL, targets: ['r-root', 'ou-first', 'ou-second', MANAGEMENT, FIRST, SECOND] }],
    },
    users: [FIRST, SECOND].map((account) => ({ account, name: 'admin', policies: [FULL] })),
  });
  const unit = (id: string) => ({ id, arn: null, name: id, parent: 'r-root' });
  const parents: Readonly<Record<string, string>> = { [FIRST]: 'ou-first', [SECOND]: 'ou-second' };
  const snapshot = {
    ...sketch,
    organizations: sketch.organizations.map((one) => ({
      ...one,
      units: [...one.units, unit('ou-first'), unit('ou-second')],
    })),
    accounts: sketch.accounts.map((one) => ({ ...one, parent: parents[one.id] ?? one.parent })),
  };
  const { nodes, edges, conclusions } = await deriveGraph(snapshot, {
    createdAt: '2026-01-01T00:00:00Z',
    signal: new AbortController().signal,
  });
  const placesFor = (account: string): readonly (string | null)[] => {
    const admin = nodes.findIndex(({ id }) => id === `arn:aws:iam::${account}:user/admin`);
    const edge = edges.from.indexOf(admin);
    const found = conclusions[edges.conclusion[edge] ?? -1];
    expect(found?.rule).toBe('administrator');
    return found?.evidence.layers.map(({ at }) => at) ?? [];
  };
  expect(placesFor(FIRST)).toContain('unit:ou-first');
  expect(placesFor(SECOND)).toContain('unit:ou-second');
  expect(placesFor(SECOND)).not.toContain('unit:ou-first');
});
