import { expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import type { Json } from '../../src/lib/json.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { execute, storeOf } from './execute.js';

const OWNER = '111111111111';
const ONE = '222222222222';
const OTHER = '333333333333';
const MANAGEMENT = '999999999999';
const FULL = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
const role = (account: string, more: object = {}) => ({ account, name: 'worker', policies: [FULL], ...more });
/** Unique ids that, as in AWS, do not spell the account. */
const [ID_OF_ONE, ID_OF_OTHER] = ['AROAEXAMPLEAAAAAAAAAA', 'AROAEXAMPLEBAAAAAAAAA'];

/** Rows of whoCan, where roles of two accounts have the same policies and the resource's side asks for this, and denies those named. */
async function rowsWhere(
  type: string,
  arn: string,
  action: string,
  condition: Json,
  denied: string = MANAGEMENT,
): Promise<readonly string[]> {
  const inOrganization = { StringEquals: { 'aws:PrincipalOrgID': 'o-test' } };
  const store = await storeOf(
    await deriveGraph(
      sketchSnapshot({
        organization: {
          management: MANAGEMENT,
          members: [OWNER, ONE, OTHER],
          scps: [{ document: FULL, targets: ['r-root', OWNER, ONE, OTHER] }],
          rcps: [],
        },
        users: [{ account: OWNER, name: 'owner' }],
        roles: [
          role(ONE, { tags: { team: 'blue' }, uniqueId: ID_OF_ONE }),
          role(OTHER, { tags: { team: 'red' }, uniqueId: ID_OF_OTHER }),
        ],
        resources: [
          {
            arn,
            type,
            account: OWNER,
            policy: policy(
              {
                Effect: 'Allow',
                Principal: '*',
                Action: '*',
                Resource: '*',
                Condition: { ...inOrganization, ...(condition as object) },
              },
              { Effect: 'Deny', Principal: { AWS: denied }, Action: '*', Resource: '*' },
            ),
          },
        ],
      }),
      { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal },
    ),
  );
  const answer = await execute(
    store,
    `query ($action: String!, $resource: Arn!) { whoCan(action: $action, resource: $resource, first: 200) { nodes { decision needs { text } principal { id } } } }`,
    { action, resource: arn },
  );
  expect(answer.errors).toBeUndefined();
  const { nodes } = (
    answer.data as unknown as {
      whoCan: { nodes: { decision: string; needs: { text: string } | null; principal: { id: string } }[] };
    }
  ).whoCan;
  return nodes
    .filter(({ principal }) => principal.id.includes('role/worker'))
    .map(({ decision, principal }) => `${decision} ${principal.id.split(':')[4] ?? ''}`);
}

const QUEUE = ['AWS::SQS::Queue', `arn:aws:sqs:eu-west-1:${OWNER}:jobs`, 'sqs:SendMessage'] as const;
const KEY = ['AWS::KMS::Key', `arn:aws:kms:eu-west-1:${OWNER}:key/one`, 'kms:Decrypt'] as const;

it('principals that only their tags tell apart are decided by their tags', async () => {
  const rows = await rowsWhere(...QUEUE, { StringEqualsIfExists: { 'aws:PrincipalTag/team': 'blue' } });
  expect(rows).toEqual([`ALLOWED ${ONE}`, `CONDITIONAL ${OTHER}`].filter((row) => rows.includes(row)));
  const [one, other] = [rows.find((row) => row.endsWith(ONE)), rows.find((row) => row.endsWith(OTHER))];
  expect(one).not.toBe(other?.replace(OTHER, ONE));
});

it('principals that only their names, or accounts, tell apart are decided by these', async () => {
  const pattern = `arn:aws:iam::2*:role/*`;
  expect(await rowsWhere(...QUEUE, { ArnLike: { 'aws:PrincipalArn': pattern } })).toEqual([`ALLOWED ${ONE}`]);
  expect(await rowsWhere(...QUEUE, { StringLike: { 'aws:PrincipalAccount': '3*' } })).toEqual([`ALLOWED ${OTHER}`]);
  expect(await rowsWhere(...KEY, { StringLike: { 'kms:CallerAccount': '3*' } })).toEqual([`ALLOWED ${OTHER}`]);
});

it('principals that only their unique ids tell apart are decided by these', async () => {
  expect(await rowsWhere(...QUEUE, {}, ID_OF_ONE)).toEqual([`ALLOWED ${OTHER}`]);
  expect(await rowsWhere(...QUEUE, {}, ID_OF_OTHER)).toEqual([`ALLOWED ${ONE}`]);
});

it('principals that nothing tells apart are decided alike', async () => {
  expect(await rowsWhere(...QUEUE, {})).toEqual([`ALLOWED ${ONE}`, `ALLOWED ${OTHER}`]);
});
