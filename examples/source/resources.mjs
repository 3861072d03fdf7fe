// Buckets, keys, secrets, functions, queues and the like, with the policies that they have.
import { ACCOUNTS, CUSTOMS, ORGANIZATION_ID, allow, policy, roleArn, root } from './shapes.mjs';

const { security, logs, booking, tracking, staging, partners } = ACCOUNTS;
const REGION = 'eu-west-1';

const bucketArn = (name) => `arn:aws:s3:::${name}`;
const arnOf = (service, account, rest) => `arn:aws:${service}:${REGION}:${account}:${rest}`;
const to = (Principal, Action, Resource, Condition) => ({ ...allow(Action, Resource, Condition), Principal });

const switches = (isOn) => ({
  BlockPublicAcls: isOn,
  IgnorePublicAcls: isOn,
  BlockPublicPolicy: isOn,
  RestrictPublicBuckets: isOn,
});

/** The switches of a whole account. Those of the partner portal are off, since it has a site to serve. */
const accountSwitches = Object.values(ACCOUNTS).map((account) => ({
  arn: `arn:aws:s3:::account/${account}`,
  type: 'AWS::S3::AccountPublicAccessBlock',
  account,
  publicAccessBlock: switches(account !== partners),
  policy: null,
}));

const PAYMENTS_KEY = arnOf('kms', booking, 'key/5d1c7a52-0f6e-4a7b-9a0e-1f6d2b7c9e10');
const FEED_KEY = arnOf('kms', partners, 'key/9b2f4c11-7d3a-4e55-8c60-2a9e5f7b1d34');
const QUOTE = arnOf('lambda', booking, 'function:quote');
const REPRICE = arnOf('lambda', booking, 'function:reprice');
const POSITIONS = arnOf('sqs', tracking, 'positions-in');
const ALERTS = arnOf('sns', tracking, 'vessel-alerts');
const RECEIPTS = arnOf('sns', booking, 'receipts');
const BOOKING_FUNCTION = roleArn(booking, 'service-role/BookingFunction');
const ADDRESSES = `arn:aws:a4b:us-east-1:${staging}:address-book/4f1d0c7e8a9b2c3d`;

const CUSTOMER_FILES = bucketArn('harbourline-customs');

const buckets = [
  {
    arn: bucketArn('harbourline-brochures'),
    type: 'AWS::S3::Bucket',
    account: partners,
    publicAccessBlock: { ...switches(false), RestrictPublicBuckets: true },
    objectOwnership: 'BucketOwnerEnforced',
    acl: 'private',
    policy: policy({ Sid: 'Everybody', ...to('*', 's3:GetObject', `${bucketArn('harbourline-brochures')}/*`) }),
  },
  {
    arn: bucketArn('harbourline-timetables'),
    type: 'AWS::S3::Bucket',
    account: partners,
    publicAccessBlock: switches(false),
    objectOwnership: 'ObjectWriter',
    acl: 'public-read',
    objects: [
      { key: '2026-11.csv', owner: partners, acl: 'public-read' },
      { key: 'draft.csv', owner: partners, acl: 'private' },
    ],
    policy: null,
  },
  {
    arn: CUSTOMER_FILES,
    type: 'AWS::S3::Bucket',
    account: partners,
    publicAccessBlock: switches(true),
    objectOwnership: 'BucketOwnerEnforced',
    acl: 'private',
    kmsKeyArn: FEED_KEY,
    policy: null,
  },
  {
    arn: bucketArn('harbourline-manifests'),
    type: 'AWS::S3::Bucket',
    account: tracking,
    publicAccessBlock: switches(true),
    objectOwnership: 'BucketOwnerEnforced',
    acl: 'private',
    policy: policy({
      Sid: 'CustomsReads',
      ...to({ AWS: root(CUSTOMS) }, 's3:GetObject', `${bucketArn('harbourline-manifests')}/*`),
    }),
  },
  {
    arn: bucketArn('harbourline-logs'),
    type: 'AWS::S3::Bucket',
    account: logs,
    publicAccessBlock: switches(true),
    objectOwnership: 'BucketOwnerEnforced',
    acl: 'private',
    policy: policy(
      {
        Sid: 'TrailWrites',
        ...to({ Service: 'cloudtrail.amazonaws.com' }, 's3:PutObject', `${bucketArn('harbourline-logs')}/*`, {
          StringEquals: { 'aws:SourceOrgID': ORGANIZATION_ID },
        }),
      },
      {
        Sid: 'NobodyDeletes',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:DeleteObject',
        Resource: `${bucketArn('harbourline-logs')}/*`,
      },
    ),
  },
];

