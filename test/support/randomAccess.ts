import fc from 'fast-check';
import type { Snapshot } from '../../src/iam/snapshot.js';
import type { Json, JsonObject } from '../../src/lib/json.js';
import { makeUniqueId, policy, sketchSnapshot } from './snapshots.js';

const HOME = '111111111111';
const AWAY = '222222222222';
const OUTSIDE = '333333333333';
const MANAGEMENT = '999999999999';
const BUCKET = 'arn:aws:s3:::reports';
const OTHER = 'arn:aws:s3:::reports-old';
const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/one`;
const QUEUE = `arn:aws:sqs:eu-west-1:${AWAY}:jobs`;
const ROLE = `arn:aws:iam::${HOME}:role/Reader`;
const POINT = `arn:aws:s3:eu-west-1:${HOME}:accesspoint/reports`;
const ENDPOINT = `arn:aws:ec2:eu-west-1:${HOME}:vpc-endpoint/vpce-1`;

/** Requests to ask of such snapshots: one of one resource, patterns, what nobody collected, what takes no resource. */
export const ACCESS_QUESTIONS: readonly (readonly [action: string, resource: string])[] = [
  ['s3:GetObject', `${BUCKET}/a/b`],
  ['s3:PutObject', `${OTHER}/a`],
  ['s3:ListBucket', BUCKET],
  ['s3:GetObject', `${POINT}/object/a/b`],
  ['kms:Decrypt', KEY],
  ['kms:CreateGrant', KEY],
  ['sqs:SendMessage', QUEUE],
  ['sqs:SendMessage', `arn:aws:sqs:eu-west-1:${HOME}:unlisted`],
  ['s3:GetObject', 'arn:aws:s3:::nobodys/key'],
  ['sts:AssumeRole', ROLE],
  ['sts:GetCallerIdentity', '*'],
  ['iam:PassRole', ROLE],
  ['iam:DeleteRole', ROLE],
  ['ec2:DescribeInstances', '*'],
];

const ACTIONS = [
  's3:GetObject',
  's3:*',
  's3:Get*',
  '*',
  'kms:Decrypt',
  'kms:*',
  'sqs:SendMessage',
  'sts:AssumeRole',
  'sts:GetFederationToken',
  'iam:*',
  'ec2:Describe*',
] as const;
const RESOURCES = [
  '*',
  BUCKET,
  `${BUCKET}/*`,
  `${BUCKET}/a/*`,
  'arn:aws:s3:::reports*',
  `${OTHER}/\${aws:username}`,
  KEY,
  `arn:aws:sqs:*:${AWAY}:*`,
  ROLE,
  `arn:aws:iam::${HOME}:role/*`,
] as const;
const PRINCIPALS: readonly Json[] = [
  '*',
  { AWS: HOME },
  { AWS: `arn:aws:iam::${AWAY}:root` },
  { AWS: `arn:aws:iam::${HOME}:user/ann` },
  { AWS: ROLE },
  { AWS: `arn:aws:iam::${OUTSIDE}:role/Vendor` },
  { AWS: OUTSIDE },
  { AWS: `arn:aws:sts::${HOME}:assumed-role/Reader/s1` },
  { AWS: `arn:aws:sts::${HOME}:federated-user/fred` },
  { AWS: `arn:aws:sts::${AWAY}:federated-user/fred` },
  { Service: 'logs.amazonaws.com' },
  { AWS: 'AIDADELETED00000000' },
  { AWS: makeUniqueId('user', AWAY, 'twin') },
];
const CONDITIONS: readonly (JsonObject | null)[] = [
  null,
  null,
  null,
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { StringEquals: { 'aws:PrincipalOrgID': 'o-test' } },
  { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
  { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
];

const effect = fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny');
const condition = fc.constantFrom(...CONDITIONS);

function withCondition(statement: JsonObject, asked: JsonObject | null): JsonObject {
  return asked === null ? statement : { ...statement, Condition: asked };
}

const identityStatement = fc
  .record({
    Effect: effect,
    action: fc.constantFrom(...ACTIONS),
    resource: fc.constantFrom(...RESOURCES),
    isNot: fc.nat(9),
    asked: condition,
  })
  .map(({ Effect, action, resource, isNot, asked }) =>
    withCondition(
      {
        Effect,
        ...(isNot === 0 ? { NotAction: action } : { Action: action }),
        ...(isNot === 1 ? { NotResource: resource } : { Resource: resource }),
      },
      asked,
    ),
  );

const resourceStatement = fc
  .record({
    Effect: effect,
    principal: fc.constantFrom(...PRINCIPALS),
    action: fc.constantFrom(...ACTIONS),
    isNot: fc.nat(9),
    asked: condition,
  })
  .map(({ Effect, principal, action, isNot, asked }) =>
    withCondition(
      {
        Effect,
        ...(isNot === 0 && principal !== '*' ? { NotPrincipal: principal } : { Principal: principal }),
        Action: action,
        Resource: '*',
      },
      asked,
    ),
  );

const identityPolicy = fc.array(identityStatement, { minLength: 1, maxLength: 3 }).map((all) => policy(...all));
const resourcePolicy = fc.option(
  fc.array(resourceStatement, { minLength: 1, maxLength: 3 }).map((all) => policy(...all)),
);
const ALLOW_ALL = policy({ Effect: 'Allow', Action: '*', Resource: '*' });

/** Random organisations of two collected accounts with a bucket or two, a key and a queue, everybody's policies drawn from a few words. */
export const randomAccess: fc.Arbitrary<Snapshot> = fc
  .record({
    identities: fc.tuple(...Array.from({ length: 7 }, () => identityPolicy)),
    resources: fc.tuple(...Array.from({ length: 5 }, () => resourcePolicy)),
    through: fc.option(identityPolicy),
    trust: fc.constantFrom(...PRINCIPALS.filter((each) => each !== '*')),
    boundary: identityPolicy,
    scp: fc.option(identityStatement),
    collected: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    settings: fc.record({
      restricts: fc.boolean(),
      isPublic: fc.boolean(),
      isGranted: fc.boolean(),
      isStated: fc.boolean(),
    }),
  })
  .map(({ identities, resources, through, trust, boundary, scp, collected, settings }) => {
    const [
      ann = ALLOW_ALL,
      bob = ALLOW_ALL,
      readers = ALLOW_ALL,
      reader = ALLOW_ALL,
      runner = ALLOW_ALL,
      admin = ALLOW_ALL,
      wide = ALLOW_ALL,
    ] = identities;
    const [bucket = null, old = null, key = null, queue = null, point = null] = resources;
    const owned = (document: Json | null, place: number) => ({
      ...(document === null ? {} : { policy: document }),
      isPolicyCollected: document !== null || collected[place] === true,
    });
    const scps = scp === null ? [] : [{ targets: [AWAY], document: policy(scp) }];
    return sketchSnapshot({
      organization: {
        management: MANAGEMENT,
        members: [HOME, AWAY],
        scps: [{ targets: ['r-root', HOME, AWAY], document: ALLOW_ALL }, ...scps],
        rcps: [],
      },
      groups: [{ account: HOME, name: 'readers', policies: [readers] }],
      users: [
        { account: HOME, name: 'ann', groups: ['readers'], policies: [ann], tags: { team: 'blue' } },
        { account: AWAY, name: 'bob', policies: [bob], boundary: `arn:aws:iam::${AWAY}:policy/Edge` },
        // Nothing of their own tells these two apart but their names, ids and tags.
        { account: AWAY, name: 'twin', policies: [bob] },
        { account: AWAY, name: 'twin-too', policies: [bob], tags: { team: 'blue' } },
        { account: AWAY, name: 'missing', attached: [`arn:aws:iam::${AWAY}:policy/Gone`] },
      ],
      roles: [
        { account: HOME, name: 'Reader', policies: [reader], trust: trustOf(trust) },
        { account: AWAY, name: 'Runner', policies: [runner], trust: trustOf({ Service: 'ec2.amazonaws.com' }) },
        {
          account: AWAY,
          name: 'Admin',
          policies: [admin],
          attached: ['arn:aws:iam::aws:policy/Wide'],
          trust: trustOf(trust),
        },
      ],
      managed: {
        [`arn:aws:iam::${AWAY}:policy/Edge`]: boundary,
        'arn:aws:iam::aws:policy/Wide': wide,
        [`arn:aws:iam::${AWAY}:policy/Gone`]: null,
      },
      resources: [
        {
          arn: BUCKET,
          type: 'AWS::S3::Bucket',
          account: HOME,
          ...owned(bucket, 0),
          properties: settings.isStated
            ? {
                publicAccessBlock: switches(settings.restricts),
                objectOwnership: 'ObjectWriter',
                acl: settings.isPublic ? 'public-read' : 'private',
              }
            : {},
        },
        { arn: OTHER, type: 'AWS::S3::Bucket', account: HOME, ...owned(old, 1) },
        {
          arn: KEY,
          type: 'AWS::KMS::Key',
          account: HOME,
          ...owned(key, 2),
          properties: settings.isGranted ? { grants: [GRANT] } : {},
        },
        { arn: QUEUE, type: 'AWS::SQS::Queue', account: AWAY, ...owned(queue, 3) },
        {
          arn: POINT,
          type: 'AWS::S3::AccessPoint',
          account: HOME,
          ...owned(point, 4),
          properties: { bucket: 'reports', bucketAccountId: HOME },
        },
        {
          arn: ENDPOINT,
          type: 'AWS::EC2::VPCEndpoint',
          account: HOME,
          ...(through === null ? {} : { policy: openTo(through) }),
        },
      ],
    });
  });

const GRANT: JsonObject = {
  GrantId: 'g1',
  GranteePrincipal: `arn:aws:iam::${AWAY}:role/Runner`,
  Operations: ['Decrypt', 'DescribeKey'],
};

/** The policy of an endpoint, from statements of an identity policy. */
function openTo(document: Json): Json {
  const { Statement } = document as { readonly Statement: readonly JsonObject[] };
  return policy(...Statement.map((statement) => ({ ...statement, Principal: '*' })));
}

function trustOf(principal: Json): Json {
  return policy({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' });
}

function switches(isOn: boolean): JsonObject {
  return { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: isOn };
}
