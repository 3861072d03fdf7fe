import { expect, it } from 'vitest';
import { arnOfId } from '../../src/graph/ids.js';
import { loadGraph } from '../../src/wire.js';

it('an id that is an ARN is the ARN of its node', async () => {
  const { nodes } = await loadGraph({ dumps: ['examples/organization'] });
  const told = nodes.filter(({ id }) => arnOfId(id) !== null);
  expect(told.length).toBeGreaterThan(50);
  expect(told.filter(({ id, arn }) => arn !== id)).toEqual([]);
});
