import { expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { EXAMPLE_DUMP } from '../../src/example.js';
import { readSnapshot } from '../../src/wire.js';
import { expandEdges } from './expandEdges.js';

it('ways into roles are the same with techniques and without', async () => {
  const { snapshot } = await readSnapshot({ dumps: [EXAMPLE_DUMP] });
  const options = { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal };
  const ways = new Set(['CAN_ASSUME', 'CAN_FEDERATE', 'MEMBER_OF', 'IS_ASSIGNED']);
  const isWay = ({ kind }: { readonly kind: string }): boolean => ways.has(kind);
  const alone = expandEdges(await deriveGraph(snapshot, { ...options, techniques: null }));
  const all = expandEdges(await deriveGraph(snapshot, options));
  expect(alone.every(isWay)).toBe(true);
  expect(alone).toEqual(all.filter(isWay));
  expect(all.length).toBeGreaterThan(alone.length);
});
