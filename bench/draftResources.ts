import type { Surroundings } from './draftAccount.js';
import type { Random } from './random.js';
import { document, type Document, roleArn, rootArn, type Statement } from './shapes.js';

/** A resource of a generated organisation, as resources.json states it, with its policy where it has one. */
export interface ResourceDraft {
  readonly arn: string;
  readonly type: string;
  readonly account: string;
  readonly policy?: Document;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** What an account has of each kind: 28 resources. */
const KINDS = [
  ['BUCKET', 10],
  ['KEY', 4],
  ['QUEUE', 4],
  ['TOPIC', 3],
  ['FUNCTION', 4],
  ['SECRET', 3],
] as const;
type Kind = (typeof KINDS)[number][0];

export const RESOURCES_PER_ACCOUNT = KINDS.reduce((sum, [, count]) => sum + count, 0);

/** To whom policies open resources in practice, with their shares; the rest has a policy that opens nothing, or none. */
const STYLES = [
  ['NONE', 0.42],
  ['TLS_ONLY', 0.2],
  ['OWN_ROLE', 0.12],
  ['OTHER_ACCOUNT', 0.08],
  ['OTHER_ROLE', 0.05],
  ['SERVICE_NARROW', 0.06],
  ['SERVICE_OPEN', 0.02],
  ['ORGANIZATION', 0.04],
  ['PUBLIC', 0.01],
] as const;
type Style = (typeof STYLES)[number][0];

const REGION = 'eu-west-1';

/** Drafts the resources of an account. */
export function draftResources(account: string, around: Surroundings, random: Random): readonly ResourceDraft[] {
  return KINDS.flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, index) => draftResource(kind, index, { account, around, random })),
  );
}

interface Place {
  readonly account: string;
  readonly around: Surroundings;
  readonly random: Random;
}

function draftResource(kind: Kind, index: number, place: Place): ResourceDraft {
  const { account, random } = place;
  const opened = statementsOf(kind, pickStyle(random), place);
  const policy = (...more: readonly Statement[]): Pick<ResourceDraft, 'policy'> => {
    const all = [...more, ...opened];
    return all.length === 0 ? {} : { policy: document(...all) };
  };
  switch (kind) {
    case 'BUCKET':
      return {
        arn: `arn:aws:s3:::team-${index}-${account}`,
        type: 'AWS::S3::Bucket',
        account,
        ...policy(),
        fields: { objectOwnership: 'BucketOwnerEnforced', publicAccessBlock: blocked(random.chance(0.8)) },
      };
    case 'KEY': {
      const handsOver = {
        Sid: 'Account',
        Effect: 'Allow',
        Principal: { AWS: rootArn(account) },
        Action: 'kms:*',
        Resource: '*',
      };
      const arn = `arn:aws:kms:${REGION}:${account}:key/key-${index}`;
      return { arn, type: 'AWS::KMS::Key', account, ...policy(handsOver), fields: { grants: [] } };
    }
    case 'QUEUE':
      return { arn: `arn:aws:sqs:${REGION}:${account}:queue-${index}`, type: 'AWS::SQS::Queue', account, ...policy() };
    case 'TOPIC':
      return { arn: `arn:aws:sns:${REGION}:${account}:topic-${index}`, type: 'AWS::SNS::Topic', account, ...policy() };
    case 'FUNCTION': {
      const arn = `arn:aws:lambda:${REGION}:${account}:function:function-${index}`;
      return { arn, type: 'AWS::Lambda::Function', account, ...policy() };
    }
    case 'SECRET': {
      const arn = `arn:aws:secretsmanager:${REGION}:${account}:secret:secret-${index}-AbCdEf`;
      return { arn, type: 'AWS::SecretsManager::Secret', account, ...policy() };
    }
  }
}

function blocked(isOn: boolean): object {
  return { BlockPublicAcls: isOn, IgnorePublicAcls: isOn, BlockPublicPolicy: isOn, RestrictPublicBuckets: isOn };
}

function pickStyle(random: Random): Style {
  let share = random.next();
  for (const [style, size] of STYLES) {
    share -= size;
    if (share < 0) return style;
  }
  return 'NONE';
}

const ACTIONS: Readonly<Record<Kind, readonly string[]>> = {
  BUCKET: ['s3:GetObject', 's3:ListBucket'],
  KEY: ['kms:Decrypt', 'kms:GenerateDataKey'],
  QUEUE: ['sqs:SendMessage'],
  TOPIC: ['sns:Publish'],
  FUNCTION: ['lambda:InvokeFunction'],
  SECRET: ['secretsmanager:GetSecretValue'],
};

const CALLERS: Readonly<Record<Kind, string>> = {
  BUCKET: 'cloudtrail.amazonaws.com',
  KEY: 'logs.amazonaws.com',
  QUEUE: 'sns.amazonaws.com',
  TOPIC: 'cloudwatch.amazonaws.com',
  FUNCTION: 'events.amazonaws.com',
  SECRET: 'rds.amazonaws.com',
};

/** A policy's statements of one style. Resources that AWS takes no Deny or no `*` for are not looked at so closely. */
function statementsOf(kind: Kind, style: Style, { account, around, random }: Place): readonly Statement[] {
  const Action = ACTIONS[kind];
  const open = (Principal: unknown, Condition?: object): Statement => ({
    Sid: style,
    Effect: 'Allow',
    Principal,
    Action,
    Resource: '*',
    ...(Condition && { Condition }),
  });
  const other = random.pick(around.accounts);
  const role = `role-${random.below(around.rolesPerAccount)}`;
  switch (style) {
    case 'NONE':
      return [];
    case 'TLS_ONLY': {
      const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
      return [
        {
          Sid: style,
          Effect: 'Deny',
          Principal: '*',
          Action: `${Action[0]?.split(':')[0]}:*`,
          Resource: '*',
          Condition,
        },
      ];
    }
    case 'OWN_ROLE':
      return [open({ AWS: roleArn(account, role) })];
    case 'OTHER_ACCOUNT':
      return [open({ AWS: rootArn(other) })];
    case 'OTHER_ROLE':
      return [open({ AWS: roleArn(other, role) })];
    case 'SERVICE_NARROW':
      return [open({ Service: CALLERS[kind] }, { StringEquals: { 'aws:SourceAccount': account } })];
    case 'SERVICE_OPEN':
      return [open({ Service: CALLERS[kind] })];
    case 'ORGANIZATION':
      return [open('*', { StringEquals: { 'aws:PrincipalOrgID': around.organizationId } })];
    case 'PUBLIC':
      return [open('*')];
  }
}
