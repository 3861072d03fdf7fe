import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import type { JsonObject } from '../../src/lib/json.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { execute, storeOf } from './execute.js';

const A = '111111111111';
const QUEUE = `arn:aws:sqs:eu-west-1:${A}:orders`;
const user = (name: string) => `arn:aws:iam::${A}:user/${name}`;
const role = (name: string) => `arn:aws:iam::${A}:role/${name}`;
const send = policy({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' });
const trust = (principal: JsonObject | string, condition: JsonObject = {}) =>
  policy({
    Effect: 'Allow',
    Principal: typeof principal === 'string' ? { AWS: principal } : principal,
    Action: 'sts:AssumeRole',
    Condition: condition,
  });
const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

const store = await storeOf(
  await deriveGraph(
    sketchSnapshot({
      users: [
        { account: A, name: 'ann' },
        { account: A, name: 'bob' },
        { account: A, name: 'cas', policies: [send] },
        { account: A, name: 'dee' },
        { account: A, name: 'eve' },
      ],
      roles: [
        { account: A, name: 'Sender', trust: trust(role('Middle')), policies: [send] },
        { account: A, name: 'Middle', trust: trust({ AWS: [user('ann'), user('cas')], Service: 'ec2.amazonaws.com' }) },
        { account: A, name: 'Quick', trust: trust({ AWS: [user('ann'), user('bob')] }, mfa), policies: [send] },
        { account: A, name: 'Never', trust: trust(role('Step'), mfa), policies: [send] },
        { account: A, name: 'Step', trust: trust(user('dee')) },
      ],
      resources: [{ arn: QUEUE, type: 'AWS::SQS::Queue', account: A }],
    }),
    { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal },
  ),
);

interface Row {
  readonly principal: { readonly id: string; readonly name: string };
  readonly decision: string;
  readonly via: readonly string[];
  readonly serviceReach: { readonly kind: string } | null;
  readonly needs: { readonly text: string } | null;
  readonly evidence: { readonly because: string };
  readonly path: {
    readonly decision: string;
    readonly hops: readonly { readonly from: { readonly name: string }; readonly kind: string }[];
  } | null;
}

const WHO = `query ($where: AccessFilter, $given: Given, $first: Int, $after: String) { whoCan(action: "sqs:SendMessage", resource: "${QUEUE}",
  where: $where, given: $given, first: $first, after: $after) { totalCount counts { allowed conditional } pageInfo { endCursor } nodes { principal { id name } decision via
  serviceReach { kind } needs { text } evidence { because } path { decision hops { kind from { name } } } } } }`;

async function whoCan(variables: object) {
  const answer = await execute(store, WHO, variables as Record<string, unknown>);
  expect(answer.errors).toBeUndefined();
  const { whoCan: connection } = answer.data as unknown as {
    whoCan: { totalCount: number; nodes: readonly Row[]; pageInfo: { endCursor: string } };
  };
  return connection;
}

const shown = ({ nodes }: { readonly nodes: readonly Row[] }) =>
  nodes.map(({ principal, decision, path }) =>
    [decision, principal.name, ...(path?.hops ?? []).map(({ kind, from }) => `${from.name} ${kind}`)].join(' | '),
  );

describe('those who become somebody with access', () => {
  it('are left out unless asked for, and have the shortest path that is ALLOWED, or the shortest', async () => {
    const themselves = ['Never', 'Quick', 'Sender', 'root', 'cas'].map((name) => `ALLOWED | ${name}`);
    expect(shown(await whoCan({}))).toEqual(themselves);
    const answer = await whoCan({ where: { via: ['ASSUMPTION'] } });
    expect(shown(answer)).toEqual([
      'ALLOWED | Middle | Middle CAN_ASSUME | Sender CAN_PERFORM',
      'ALLOWED | ann | ann CAN_ASSUME | Middle CAN_ASSUME | Sender CAN_PERFORM',
      'ALLOWED | ec2.amazonaws.com | ec2.amazonaws.com CAN_ASSUME | Middle CAN_ASSUME | Sender CAN_PERFORM',
      'CONDITIONAL | bob | bob CAN_ASSUME | Quick CAN_PERFORM',
    ]);
    expect(answer.nodes.every(({ via }) => via.join() === 'ASSUMPTION')).toBe(true);
    expect(answer.nodes[3]?.needs?.text).toContain('(hop 0)');
    expect(answer.nodes[1]?.evidence.because).toContain('then does sqs:SendMessage');
    expect(answer.nodes[2]?.serviceReach).toEqual({ kind: 'PASSABLE' });
  });

  it('stand beside those who have access themselves, page by page', async () => {
    const where = { via: ['IDENTITY_POLICY', 'ASSUMPTION'] };
    const all = await whoCan({ where });
    expect(all.totalCount).toBe(8);
    const first = await whoCan({ where, first: 3 });
    const rest = await whoCan({ where, first: 10, after: first.pageInfo.endCursor });
    expect([...shown(first), ...shown(rest)]).toEqual(shown(all));
  });

  it('are decided under what is stated', async () => {
    const given = { context: [{ key: 'aws:MultiFactorAuthPresent', values: ['true'] }] };
    const where = { via: ['ASSUMPTION'] };
    expect(shown(await whoCan({ where, given }))).toContain('ALLOWED | bob | bob CAN_ASSUME | Quick CAN_PERFORM');
    const absent = { absent: ['aws:MultiFactorAuthPresent'] };
    expect(shown(await whoCan({ where, given: absent })).filter((row) => row.includes('bob'))).toEqual([]);
  });
});
