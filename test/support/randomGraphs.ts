import fc from 'fast-check';
import { edgeId } from '../../src/graph/ids.js';
import {
  accountNode,
  accountPrincipalNode,
  anyoneNode,
  federatedNode,
  groupNode,
  policyNode,
  resourceNode,
  roleNode,
  serviceNode,
  sketchGraph,
  unitNode,
  userNode,
} from './graphs.js';
import type { EdgeKind } from '../../src/graph/edges.js';
import type { Graph } from '../../src/graph/graph.js';
import type { Json } from '../../src/lib/json.js';
import type { GraphNode } from '../../src/graph/nodes.js';
import type { EdgeSketch, GraphSketch, ProductSketch, RelationSketch } from './graphs.js';

const ACCOUNTS = ['111111111111', '222222222222', '333333333333'] as const;

/** Names that tell ASCII case from Unicode case, and code points from UTF-16 units; "k" has a Unicode twin that is no ASCII letter. */
const NAMES = ['Deploy', 'deploy', 'DEPLOYER', 'k', '\u212Aelvin', 'Ärzte', 'ärzte', '\u{1F600}', '\uFF21', 'Redeploy'];

const conclusion = fc.record({
  action: fc.constantFrom('sts:AssumeRole', 'sts:AssumeRoleWithSAML'),
  decision: fc.constantFrom('ALLOWED' as const, 'CONDITIONAL' as const),
  gaps: fc.uniqueArray(fc.nat(3), { maxLength: 2 }),
  holdsFirst: fc.boolean(),
  holdsLater: fc.boolean(),
});

const kind = fc.constantFrom<EdgeKind>('CAN_ASSUME', 'CAN_ASSUME', 'CAN_FEDERATE');

function nodesOf(names: readonly (readonly [number, string, 'USER' | 'ROLE'])[]): readonly GraphNode[] {
  const named = names.map(([account, name, what]) => {
    const number = ACCOUNTS[account % ACCOUNTS.length] ?? ACCOUNTS[0];
    const tags = [{ key: 'team', value: name.toLowerCase() }];
    return what === 'USER' ? userNode(number, name, tags) : roleNode(number, name, tags);
  });
  const fixed: GraphNode[] = [
    unitNode('o-example', 'r-root', null),
    unitNode('o-example', 'ou-child', 'r-root'),
    accountNode(ACCOUNTS[0], { organizationId: 'o-example' }),
    accountNode(ACCOUNTS[1], { organizationId: 'o-example', isCollected: false }),
    accountNode(ACCOUNTS[2]),
    accountNode('444444444444', { isCollected: false }),
    groupNode(ACCOUNTS[0], 'Admins'),
    policyNode(ACCOUNTS[0], 'Wide', 'd1'),
    policyNode(ACCOUNTS[1], 'Narrow', 'd2'),
    resourceNode(ACCOUNTS[0], 'arn:aws:s3:::deploy', 'AWS::S3::Bucket'),
    resourceNode(ACCOUNTS[1], 'arn:aws:sqs:eu-west-1:222222222222:k', 'AWS::SQS::Queue'),
    accountPrincipalNode('444444444444'),
    anyoneNode(),
    serviceNode('ec2.amazonaws.com'),
    federatedNode('f1', 'anybody at example.com'),
    roleNode(ACCOUNTS[0], 'Start'),
    roleNode(ACCOUNTS[1], 'End'),
  ];
  return [...new Map([...named, ...fixed].map((node) => [node.id, node])).values()];
}

function relationsOf(nodes: readonly GraphNode[], picks: readonly number[]): readonly RelationSketch[] {
  const users = nodes.filter((node) => node.label === 'User');
  const roles = nodes.filter((node) => node.label === 'Role');
  const group = groupNode(ACCOUNTS[0], 'Admins').id;
  const wide = policyNode(ACCOUNTS[0], 'Wide').id;
  const narrow = policyNode(ACCOUNTS[1], 'Narrow').id;
  const relations: RelationSketch[] = [
    { kind: 'CONTAINS', from: 'unit:r-root', to: 'unit:ou-child' },
    { kind: 'CONTAINS', from: 'unit:r-root', to: `account:${ACCOUNTS[0]}` },
    { kind: 'CONTAINS', from: 'unit:ou-child', to: `account:${ACCOUNTS[1]}` },
    { kind: 'GOVERNED_BY', from: 'unit:ou-child', to: wide },
    { kind: 'GOVERNED_BY', from: `account:${ACCOUNTS[1]}`, to: narrow },
    { kind: 'HAS_RESOURCE_POLICY', from: 'arn:aws:s3:::deploy', to: wide },
    { kind: 'HAS_POLICY', from: group, to: wide, use: 'PERMISSIONS' },
    { kind: 'HAS_POLICY', from: group, to: narrow, use: 'PERMISSIONS' },
  ];
  for (const [index, user] of users.entries()) {
    if ((picks[index % picks.length] ?? 0) % 2 === 0) relations.push({ kind: 'MEMBER_OF', from: user.id, to: group });
    relations.push({
      kind: 'HAS_POLICY',
      from: user.id,
      to: narrow,
      use: index % 2 === 0 ? 'BOUNDARY' : 'PERMISSIONS',
    });
  }
  for (const [index, role] of roles.entries()) {
    const trusted = roles[(picks[index % picks.length] ?? 0) % roles.length];
    relations.push({ kind: 'HAS_POLICY', from: role.id, to: wide, use: index % 3 === 0 ? null : 'PERMISSIONS' });
    if (trusted === undefined) continue;
    relations.push({ kind: 'TRUSTS', from: role.id, to: trusted.id, statement: 0 });
    relations.push({ kind: 'TRUSTS', from: role.id, to: trusted.id, statement: 1 });
  }
  return relations;
}

