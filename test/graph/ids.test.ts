import { expect, it } from 'vitest';
import { accountOfId, arnOfId } from '../../src/graph/ids.js';
import { loadGraph } from '../../src/wire.js';

it('an id that is an ARN is the ARN of its node', async () => {
  const { nodes } = await loadGraph({ dumps: ['examples/organization'] });
  const told = nodes.filter(({ id }) => arnOfId(id) !== null);
  expect(told.length).toBeGreaterThan(50);
  expect(told.filter(({ id, arn }) => arn !== id)).toEqual([]);
});

it('an id of an identity policy names the account of those who have it, unless it is AWS’s or a permission set’s', async () => {
  const { nodes, relations } = await loadGraph({ dumps: ['examples/organization'] });
  const accounts = new Map(nodes.map(({ id, account }) => [id, account]));
  const attached = relations.filter(({ kind, use }) => kind === 'HAS_POLICY' && use === 'PERMISSIONS');
  const told = attached.filter(({ to }) => accountOfId(to) !== null);
  expect(told.length).toBeGreaterThan(20);
  expect(told.filter(({ from, to }) => accounts.get(from) !== accountOfId(to))).toEqual([]);
  const isOfNoAccount = (id: string): boolean =>
    id.startsWith('arn:aws:iam::aws:') || id.startsWith('inline:arn:aws:sso:::permissionSet/');
  expect(attached.filter(({ to }) => (accountOfId(to) === null) !== isOfNoAccount(to))).toEqual([]);
});
