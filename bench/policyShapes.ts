import type { Json } from '../src/lib/json.js';
import { compilePolicy } from '../src/policy/index.js';
import type { AccessRequest, AttachedPolicy, Layers } from '../src/policy/model.js';

const ACCOUNT = '111111111111';
const IN_ORGANIZATION = { id: 'o-a', path: 'o-a/r-1/ou-1/', isManagementAccount: false };

const SERVICES = ['s3', 'sqs', 'ec2', 'dynamodb', 'kms'];

/** The first two hold for the requests here, the others for a caller of a team that begins with `b` at most. */
const CONDITIONS = [
  { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.0.0/16'] } },
  { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
  { StringLike: { 'aws:PrincipalTag/team': ['b*', 'c*'] } },
  { DateLessThan: { 'aws:CurrentTime': '2025-01-01T00:00:00Z' } },
  { ArnLike: { 'aws:PrincipalArn': [`arn:aws:iam::${ACCOUNT}:role/other-*`, `arn:aws:iam::*:role/x`] } },
];

/** 200 requests of a role to one bucket, of different keys and addresses. As from JSON, so that equal texts are one object. */
export function requests(setting: { readonly team: string; readonly actions?: readonly string[] }): AccessRequest[] {
  return Array.from({ length: 200 }, (_, index) => {
    const { arn, address, action } = JSON.parse(
      JSON.stringify({
        arn: `arn:aws:s3:::bucket/team/a/key${index}`,
        address: `10.1.2.${index}`,
        action: setting.actions?.[index % setting.actions.length] ?? 's3:GetObject',
      }),
    ) as Record<'arn' | 'address' | 'action', string>;
    return {
      caller: {
        kind: 'ROLE',
        arn: `arn:aws:iam::${ACCOUNT}:role/app`,
        account: { id: ACCOUNT, organization: IN_ORGANIZATION },
        uniqueId: 'AROAEXAMPLE',
        tags: [{ key: 'team', value: setting.team }],
        hasBoundary: false,
        isServiceLinked: false,
        session: { name: 'web', tags: [], sourceIdentity: null },
      },
      action,
      resource: { arn, account: { id: ACCOUNT, organization: IN_ORGANIZATION }, tags: [] },
      stated: {
        values: new Map([
          ['aws:sourceip', [address]],
          ['aws:requestedregion', ['eu-west-1']],
          ['aws:currenttime', ['2026-01-01T00:00:00Z']],
        ]),
        absent: new Set(),
        missing: 'ABSENT',
      },
    };
  });
}

/** Policies before they are compiled, by the layers that they stand in. */
export interface Documents {
  readonly identity: readonly Json[];
  readonly boundary?: Json;
  /** Of the organisation's root. */
  readonly scp?: readonly Json[];
}

/** One policy of two statements without conditions. */
export const SIMPLE: Documents = {
  identity: [
    document([
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: 'arn:aws:s3:::bucket/*' },
      { Effect: 'Allow', Action: 'sqs:*', Resource: '*' },
    ]),
  ],
};

/** Eleven policies of two hundred and one statements, all but one of which have conditions. */
export const COMPLEX: Documents = {
  identity: Array.from({ length: 8 }, (_, index) => document(manyStatements(index))),
  boundary: document(manyStatements(8)),
  scp: [document([{ Effect: 'Allow', Action: '*', Resource: '*' }]), document(manyStatements(9))],
};

/** One policy of so many statements, each about another action; every second one is about S3. */
export function growing(statements: number): Documents {
  return {
    identity: [
      document(
        Array.from({ length: statements }, (_, index) => ({
          Effect: 'Allow',
          Action: index % 2 === 0 ? `s3:Put${index}` : `ec2:Do${index}*`,
          Resource: 'arn:aws:s3:::bucket/*',
        })),
      ),
    ],
  };
}

/** More actions than a policy remembers. A growing policy mentions each in one statement at most. */
export const GROWING_ACTIONS: readonly string[] = Array.from({ length: 200 }, (_, index) => `s3:Put${2 * index}`);

/** The layers of compiled documents. */
export function compileLayers({ identity, boundary, scp }: Documents): Layers {
  const attach = (policy: Json, name: string): AttachedPolicy => ({
    id: null,
    name,
    attachedTo: null,
    policy: compilePolicy(policy),
  });
  return {
    identity: identity.map((policy, index) => attach(policy, `identity ${index}`)),
    boundary: boundary === undefined ? null : [attach(boundary, 'boundary')],
    session: null,
    scp:
      scp === undefined ? null : [{ at: 'root', policies: scp.map((policy, index) => attach(policy, `scp ${index}`)) }],
    rcp: null,
    resource: null,
    endpoint: null,
  };
}

function document(statements: readonly Json[]): Json {
  return { Version: '2012-10-17', Statement: statements };
}

/** Twenty statements with conditions. Every fifth is about S3; of these all but the third allow, and that denies the team. */
function manyStatements(index: number): readonly Json[] {
  return Array.from({ length: 20 }, (_, place) => {
    const service = SERVICES[place % SERVICES.length] ?? '';
    const round = Math.floor(place / SERVICES.length);
    return {
      Effect: round === 2 ? 'Deny' : 'Allow',
      Action: [`${service}:Get*`, `${service}:Put${index}`, `${service}:List*`],
      Resource: [`arn:aws:${service}:::bucket${place}/*`, `arn:aws:${service}:::bucket/team/*`],
      Condition: CONDITIONS[round === 2 ? 2 + (index % 3) : (round + index) % CONDITIONS.length] ?? {},
    };
  });
}