const STATEMENTS = [
  { Effect: 'Allow', Action: 's3:GetObject' },
  { Effect: 'Allow', Action: 'S3:Get*' },
  { Effect: 'Deny', Action: 'sts:AssumeRole' },
  { Effect: 'Allow', NotAction: 'iam:*' },
  { Effect: 'Allow', Action: ['sqs:*', 's?s:Assume*'] },
  { Effect: 'Allow', Action: '*' },
] as const;

function documentOf(picks: readonly number[]): Json {
  const statements = picks.map((pick) => STATEMENTS[pick % 12]).filter((statement) => statement !== undefined);
  return { Version: '2012-10-17', Statement: statements.map((statement) => ({ ...statement, Resource: '*' })) };
}

/** Random graphs of about two dozen nodes: written pairs, parallel edges, cycles and products, each edge once. */
export function randomGraph(id = 'g1'): fc.Arbitrary<Graph> {
  const pick = fc.nat(1000);
  return fc
    .record({
      names: fc.array(
        fc.tuple(fc.nat(2), fc.constantFrom(...NAMES), fc.constantFrom('USER' as const, 'ROLE' as const)),
        {
          minLength: 2,
          maxLength: 14,
        },
      ),
      picks: fc.array(pick, { minLength: 3, maxLength: 8 }),
      edges: fc.array(fc.record({ kind, from: pick, to: pick, conclusion }), {
        minLength: 15,
        maxLength: 60,
        size: 'max',
      }),
      products: fc.array(
        fc.record({
          kind,
          from: fc.array(pick, { minLength: 1, maxLength: 8 }),
          to: fc.array(pick, { minLength: 1, maxLength: 5 }),
          conclusion,
        }),
        { maxLength: 4 },
      ),
    })
    .map(({ names, picks, edges, products }) => {
      const nodes = nodesOf(names);
      const callers = nodes.filter(
        (node) => !['Policy', 'Group', 'Account', 'OrganizationalUnit', 'Resource'].includes(node.label),
      );
      const roles = nodes.filter((node) => node.label === 'Role');
      const known = new Set<string>();
      const wholeProducts: ProductSketch[] = [];
      for (const product of products) {
        const from = choose(callers, product.from);
        const to = choose(roles, product.to);
        const ids = from.flatMap((start) =>
          to.map((end) =>
            edgeId({ kind: product.kind, from: start.id, to: end.id, action: product.conclusion.action }),
          ),
        );
        if (ids.some((each) => known.has(each))) continue;
        for (const each of ids) known.add(each);
        const ends = { from: from.map((node) => node.id), to: to.map((node) => node.id) };
        wholeProducts.push({ kind: product.kind, ...ends, ...product.conclusion });
      }
      const pairs: EdgeSketch[] = [];
      for (const edge of edges) {
        const [from] = choose(callers, [edge.from]);
        const [to] = choose(roles, [edge.to]);
        if (from === undefined || to === undefined || from.id === to.id) continue;
        const each = edgeId({ kind: edge.kind, from: from.id, to: to.id, action: edge.conclusion.action });
        if (known.has(each)) continue;
        known.add(each);
        pairs.push({ kind: edge.kind, from: from.id, to: to.id, ...edge.conclusion });
      }
      const sketch: GraphSketch = {
        id,
        nodes,
        relations: relationsOf(nodes, picks),
        edges: pairs,
        products: wholeProducts,
        documents: { d1: documentOf(picks.slice(0, 2)), d2: documentOf(picks.slice(2)) },
        gaps: [0, 1, 2, 3].map((index) => ({
          kind: 'ACCOUNT_NOT_COLLECTED',
          account: null,
          subject: `gap ${index}`,
          mayHide: true,
          mayOverstate: false,
          text: `gap ${index}`,
        })),
      };
      return sketchGraph(sketch);
    });
}

function choose(nodes: readonly GraphNode[], picks: readonly number[]): readonly GraphNode[] {
  return [...new Set(picks.flatMap((each) => nodes[each % nodes.length] ?? []))];
}
