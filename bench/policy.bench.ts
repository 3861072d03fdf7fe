// The policy engine beside a reference loop that does what every engine has to: lower-case the action, split the ARN, look one thing up.
// node --expose-gc policy.bench.js
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { Json } from '../src/lib/json.js';
import { packageRoot } from '../src/packageRoot.js';
import { compilePolicy, decide, decisionOf } from '../src/policy/index.js';
import type { AccessRequest, AttachedPolicy, Layers } from '../src/policy/model.js';
import { comparePair } from './timing.js';

const ACCOUNT = '111111111111';
const ROUNDS = { runs: 15, warmUp: 5 };
const REPEATS = 2000;

const known = new Map([['s3:getobject', 1]]);
let kept = 0;

const request: AccessRequest = {
  caller: {
    kind: 'ROLE',
    arn: `arn:aws:iam::${ACCOUNT}:role/app`,
    account: { id: ACCOUNT, organization: { id: 'o-a', path: 'o-a/r-1/ou-1/', isManagementAccount: false } },
    uniqueId: 'AROAEXAMPLE',
    tags: [{ key: 'team', value: 'a' }],
    hasBoundary: false,
    isServiceLinked: false,
    session: { name: 'web', tags: [], sourceIdentity: null },
  },
  action: 's3:GetObject',
  resource: {
    arn: 'arn:aws:s3:::bucket/team/a/key',
    account: { id: ACCOUNT, organization: { id: 'o-a', path: 'o-a/r-1/ou-1/', isManagementAccount: false } },
    tags: [],
  },
  stated: {
    values: new Map([
      ['aws:sourceip', ['10.1.2.3']],
      ['aws:requestedregion', ['eu-west-1']],
      ['aws:currenttime', ['2026-01-01T00:00:00Z']],
    ]),
    absent: new Set(),
    missing: 'ABSENT',
  },
};

function attach(document: Json, name: string): AttachedPolicy {
  return { id: null, name, attachedTo: null, policy: compilePolicy(document) };
}

function layers(identity: readonly AttachedPolicy[], more: Partial<Layers> = {}): Layers {
  return { identity, boundary: null, session: null, scp: null, rcp: null, resource: null, endpoint: null, ...more };
}

const simple = layers([
  attach(
    {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: 'arn:aws:s3:::bucket/*' },
        { Effect: 'Allow', Action: 'sqs:*', Resource: '*' },
      ],
    },
    'simple',
  ),
]);

const SERVICES = ['s3', 'sqs', 'ec2', 'dynamodb', 'kms'];
const CONDITIONS = [
  { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.0.0/16'] } },
  { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
  { StringLike: { 'aws:PrincipalTag/team': ['b*', 'c*'] } },
  { DateLessThan: { 'aws:CurrentTime': '2025-01-01T00:00:00Z' } },
  { ArnLike: { 'aws:PrincipalArn': [`arn:aws:iam::${ACCOUNT}:role/other-*`, `arn:aws:iam::*:role/x`] } },
];

/** Twenty statements with conditions; every fifth is about the request's service. */
function manyStatements(index: number): Json {
  return {
    Version: '2012-10-17',
    Statement: Array.from({ length: 20 }, (_, place) => {
      const service = SERVICES[place % SERVICES.length] ?? '';
      return {
        Effect: place % 7 === 3 ? 'Deny' : 'Allow',
        Action: [`${service}:Get*`, `${service}:Put${index}`, `${service}:List*`],
        Resource: [`arn:aws:${service}:::bucket${place}/*`, `arn:aws:${service}:::bucket/team/*`],
        Condition: CONDITIONS[(place + index) % CONDITIONS.length] ?? {},
      };
    }),
  };
}

const ALLOW_ALL: Json = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const many = Array.from({ length: 8 }, (_, index) => attach(manyStatements(index), `many-${index}`));
const complex = layers(many, {
  boundary: [attach(manyStatements(8), 'boundary')],
  scp: [{ at: 'root', policies: [attach(ALLOW_ALL, 'all'), attach(manyStatements(9), 'scp')] }],
});

function reference(): void {
  for (let run = 0; run < REPEATS; run++) {
    kept += request.resource.arn.split(':').length + (known.get(request.action.toLowerCase()) ?? 0);
  }
}

/** Microseconds of one decision, and how many reference loops that is. */
async function measure(name: string, decideOnce: () => { readonly length: number }): Promise<object> {
  const work = (): void => {
    for (let run = 0; run < REPEATS; run++) kept += decideOnce().length;
  };
  const { first, second } = await comparePair(reference, work, ROUNDS);
  const microseconds = (second * 1000) / REPEATS;
  return { name, microseconds, perSecond: 1e6 / microseconds, timesReference: second / first };
}

/** A policy of so many statements, of which one is about the request. */
function growing(statements: number): Layers {
  const others = Array.from({ length: statements - 1 }, (_, index) => ({
    Effect: 'Allow',
    Action: index % 2 === 0 ? `s3:Put${index}` : `ec2:Do${index}*`,
    Resource: `arn:aws:s3:::bucket${index}/*`,
  }));
  const own = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' };
  return layers([attach({ Version: '2012-10-17', Statement: [...others, own] }, 'growing')]);
}

interface ManagedPolicies {
  readonly policies: Readonly<Record<string, { readonly document: Json }>>;
}

function managedPolicies(): readonly string[] {
  const file = brotliDecompressSync(readFileSync(new URL('data/aws-managed-policies.json.br', packageRoot)));
  const { policies } = JSON.parse(file.toString('utf8')) as ManagedPolicies;
  return Object.values(policies).map(({ document }) => JSON.stringify(document));
}

async function measureCompiling(): Promise<object> {
  const texts = managedPolicies();
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  const parse = (): readonly Json[] => texts.map((text) => JSON.parse(text) as Json);
  const { first, second } = await comparePair(parse, () => parse().map(compilePolicy), { runs: 7, warmUp: 2 });
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const compiled = parse().map(compilePolicy);
  globalThis.gc?.();
  const memory = process.memoryUsage().heapUsed - before;
  return {
    policies: compiled.length,
    parseMs: first,
    parseAndCompileMs: second,
    timesParse: second / first,
    memoryTimesText: memory / bytes,
  };
}

const grown = [10, 100, 1000, 10_000].map((statements) => [statements, growing(statements)] as const);
const decisions = [
  await measure('simple', () => decisionOf(request, simple)),
  await measure('simple with evidence', () => decide(request, simple).decision),
  await measure('complex', () => decisionOf(request, complex)),
  await measure('complex with evidence', () => decide(request, complex).decision),
];
for (const [statements, found] of grown) {
  decisions.push(await measure(`${statements} statements`, () => decisionOf(request, found)));
}
process.stdout.write(`${JSON.stringify({ decisions, compiling: await measureCompiling(), kept }, null, 1)}\n`);
