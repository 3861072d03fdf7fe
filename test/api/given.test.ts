import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { unboundedCall } from '../../src/graph/call.js';
import { ENTERING_KINDS } from '../../src/graph/edges.js';
import { PRINCIPAL_LABELS } from '../../src/graph/nodes.js';
import { decidePairs } from '../../src/questions/decide.js';
import { pairOf } from '../../src/questions/edgePair.js';
import { readGiven } from '../../src/questions/given.js';
import { runs, SEED } from '../support/runs.js';
import { EXAMPLE_DUMP } from '../../src/example.js';
import { readDumps } from '../../src/ingest/dump/readDumps.js';
import { checkDocument } from '../../src/policy/parse/checkDocument.js';
import { errorsOf, execute, storeOf } from './execute.js';

const signal = new AbortController().signal;
const { snapshot } = await readDumps([EXAMPLE_DUMP], { checkDocument, lenient: false, strict: false, signal });
const store = await storeOf(await deriveGraph(snapshot, { createdAt: '2026-01-01T00:00:00Z', signal }));

const RESPONDER = 'arn:aws:iam::222233334444:role/IncidentResponder';
const ACCESS = 'arn:aws:iam::444455556666:role/IncidentAccess';
const INES = 'arn:aws:iam::222233334444:user/ines.moreau';

const ROLES = `query ($principal: Arn!, $given: Given, $where: AssumptionFilter) { rolesAssumableBy(principal: $principal, given: $given, where: $where) {
  nodes { decision needs { text } role { id } evidence { layers { kind outcome statements { policy { id } policyName statement } } } edge { decision } } } }`;

interface Row {
  readonly decision: string;
  readonly role: { readonly id: string };
  readonly evidence: {
    readonly layers: readonly {
      kind: string;
      outcome: string;
      statements: readonly { policy: unknown; statement: unknown }[];
    }[];
  };
  readonly edge: { readonly decision: string } | null;
}

async function responderRow(
  given: unknown,
  decisions = ['ALLOWED', 'CONDITIONAL', 'DENIED'],
): Promise<Row | undefined> {
  const answer = await execute(store, ROLES, { principal: INES, given, where: { decisions } });
  expect(answer.errors).toBeUndefined();
  const { nodes } = (answer.data as unknown as { rolesAssumableBy: { nodes: readonly Row[] } }).rolesAssumableBy;
  return nodes.find((row) => row.role.id === RESPONDER);
}

const MFA = 'aws:MultiFactorAuthPresent';

