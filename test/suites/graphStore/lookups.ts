import fc from 'fast-check';
import { expect } from 'vitest';
import { isIdentityPolicy } from '../../../src/graph/actionTerms.js';
import { EDGE_KINDS, RELATION_KINDS } from '../../../src/graph/edges.js';
import { compareListed } from '../../../src/graph/order.js';
import { edgeId, nodeId } from '../../../src/graph/ids.js';
import { anyoneNode, policyNode, roleNode, sketchGraph, userNode } from '../../support/graphs.js';
import { overGraphs, plain, withGraph } from './check.js';
import { attachmentsAt, edgesAt, writeOutEdges } from './naive.js';
import { compareCodePoints } from '../../../src/lib/codePoints.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { GraphNode } from '../../../src/graph/nodes.js';
import type { Lookups } from '../../../src/graph/store.js';
import type { Check } from './check.js';

const A = '111111111111';
const B = '222222222222';
const BAD_IDS = ['', 'never', '__proto__', 'constructor', 'edge:', 'edge:AAAA', 'arn:aws:iam::111111111111:role/never'];

/** What the port says of lookups by id. */
export const lookupChecks: readonly Check[] = [
  {
    name: 'nodes come in the order asked, null where there is none, as often as asked',
    run: async (open) =>
      overGraphs(open, 50, fc.array(fc.nat(100), { maxLength: 12 }), async ({ graph, reader, call, more }) => {
        const asked = more.map((pick) => graph.nodes[pick % (graph.nodes.length + 3)] ?? null);
        const ids = asked.map((node, index) => node?.id ?? BAD_IDS[index % BAD_IDS.length] ?? '');
        expect(await reader.nodes(ids, call)).toEqual(asked);
        if (reader.nodeAtHand !== undefined) expect(ids.map((id) => reader.nodeAtHand?.(id))).toEqual(asked);
      }),
  },
  {
    name: 'what is asked of unknown ids is null or empty',
    run: async (open) =>
      withGraph(open, sketchGraph({ nodes: [userNode(A, 'ann')] }), async (reader, call) => {
        const none = BAD_IDS.map(() => null);
        const empty = BAD_IDS.map(() => []);
        expect(await reader.nodes(BAD_IDS, call)).toEqual(none);
        expect(await reader.documents(BAD_IDS, call)).toEqual(none);
        expect(await reader.edges(BAD_IDS, call)).toEqual(none);
        expect(await reader.attachments(BAD_IDS, call)).toEqual(empty);
        expect(await reader.related(BAD_IDS, 'MEMBER_OF', 'IN', call)).toEqual(empty);
        expect(await reader.edgesInto(BAD_IDS, EDGE_KINDS, call)).toEqual(empty);
        expect(await reader.edgesFrom(BAD_IDS, EDGE_KINDS, call)).toEqual(empty);
        expect(await reader.nodes([], call)).toEqual([]);
      }),
  },
  {
    name: 'documents and gaps come as they were loaded',
    run: async (open) =>
      overGraphs(open, 10, fc.constant(null), async ({ graph, reader, call }) => {
        expect(await reader.documents(['never', 'd1'], call)).toEqual([null, graph.documents.get('d1')]);
        expect(await reader.gaps(call)).toEqual(graph.gaps);
      }),
  },
  {
    name: 'attachments are those in force, through groups too, by use, then through, then policy',
    run: async (open) =>
      overGraphs(open, 100, fc.constant(null), async ({ graph, reader, call }) => {
        const ids = graph.nodes.map((node) => node.id);
        expect(await reader.attachments(ids, call)).toEqual(ids.map((id) => attachmentsAt(graph, id)));
      }),
  },
  {
    name: 'policies that may allow an action, or a pattern of actions, are found by it, of some accounts or of any, each once, by id',
    run: async (open) =>
      overGraphs(
        open,
        100,
        fc.record({
          actions: fc.array(fc.constantFrom(...ACTIONS), { maxLength: 3 }),
          accounts: fc.option(fc.subarray([A, B, 'aws', ''])),
        }),
        async ({ graph, reader, call, more: { actions, accounts } }) => {
          const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
          const expected = [...nodes.values()].filter(
            (node) =>
              isIdentityPolicy(node) &&
              allowsAlike(graph, node, actions) &&
              (accounts === null || node.account === null || accounts.includes(node.account)),
          );
          expect(await reader.policiesAllowing(actions, accounts, call)).toEqual(
            expected.map(({ id }) => id).sort(compareCodePoints),
          );
        },
      ),
  },
  {
    name: 'policies of no account, such as those managed by AWS, are found whatever accounts are asked for, inline ones of theirs alone',
    run: async (open) => {
      const managed = { ...policyNode('aws', 'ReadAll', 'd1'), account: null, kind: 'AWS_MANAGED' as const };
      const inline = [A, B].map((account) => {
        const ownerId = roleNode(account, 'Owner').id;
        const id = nodeId.inlinePolicy(ownerId, 'own');
        return { ...policyNode(account, 'own', 'd1'), id, arn: null, kind: 'INLINE' as const, ownerId };
      });
      const ofSet = { ...managed, id: nodeId.inlinePolicy('arn:aws:sso:::permissionSet/ssoins-1/ps-1', 'own') };
      const documents = {
        d1: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
      };
      const nodes = [managed, ...inline, ofSet, roleNode(A, 'Owner'), roleNode(B, 'Owner')];
      await withGraph(open, sketchGraph({ nodes, documents }), async (reader, call) => {
        const found = async (accounts: readonly string[] | null): Promise<readonly string[]> =>
          reader.policiesAllowing(['s3:GetObject'], accounts, call);
        const idsOf = (some: readonly GraphNode[]): readonly string[] =>
          some.map(({ id }) => id).sort(compareCodePoints);
        expect(await found(null)).toEqual(idsOf([managed, ofSet, ...inline]));
        expect(await found([B])).toEqual(idsOf([managed, ofSet, ...inline.slice(1)]));
        expect(await found([])).toEqual(idsOf([managed, ofSet]));
      });
    },
  },
  {
    name: 'what is looked up together is what is looked up alone',
    run: async (open) =>
      overGraphs(open, 20, fc.constant(null), async ({ graph, reader, call }) => {
        const ids = [...BAD_IDS, ...graph.nodes.map((node) => node.id)];
        const lookUp = async (lookups: Lookups): Promise<readonly unknown[]> => {
          const attachments = await lookups.attachments(ids, call);
          const policies = [...new Set(attachments.flat().map(({ policy }) => policy))];
          const others = await Promise.all([
            lookups.nodes(policies, call),
            lookups.related(policies, 'HAS_POLICY', 'IN', call),
            lookups.documents(['never', 'd1'], call),
            lookups.gaps(call),
            lookups.policiesAllowing(['s3:*'], null, call),
            lookups.list({ labels: ['User'] }, { first: 2, after: null }, call),
            lookups.list({ labels: ['Role'] }, { first: 2, after: null }, call),
          ]);
          return [attachments, ...others];
        };
        expect(await reader.together(lookUp, call)).toEqual(await lookUp(reader));
        await expect(reader.together(async () => Promise.reject(new Error('own')), call)).rejects.toThrow('own');
      }),
  },
  {
    name: 'related nodes come each once, in the order of listings, in both directions',
    run: async (open) =>
      overGraphs(open, 100, fc.constantFrom(...RELATION_KINDS), async ({ graph, reader, call, more: kind }) => {
        const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
        const ids = [...nodes.keys()];
        for (const direction of ['OUT', 'IN'] as const) {
          const [own, other] = direction === 'OUT' ? (['from', 'to'] as const) : (['to', 'from'] as const);
          const expected = ids.map((id) => {
            const found = graph.relations.filter((relation) => relation.kind === kind && relation[own] === id);
            const ends = [...new Set(found.map((relation) => nodes.get(relation[other]) as GraphNode))];
            return ends.sort(compareListed).map((node) => node.id);
          });
          expect(await reader.related(ids, kind, direction, call)).toEqual(expected);
        }
      }),
  },
  {
    name: 'edges into and out of nodes are all of those kinds, those of products too, by id of the other end, then edge id',
    run: async (open) =>
      overGraphs(open, 200, fc.subarray([...EDGE_KINDS]), async ({ graph, reader, call, more: kinds }) => {
        const all = writeOutEdges(graph);
        const ids = graph.nodes.map((node) => node.id);
        const into = await reader.edgesInto(ids, kinds, call);
        const from = await reader.edgesFrom(ids, kinds, call);
        for (const [index, id] of ids.entries()) {
          expect(plain(into[index] ?? [])).toEqual(plain(edgesAt(all, id, kinds, 'IN')));
          expect(plain(from[index] ?? [])).toEqual(plain(edgesAt(all, id, kinds, 'OUT')));
        }
      }),
  },
  {
    name: 'every edge resolves by its id, and no other id does',
    run: async (open) =>
      overGraphs(open, 100, fc.constant(null), async ({ graph, reader, call }) => {
        const all = writeOutEdges(graph);
        expect(
          plain(
            await reader.edges(
              all.map((edge) => edge.id),
              call,
            ),
          ),
        ).toEqual(plain(all));
        const known = new Set(all.map((edge) => edge.id));
        const others = all
          .map((edge) => edgeId({ kind: edge.kind, from: edge.to, to: edge.from, action: edge.conclusion.action }))
          .filter((id) => !known.has(id));
        expect(plain(await reader.edges([...others, ...known], call))).toEqual(
          plain([...others.map(() => null), ...all]),
        );
      }),
  },
  {
    name: 'a product has no pair within one account, and nodes of no account share none',
    run: async (open) => {
      const nodes = [userNode(A, 'ann'), roleNode(A, 'Near'), roleNode(B, 'Far'), anyoneNode()];
      const graph = sketchGraph({ nodes, products: [{ from: ['ann', 'Near', 'Far', 'Anyone'], to: ['Near', 'Far'] }] });
      await withGraph(open, graph, async (reader, call) => {
        const [near, far] = await reader.edgesInto([nodes[1]?.id ?? '', nodes[2]?.id ?? ''], ['CAN_ASSUME'], call);
        expect(near?.map((edge) => edge.from)).toEqual(['anyone', nodes[2]?.id]);
        expect(far?.map((edge) => edge.from)).toEqual(['anyone', nodes[1]?.id, nodes[0]?.id]);
      });
    },
  },
];

