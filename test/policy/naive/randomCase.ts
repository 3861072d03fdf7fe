import type { Random } from './random.js';
import { randomCondition, randomContext } from './randomConditions.js';
import type { Case, Organization, Policy, Principal, Statement } from './types.js';

const ONE = '111111111111';
const TWO = '222222222222';

const CALLERS = [
  `arn:aws:iam::${ONE}:user/ann`,
  `arn:aws:iam::${ONE}:user/team/bob`,
  `arn:aws:iam::${ONE}:role/app`,
  `arn:aws:iam::${ONE}:role/team/ops`,
  `arn:aws:sts::${ONE}:assumed-role/app/web`,
  `arn:aws:sts::${ONE}:federated-user/ann`,
  `arn:aws:iam::${ONE}:root`,
  `arn:aws:iam::${ONE}:role/aws-service-role/sns.amazonaws.com/AWSServiceRoleForSns`,
  `arn:aws:iam::${TWO}:user/ann`,
  'sns.amazonaws.com',
  'anonymous',
];

/** What is asked for; `owner` null: either account. */
const TARGETS: readonly { readonly action: string; readonly resource: string; readonly owner: string | null }[] = [
  { action: 's3:GetObject', resource: 'arn:aws:s3:::b/ann/a:b', owner: null },
  { action: 's3:PutObject', resource: 'arn:aws:s3:::b/team-a/k', owner: null },
  { action: 's3:ListBucket', resource: 'arn:aws:s3:::b', owner: null },
  { action: 'sqs:SendMessage', resource: `arn:aws:sqs:eu-west-1:${ONE}:queue`, owner: ONE },
  { action: 'sqs:sendmessage', resource: `arn:aws:sqs:eu-west-1:${TWO}:queue`, owner: TWO },
  { action: 'sqs:SetQueueAttributes', resource: `arn:aws:sqs:eu-west-1:${ONE}:queue`, owner: ONE },
  { action: 's3:PutBucketPolicy', resource: 'arn:aws:s3:::b', owner: null },
  { action: 'ec2:StartInstances', resource: `arn:aws:ec2:eu-west-1:${ONE}:instance/i-1`, owner: ONE },
  { action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${ONE}:key/k-1`, owner: ONE },
  { action: 'kms:ScheduleKeyDeletion', resource: `arn:aws:kms:eu-west-1:${ONE}:key/k-1`, owner: ONE },
  { action: 'iam:PassRole', resource: `arn:aws:iam::${ONE}:role/app`, owner: ONE },
  { action: 'sts:AssumeRole', resource: `arn:aws:iam::${ONE}:role/target`, owner: ONE },
];

const ACTIONS = [
  '*',
  's3:*',
  's3:Get*',
  's3:GetObject',
  'S3:getobject',
  's3:?etObject',
  'sqs:*',
  'sqs:SendMessage',
  '*:*',
  'ec2:Start*',
  'kms:*',
  'iam:PassRole',
  'sts:*',
  'sts:AssumeRole',
  's3:PutObject',
  's3:Put*',
  'sqs:SetQueueAttributes',
];

const RESOURCES = [
  '*',
  '*',
  'arn:aws:s3:::b',
  'arn:aws:s3:::b/*',
  'arn:aws:s3:::?/*',
  'arn:aws:s3:::b/${aws:username}/*',
  "arn:aws:s3:::b/${aws:username, 'ann'}/*",
  'arn:aws:s3:::b/team-${aws:PrincipalTag/team}/k',
  'arn:aws:s3:::b/${aws:TagKeys}/*',
  'arn:aws:sqs',
  'arn:aws:sqs:*',
  `arn:aws:sqs:*:${ONE}:queue`,
  `arn:aws:sqs:eu-*-1:${TWO}:q*`,
  'arn:aws:*:eu-west-?:*:*',
  `arn:aws:iam::${ONE}:role/*`,
  `arn:aws:iam::*:role/${'${aws:username}'}`,
  `arn:aws:kms:*:${ONE}:key/*`,
  `arn:aws:ec2:*:*:instance/*`,
  'arn:aws:s3:::*/a:b',
];

const PRINCIPALS = [
  ...CALLERS.filter((caller) => caller.startsWith('arn:')),
  `arn:aws:iam::${TWO}:root`,
  `arn:aws:sts::${ONE}:assumed-role/ops/web`,
  `arn:aws:sts::${ONE}:assumed-role/app/other`,
  `arn:aws:iam::${ONE}:role/ops`,
  `arn:aws:iam::${ONE}:user/*`,
  ONE,
  TWO,
  '*',
];

const ORGANIZATIONS: readonly Organization[] = [
  { id: 'o-one', path: 'o-one/r-1/ou-1/', managementAccount: false },
  { id: 'o-one', path: 'o-one/r-1/', managementAccount: true },
  { id: 'o-two', path: 'o-two/r-2/', managementAccount: false },
];

/** A request of which every key is known, and policies of every kind, most of which are about it. */
export function randomCase(random: Random): Case {
  const target = random.pick(TARGETS);
  return { ...randomRequest(random, target), policies: randomPolicies(random, target.action) };
}

/** Many requests of which every key is known, under the same policies. */
export function randomCases(random: Random, count: number): readonly Case[] {
  const first = random.pick(TARGETS);
  const alike = TARGETS.filter(({ action }) => isEntry(action) === isEntry(first.action));
  const policies = randomPolicies(random, first.action);
  return random.some(count, count, () => ({ ...randomRequest(random, random.pick(alike)), policies }));
}

type Target = (typeof TARGETS)[number];

/** Passing a role and entering one are asked of policies of their own. */
function isEntry(action: string): string | null {
  return action === 'sts:AssumeRole' || action === 'iam:PassRole' ? action : null;
}

function randomRequest(random: Random, target: Target): Omit<Case, 'policies'> {
  const isAssume = target.action === 'sts:AssumeRole';
  const isPass = target.action === 'iam:PassRole';
  const principal = random.pick(
    CALLERS.filter(
      (each) => !(isAssume && /:root$|federated-user|^anonymous$/u.test(each)) && !(isPass && !each.startsWith('arn:')),
    ),
  );
  const owner = target.owner ?? random.pick([ONE, ONE, ONE, TWO]);
  const principalOrg = random.chance(0.6) ? random.pick(ORGANIZATIONS) : undefined;
  const resourceOrg = random.chance(0.3) ? random.pick(ORGANIZATIONS) : undefined;
  return {
    request: {
      principal,
      action: target.action,
      resource: target.resource,
      resourceAccount: owner,
      ...randomSetting(random, principal, isAssume),
    },
    settings: {
      ...(principalOrg === undefined ? {} : { principalOrg }),
      ...(resourceOrg === undefined ? {} : { resourceOrg }),
    },
  };
}

function randomPolicies(random: Random, action: string): Case['policies'] {
  const policies = (kind: Kind) => random.some(1, 2, () => randomPolicy(random, kind));
  const levels = (kind: Kind) =>
    random.some(1, 3, () => [...policies(kind), ...(random.chance(0.7) ? [ALLOW_ALL] : [])]);
  const isPass = action === 'iam:PassRole';
  return {
    ...(random.chance(0.85) ? { identity: [...policies('IDENTITY'), ...(random.chance(0.2) ? [ALLOW_ALL] : [])] } : {}),
    ...(!isPass && random.chance(0.6)
      ? { resource: randomPolicy(random, action === 'sts:AssumeRole' ? 'TRUST' : 'RESOURCE') }
      : {}),
    ...(random.chance(0.25) ? { boundary: policies('IDENTITY') } : {}),
    ...(random.chance(0.3) ? { session: policies('IDENTITY') } : {}),
    ...(random.chance(0.3) ? { scp: levels('IDENTITY') } : {}),
    ...(random.chance(0.15) ? { rcp: [[randomPolicy(random, 'RCP')]] } : {}),
    ...(random.chance(0.1) ? { endpoint: [...policies('RESOURCE'), ALLOW_EVERYBODY] } : {}),
  };
}

type Kind = 'IDENTITY' | 'RESOURCE' | 'TRUST' | 'RCP';

const ALLOW_ALL: Policy = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const ALLOW_EVERYBODY: Policy = { Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' } };

function randomSetting(
  random: Random,
  principal: string,
  isAssume: boolean,
): Pick<Case['request'], 'context' | 'session'> {
  const isUser = principal.includes(':user/');
  const isSession = principal.includes('role/');
  const context = randomContext(random, isUser ? 'USER' : principal.startsWith('arn:') ? 'OTHER' : 'NOBODY');
  context['aws:EpochTime'] = '1767323045';
  if (principal !== 'sns.amazonaws.com') context['aws:ViaAWSService'] = random.pick(['true', 'false']);
  else context['aws:PrincipalServiceNamesList'] = [principal];
  if (isUser) context['aws:userid'] = 'AIDAEXAMPLE';
  if (isSession) context['aws:userid'] = 'AROAEXAMPLE:web';
  if (isSession) context['aws:TokenIssueTime'] = '2026-01-02T03:00:00Z';
  if (isUser && random.chance(0.4)) context['aws:PrincipalTag/team'] = random.pick(['a', 'b']);
  if (isAssume) {
    context['sts:RoleSessionName'] = 'next';
    // Session tags make one request of two actions, which the flow chart of one does not show.
    for (const key of Object.keys(context)) if (/^aws:(?:requesttag|tagkeys)/iu.test(key)) delete context[key];
  }
  if (!isSession) return { context };
  const session = {
    name: principal.includes(':assumed-role/') ? 'web' : random.pick(['web', 'other']),
    ...(random.chance(0.5) ? { tags: { team: random.pick(['a', 'b']) } } : {}),
    ...(!isAssume && random.chance(0.3) ? { sourceIdentity: random.pick(['ann', 'bob']) } : {}),
  };
  return { context, session };
}

function randomPolicy(random: Random, kind: Kind): Policy {
  const statements = random.some(1, 3, () => randomStatement(random, kind));
  const [first] = statements;
  const version = random.pick(['2012-10-17', '2012-10-17', '2008-10-17', null] as const);
  return {
    ...(version === null ? {} : { Version: version }),
    Statement: statements.length === 1 && first !== undefined && random.chance(0.5) ? first : statements,
  };
}

function randomStatement(random: Random, kind: Kind): Statement {
  const effect = kind === 'RCP' || random.chance(0.15) ? 'Deny' : 'Allow';
  const one = (from: readonly string[]): string | readonly string[] => {
    const found = random.some(1, 3, () => random.pick(from));
    return found.length === 1 ? (found[0] ?? '*') : found;
  };
  return {
    Effect: effect,
    ...(random.chance(0.15)
      ? { NotAction: one(ACTIONS.slice(1)) }
      : { Action: random.chance(0.4) ? '*' : one(ACTIONS) }),
    ...(kind === 'TRUST'
      ? {}
      : random.chance(0.15)
        ? { NotResource: one(RESOURCES.slice(2)) }
        : { Resource: one(RESOURCES) }),
    ...(kind === 'IDENTITY' ? {} : kind === 'RCP' ? { Principal: '*' as const } : randomWho(random, effect)),
    ...(random.chance(0.45) ? { Condition: randomCondition(random) } : {}),
  };
}

function randomWho(random: Random, effect: Statement['Effect']): Pick<Statement, 'Principal' | 'NotPrincipal'> {
  if (random.chance(0.15)) return { Principal: '*' };
  const isNot = random.chance(effect === 'Deny' ? 0.4 : 0.05);
  const aws = isNot
    ? random.some(1, 4, () => random.pick(PRINCIPALS))
    : random.some(1, 2, () => random.pick(PRINCIPALS));
  const named: Principal = {
    AWS: aws,
    ...(random.chance(0.3) ? { Service: random.pick(['sns.amazonaws.com', 'ec2.amazonaws.com']) } : {}),
  };
  return isNot ? { NotPrincipal: named } : { Principal: named };
}
