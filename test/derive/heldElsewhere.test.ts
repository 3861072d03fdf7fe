import { expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import type { Graph } from '../../src/graph/graph.js';
import type { Json } from '../../src/lib/json.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';

const MANAGEMENT = '111111111111';
const PRODUCTION = '222222222222';
const PATH = '/aws-reserved/sso.amazonaws.com/';
const INSTANCE = 'ssoins-1111111111111111';
const setArn = (digit: number): string => `arn:aws:sso:::permissionSet/${INSTANCE}/ps-${String(digit).repeat(16)}`;
const FULL = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
const BOUNDARY = `arn:aws:iam::${PRODUCTION}:policy/only-entering`;
const trusting = (AWS: string): Json => policy({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' });
const role = (name: string): string => `arn:aws:iam::${PRODUCTION}:role/${name}`;

/** Production has a permission set that a boundary binds, a role that may be changed and one that an SCP guards; ann may do everything above it. */
async function graphOf(administrator: Json): Promise<Graph> {
  const set = (digit: number, name: string) => ({
    arn: setArn(digit),
    name,
    inlinePolicy: null,
    attachedPolicies: [],
    customerPolicies: [],
    boundary: digit === 2 ? '/only-entering' : null,
  });
  const snapshot = sketchSnapshot({
    organization: {
      management: MANAGEMENT,
      members: [PRODUCTION],
      scps: [
        { document: FULL, targets: ['r-root', MANAGEMENT, PRODUCTION] },
        {
          document: policy({ Effect: 'Deny', Action: 'iam:UpdateAssumeRolePolicy', Resource: role('guarded') }),
          targets: [PRODUCTION],
        },
      ],
    },
    managed: { [BOUNDARY]: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }) },
    roles: [
      { account: MANAGEMENT, name: 'AWSReservedSSO_Root_0123456789abcdef', path: PATH, policies: [administrator] },
      { account: PRODUCTION, name: 'AWSReservedSSO_Bound_0123456789abcdef', path: PATH, boundary: BOUNDARY },
      { account: PRODUCTION, name: 'worker', trust: trusting(`arn:aws:iam::${PRODUCTION}:root`) },
      {
        account: PRODUCTION,
        name: 'guarded',
        trust: trusting(role(`${PATH.slice(1)}AWSReservedSSO_Bound_0123456789abcdef`)),
      },
    ],
    identityCenters: [
      {
        instanceArn: `arn:aws:sso:::instance/${INSTANCE}`,
        identityStoreId: 'd-1',
        ownerAccount: MANAGEMENT,
        permissionSets: [set(1, 'Root'), set(2, 'Bound')],
        users: [{ id: 'ann', userName: 'ann', displayName: null, isDisabled: false, groups: [] }],
        groups: [],
        assignments: [
          { account: MANAGEMENT, permissionSet: setArn(1), principalType: 'USER', principalId: 'ann' },
          { account: PRODUCTION, permissionSet: setArn(2), principalType: 'USER', principalId: 'ann' },
        ],
        unlisted: [],
      },
    ],
  });
  return deriveGraph(snapshot, { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal });
}

/** Techniques by which ann's role in the management account becomes somebody, and whether control of an account leads to it. */
function waysTo({ nodes, edges, conclusions }: Graph, target: string): { techniques: string[]; led: string[] } {
  const found = { techniques: new Set<string>(), led: new Set<string>() };
  for (const [index, to] of edges.to.entries()) {
    const from = nodes[edges.from[index] ?? -1];
    const { rule = '', technique, decision = '' } = conclusions[edges.conclusion[index] ?? -1] ?? {};
    if (nodes[to]?.id !== target) continue;
    if (from?.name.startsWith('AWSReservedSSO_Root') === true && technique !== undefined)
      found.techniques.add(technique);
    if (from?.label === 'AccountControl') found.led.add(`${from.account} ${rule} ${decision}`);
  }
  return { techniques: [...found.techniques], led: [...found.led] };
}

it('shows whoever surely controls another account to become those alone whom control does not surely lead to', async () => {
  // Nothing is to be had by taking the boundary off.
  const graph = await graphOf(
    policy(
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'sso:*PermissionsBoundary*', Resource: '*' },
    ),
  );
  expect(waysTo(graph, `account-control:${PRODUCTION}`).techniques).toContain('sso-007');
  const { techniques, led } = waysTo(graph, role('worker'));
  expect(techniques).toEqual([]);
  expect(led).toContain(`${PRODUCTION} account-control ALLOWED`);
  const guarded = waysTo(graph, role('guarded'));
  expect(guarded.techniques).toContain('sso-003');
  expect(guarded.led.filter((text) => text.startsWith(PRODUCTION))).toEqual([]);
});

it('shows everybody to one who may change what is bound, and no more', async () => {
  const graph = await graphOf(
    policy({
      Effect: 'Allow',
      Action: ['sso:AttachManagedPolicyToPermissionSet', 'sso:ProvisionPermissionSet'],
      Resource: '*',
    }),
  );
  expect(waysTo(graph, `account-control:${PRODUCTION}`).techniques).toEqual([]);
  for (const name of ['worker', 'guarded']) expect(waysTo(graph, role(name)).techniques, name).toEqual(['sso-003']);
});