const ACTIONS = [
  's3:GetObject',
  'S3:getobject',
  's3:*',
  's3:Get?bject',
  '*',
  'sqs:SendMessage',
  'sts:Assume*',
  's3',
  '',
] as const;

interface WrittenStatement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
}

/** Whether an Allow of the policy begins like one of the actions: one is where the other begins, up to its first wildcard. */
function allowsAlike(graph: Graph, policy: GraphNode, actions: readonly string[]): boolean {
  const key = policy.label === 'Policy' ? policy.documentKey : null;
  if (key === null) return actions.length > 0;
  const document = graph.documents.get(key);
  const { Statement = [] } = (document ?? {}) as { readonly Statement?: readonly WrittenStatement[] };
  const written = Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action ?? '*');
  return written.some((left) => actions.some((right) => beginAlike(left.toLowerCase(), right.toLowerCase())));
}

function beginAlike(left: string, right: string): boolean {
  const [one = '', ...moreOfOne] = left.split(/[*?]/);
  const [other = '', ...moreOfOther] = right.split(/[*?]/);
  if (moreOfOne.length === 0 && moreOfOther.length === 0) return one === other;
  if (moreOfOne.length === 0) return one.startsWith(other);
  if (moreOfOther.length === 0) return other.startsWith(one);
  return one.startsWith(other) || other.startsWith(one);
}