const keys = [
  {
    arn: PAYMENTS_KEY,
    type: 'AWS::KMS::Key',
    account: booking,
    name: 'payments',
    grants: [],
    policy: policy(
      {
        Sid: 'SecurityKeepsIt',
        ...to({ AWS: roleArn(security, 'IncidentResponder') }, ['kms:PutKeyPolicy', 'kms:DescribeKey'], '*'),
      },
      { Sid: 'PaymentsUseIt', ...to({ AWS: BOOKING_FUNCTION }, ['kms:Decrypt', 'kms:GenerateDataKey'], '*') },
    ),
  },
  {
    arn: FEED_KEY,
    type: 'AWS::KMS::Key',
    account: partners,
    name: 'customs-feed',
    grants: {
      Grants: [
        {
          KeyId: FEED_KEY,
          GrantId: '0c237476b39f8bc44e45212e08498fbe3151305030726c0590dd8d3e9f3d6a60',
          GranteePrincipal: roleArn(partners, 'CustomsExchange'),
          IssuingAccount: root(partners),
          Operations: ['Decrypt', 'DescribeKey'],
          Constraints: { EncryptionContextSubset: { 'aws:s3:arn': CUSTOMER_FILES } },
        },
      ],
    },
    policy: policy({ Sid: 'AccountDecides', ...to({ AWS: root(partners) }, 'kms:*', '*') }),
  },
];

const others = [
  {
    arn: arnOf('secretsmanager', booking, 'secret:payments-db-Q3xY7z'),
    type: 'AWS::SecretsManager::Secret',
    account: booking,
    kmsKeyArn: PAYMENTS_KEY,
    policy: null,
  },
  {
    arn: QUOTE,
    type: 'AWS::Lambda::Function',
    account: booking,
    roleArn: BOOKING_FUNCTION,
    functionUrl: { url: 'https://quote.lambda-url.eu-west-1.on.aws/', authType: 'NONE' },
    policy: policy({
      Sid: 'FunctionURLAllowPublicAccess',
      ...to('*', 'lambda:InvokeFunctionUrl', QUOTE, { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } }),
    }),
  },
  {
    arn: REPRICE,
    type: 'AWS::Lambda::Function',
    account: booking,
    roleArn: BOOKING_FUNCTION,
    functionUrl: { url: 'https://reprice.lambda-url.eu-west-1.on.aws/', authType: 'AWS_IAM' },
    policy: policy({
      Sid: 'FunctionURLAllowPublicAccess',
      ...to('*', 'lambda:InvokeFunctionUrl', REPRICE, { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } }),
    }),
  },
  {
    arn: POSITIONS,
    type: 'AWS::SQS::Queue',
    account: tracking,
    policy: policy({
      Sid: 'AlertsArrive',
      ...to({ Service: 'sns.amazonaws.com' }, 'sqs:SendMessage', POSITIONS, { ArnEquals: { 'aws:SourceArn': ALERTS } }),
    }),
  },
  {
    arn: ALERTS,
    type: 'AWS::SNS::Topic',
    account: tracking,
    policy: policy({ Sid: 'AlarmsPublish', ...to({ Service: 'cloudwatch.amazonaws.com' }, 'sns:Publish', ALERTS) }),
  },
  {
    arn: RECEIPTS,
    type: 'AWS::SNS::Topic',
    account: booking,
    policy: policy({
      Sid: 'OurAlarmsPublish',
      ...to({ Service: 'cloudwatch.amazonaws.com' }, 'sns:Publish', RECEIPTS, {
        StringEquals: { 'aws:SourceAccount': booking },
      }),
    }),
  },
  {
    arn: ADDRESSES,
    type: 'AWS::A4B::AddressBook',
    account: staging,
    name: 'meeting-rooms',
    policy: policy({
      Sid: 'RoomsForDevelopers',
      ...to({ AWS: roleArn(staging, 'Developer') }, ['a4b:SearchContacts', 'a4b:GetAddressBook'], ADDRESSES),
    }),
  },
  ...['tests', 'release'].map((what) => ({
    arn: arnOf('codebuild', staging, `project/booking-${what}`),
    type: 'AWS::CodeBuild::Project',
    account: staging,
    name: `booking-${what}`,
    roleArn: roleArn(staging, `service-role/${what === 'tests' ? 'TestBuild' : 'ReleaseBuild'}`),
    buildBatches: false,
    policy: null,
  })),
  ...[
    { id: 'i-0a1b2c3d4e5f60718', profile: 'TrackingWorker', tags: { Name: 'tracking-worker', support: 'allowed' } },
    { id: 'i-0f1e2d3c4b5a69788', profile: 'PositionsImport', tags: { Name: 'positions-import' } },
  ].map(({ id, profile, tags }) => ({
    arn: arnOf('ec2', tracking, `instance/${id}`),
    type: 'AWS::EC2::Instance',
    account: tracking,
    name: tags.Name,
    tags,
    instanceProfileArn: `arn:aws:iam::${tracking}:instance-profile/${profile}`,
    state: 'running',
    publicIp: false,
    policy: null,
  })),
  {
    arn: arnOf('ec2', tracking, 'network-acl/acl-0b1c2d3e4f5a6b7c8'),
    type: 'AWS::EC2::NetworkAcl',
    account: tracking,
    policy: null,
  },
];

const all = [...accountSwitches, ...buckets, ...keys, ...others];

/** resources.json: each with what it states besides its policy. */
export const resources = all.map(({ policy: _, ...resource }) => resource);

/** resource-policies.json: null for a resource that has none. */
export const resourcePolicies = all.map(({ arn, type, account, policy: document }) => ({
  arn,
  type,
  account,
  policy: document,
}));
