import fc from 'fast-check';
import { expect } from 'vitest';
import { anyoneNode, federatedNode, roleNode, serviceNode, sketchGraph } from '../../support/graphs.js';
import { overGraphs, withGraph } from './check.js';
import { listOf, searchOf } from './naive.js';
import type { GraphNode, NodeLabel } from '../../../src/graph/nodes.js';
import type { Call, GraphReader, NodeQuery } from '../../../src/graph/store.js';
import type { Check } from './check.js';

const A = '111111111111';
const LABELS: readonly NodeLabel[] = [
  'User',
  'Role',
  'Group',
  'Account',
  'Policy',
  'Anyone',
  'Service',
  'OrganizationalUnit',
  'Resource',
];
const TEXTS = ['', 'deploy', 'DEPLOY', 'k', '\u212A', 'Ä', 'ä', '\u{1F600}', '1111', 'iam', 'End', 'role/re', 'nobody'];

const filters = {
  accounts: fc.subarray([A, '222222222222', '999999999999']),
  organizationalUnit: fc.constantFrom('r-root', 'ou-child', 'ou-none'),
  arns: fc.subarray([roleNode(A, 'Start').arn ?? '', roleNode(A, 'Deploy').arn ?? '', 'arn:aws:iam::1:role/none']),
  text: fc.constantFrom(...TEXTS),
  tags: fc.constantFrom([{ key: 'team' }], [{ key: 'team', values: ['deploy', 'k'] }], [{ key: 'Team' }], []),
  types: fc.subarray(['AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::S3::AccessPoint']),
  isInOrganization: fc.boolean(),
  isCollected: fc.boolean(),
};

/** Every filter is left out more often than not, so that answers have rows. */
const query: fc.Arbitrary<NodeQuery> = fc
  .record({
    labels: fc.oneof(fc.constant(LABELS), fc.subarray([...LABELS], { minLength: 1 })),
    wanted: fc.subarray(Object.keys(filters), { maxLength: 2 }),
    filters: fc.record(filters),
  })
  .map(({ labels, wanted, filters: all }) => ({
    labels,
    ...Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name))),
  }));

async function readPages(
  reader: GraphReader,
  asked: NodeQuery,
  size: number,
  call: Call,
): Promise<readonly GraphNode[]> {
  const rows: GraphNode[] = [];
  for (let after: string | null = null; ; after = rows.at(-1)?.id ?? null) {
    const page = await reader.list(asked, { first: size, after }, call);
    rows.push(...page.nodes);
    expect(page.nodes.length).toBeLessThanOrEqual(size);
    expect(page.hasNextPage).toBe(rows.length < page.totalCount);
    if (!page.hasNextPage) return rows;
  }
}

/** What the port says of listings and of the search box. */
export const listingChecks: readonly Check[] = [
  {
    name: 'a listing has exactly the nodes that match, in order, with their number',
    run: async (open) =>
      overGraphs(open, 1000, query, async ({ graph, reader, call, more }) => {
        const expected = listOf(graph, more);
        const page = await reader.list(more, { first: 200, after: null }, call);
        expect(page).toEqual({ nodes: expected, totalCount: expected.length, hasNextPage: false });
      }),
  },
  {
    name: 'pages of 1, of 7 and of all give the same rows',
    run: async (open) =>
      overGraphs(open, 100, query, async ({ graph, reader, call, more }) => {
        const expected = listOf(graph, more);
        for (const size of [1, 7, 200]) expect(await readPages(reader, more, size, call)).toEqual(expected);
      }),
  },
  {
    name: 'a listing is by ARN and code point, those without ARN last by name',
    run: async (open) => {
      const arns = [roleNode(A, '\uFF21'), roleNode(A, '\u{1F600}'), roleNode('222222222222', 'A')];
      const others = [anyoneNode(), federatedNode('f1', 'b'), serviceNode('\uFF21'), federatedNode('f2', '\u{1F600}')];
      await withGraph(open, sketchGraph({ nodes: [...others, ...arns] }), async (reader, call) => {
        const labels: readonly NodeLabel[] = ['Role', 'Anyone', 'FederatedIdentity', 'Service'];
        const expected = [...arns, ...others].map((node) => node.id);
        for (const size of [1, 7, 200]) {
          expect((await readPages(reader, { labels }, size, call)).map((node) => node.id)).toEqual(expected);
        }
      });
    },
  },
  {
    name: 'a page of none has the number alone, and nothing follows an id that is not there',
    run: async (open) =>
      withGraph(open, sketchGraph({ nodes: [roleNode(A, 'One'), roleNode(A, 'Two')] }), async (reader, call) => {
        const asked: NodeQuery = { labels: ['Role'] };
        expect(await reader.list(asked, { first: 0, after: null }, call)).toEqual({
          nodes: [],
          totalCount: 2,
          hasNextPage: true,
        });
        expect(await reader.list(asked, { first: 5, after: 'never' }, call)).toEqual({
          nodes: [],
          totalCount: 2,
          hasNextPage: false,
        });
      }),
  },
  {
    name: 'a search finds whole names first, then beginnings of names, then the rest, ignoring the case of ASCII letters alone',
    run: async (open) =>
      overGraphs(
        open,
        300,
        fc.tuple(fc.constantFrom(...TEXTS), fc.constantFrom(0, 1, 3, 100)),
        async ({ graph, reader, call, more: [text, first] }) => {
          expect(await reader.search(text, first, call)).toEqual(searchOf(graph, text, first));
        },
      ),
  },
];