describe('given', () => {
  it.each([
    ['nothing', null, 'CONDITIONAL'],
    ['MFA', { context: [{ key: MFA, values: ['true'] }] }, 'ALLOWED'],
    ['MFA, whatever the letters of its key', { context: [{ key: MFA.toUpperCase(), values: ['true'] }] }, 'ALLOWED'],
    ['a session with MFA', { session: { mfa: true } }, 'ALLOWED'],
    ['no MFA', { context: [{ key: MFA, values: ['false'] }] }, 'DENIED'],
    ['that the key is absent', { absent: [MFA] }, 'DENIED'],
    ['that every other key is absent', { missingContext: 'ABSENT' }, 'DENIED'],
    ['MFA on this role alone', { context: [{ key: MFA, values: ['true'], resource: RESPONDER }] }, 'ALLOWED'],
    ['MFA on another role alone', { context: [{ key: MFA, values: ['true'], resource: ACCESS }] }, 'CONDITIONAL'],
    [
      'what names the role beats what does not',
      { context: [{ key: MFA, values: ['true'], resource: RESPONDER }], absent: [MFA] },
      'ALLOWED',
    ],
    [
      'that it is absent on this role',
      { context: [{ key: MFA, values: ['true'] }], absentFor: [{ key: MFA, resource: RESPONDER }] },
      'DENIED',
    ],
  ])('%s', async (_, given, decision) => {
    expect((await responderRow(given))?.decision).toBe(decision);
    const shown = await responderRow(given, ['ALLOWED', 'CONDITIONAL']);
    expect(shown?.decision).toBe(decision === 'DENIED' ? undefined : decision);
    expect(shown?.edge?.decision).toBe(decision === 'DENIED' ? undefined : 'CONDITIONAL');
  });

  it('a session policy narrows, and its statement is shown as the request brought it', async () => {
    const deny = { Effect: 'Deny', Action: 'sts:*', Resource: '*' };
    const policies = [JSON.stringify({ Version: '2012-10-17', Statement: [deny] })];
    const variables = { principal: RESPONDER, given: { session: { policies } }, where: { decisions: ['DENIED'] } };
    const answer = await execute(store, ROLES, variables);
    expect(answer.errors).toBeUndefined();
    const { nodes } = (answer.data as unknown as { rolesAssumableBy: { nodes: readonly Row[] } }).rolesAssumableBy;
    const layers = nodes.find((row) => row.role.id === ACCESS)?.evidence.layers;
    expect(layers?.find(({ kind }) => kind === 'SESSION')).toMatchObject({
      outcome: 'EXPLICIT_DENY',
      statements: [{ policy: null, statement: deny }],
    });
  });

  it('holds for the hop of a path that it is about', async () => {
    const source = `query ($from: Arn!, $to: Arn!, $given: Given) { paths(from: { arn: $from }, to: { arn: $to }, given: $given) {
      nodes { decision needs { alternatives { all { key hop } } } hops { decision } } } }`;
    const ask = async (given: unknown) => (await execute(store, source, { from: INES, to: ACCESS, given })).data;
    expect(await ask(null)).toMatchObject({
      paths: { nodes: [{ decision: 'CONDITIONAL', needs: { alternatives: [{ all: [{ key: MFA, hop: 0 }] }] } }] },
    });
    expect(await ask({ session: { mfa: true } })).toMatchObject({
      paths: { nodes: [{ decision: 'ALLOWED', hops: [{ decision: 'ALLOWED' }, { decision: 'ALLOWED' }] }] },
    });
    expect(await ask({ absent: [MFA] })).toEqual({ paths: { nodes: [] } });
  });

  it.each([
    ['given', { context: [{ key: 'aws:PrincipalArn', values: [ACCESS] }] }],
    ['given', { context: [{ key: 'aws:PrincipalAccount', values: ['999999999999'] }] }],
    ['given.context.0.values', { context: [{ key: 'aws:SourceIp', values: ['10.0.0.1', '10.0.0.2'] }] }],
    [
      'given.context.1.key',
      {
        context: [
          { key: 'a', values: ['x'] },
          { key: 'A', values: ['x'] },
        ],
      },
    ],
    ['given.absent', { absent: [''] }],
    ['given.session.transitiveTagKeys', { session: { tags: [], transitiveTagKeys: ['team'] } }],
    [
      'given.session.tags',
      {
        session: {
          tags: [
            { key: 'a', value: '1' },
            { key: 'A', value: '2' },
          ],
        },
      },
    ],
    ['given.session.policies', { session: { policies: [{ Version: '2012-10-17', Statement: [] }] } }],
    ['given.session.policies.0', { session: { policies: [{ Statement: [{ Effect: 'Perhaps' }] }] } }],
  ])('that contradicts every request names %s', async (argument, given) => {
    expect(await errorsOf(store, ROLES, { principal: INES, given })).toEqual([{ code: 'BAD_USER_INPUT', argument }]);
  });

  it('that whoever starts a path alone has no session policies for names them', async () => {
    const session = {
      policies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] }],
    };
    const refused = [{ code: 'BAD_USER_INPUT', argument: 'given.session.policies' }];
    const asked = (name: string, more: string): string =>
      `query ($from: PathEnd!, $to: PathEnd!, $given: Given) { ${name}(from: $from${more}, given: $given) { completeness { status } } }`;
    const variables = { from: { arn: INES }, to: { account: '444455556666' }, given: { session } };
    expect(await errorsOf(store, asked('paths', ', to: $to'), variables)).toEqual(refused);
    expect(await errorsOf(store, asked('chokePoints', ', to: $to'), variables)).toEqual(refused);
    expect(await errorsOf(store, asked('blastRadius', '').replace(', $to: PathEnd!', ''), variables)).toEqual(refused);
    const among = { ...variables, from: { principals: { arns: [INES, ACCESS] } } };
    expect(await errorsOf(store, asked('paths', ', to: $to'), among)).toEqual([]);
  });

  it('of a policy nested 100,000 deep names it', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const inside = `{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"a":${deep}}}}]}`;
    for (const policy of [deep, JSON.parse(deep) as object, inside]) {
      expect(await errorsOf(store, ROLES, { principal: INES, given: { session: { policies: [policy] } } })).toEqual([
        { code: 'BAD_USER_INPUT', argument: 'given.session.policies.0' },
      ]);
    }
  });
});

describe('pairs decided by class', () => {
  const given = fc.record({
    context: fc.subarray([
      { key: MFA, values: ['true'] },
      { key: 'aws:SourceIp', values: ['10.0.0.7'] },
      { key: 'sts:ExternalId', values: ['customs-7f31'] },
      { key: 'aws:SourceIdentity', values: ['ines'] },
      { key: 'aws:PrincipalTag/team', values: ['tide'] },
      { key: 'aws:RequestTag/team', values: ['tide'] },
      { key: 'aws:PrincipalOrgID', values: ['o-other'] },
      { key: 'sts:RoleSessionName', values: ['deploy'], resource: ACCESS },
    ]),
    missingContext: fc.constantFrom('UNKNOWN', 'ABSENT'),
    session: fc.constantFrom(null, { mfa: true }, { name: 'deploy' }),
  });

  it('come out as each alone', async () => {
    const call = unboundedCall();
    const reader = await store.open(null, call);
    const everyone = await reader.list({ labels: PRINCIPAL_LABELS }, { first: 10_000, after: null }, call);
    const out = await reader.edgesFrom(
      everyone.nodes.map(({ id }) => id),
      ENTERING_KINDS,
      call,
    );
    const edges = out.flat();
    const ends = await reader.nodes([...new Set(edges.flatMap(({ from, to }) => [from, to]))], call);
    const nodes = new Map(ends.filter((node) => node !== null).map((node) => [node.id, node]));
    const pairs = edges.map((edge) => pairOf(edge, nodes));
    let shared = 0;
    await fc.assert(
      fc.asyncProperty(given, async (one) => {
        const stated = readGiven(one);
        const together = await decidePairs(reader, pairs, stated, call);
        const alone = await decidePairs(
          reader,
          pairs.map((pair) => ({ ...pair, edge: null })),
          stated,
          call,
        );
        expect(together).toEqual(alone);
        shared += pairs.length - new Set(together).size;
      }),
      { numRuns: runs(40), seed: SEED },
    );
    expect(shared).toBeGreaterThan(0);
  });
});
