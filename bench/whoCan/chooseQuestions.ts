import { draftResources, type ResourceDraft } from '../draftResources.js';
import { surroundings, type GenerateOptions } from '../generateOrganization.js';
import { createRandom, type Random } from '../random.js';
import { roleArn } from '../shapes.js';

/** A question of the bench: who can do this to that. */
export interface WhoCanQuestion {
  readonly action: string;
  readonly resource: string;
}

/** Questions by kind, with how many of each. `part` follows the ARN: an object of a bucket, or some of them. */
const KINDS = [
  ['AWS::S3::Bucket', 's3:GetObject', '/reports/2026.csv', 46],
  ['AWS::S3::Bucket', 's3:PutObject', '/reports/2026.csv', 20],
  ['AWS::S3::Bucket', 's3:ListBucket', '', 15],
  ['AWS::S3::Bucket', 's3:Get*', '/*', 6],
  ['AWS::S3::Bucket', 's3:DeleteBucket', '', 8],
  ['AWS::KMS::Key', 'kms:Decrypt', '', 25],
  ['AWS::KMS::Key', 'kms:ScheduleKeyDeletion', '', 5],
  ['AWS::SQS::Queue', 'sqs:SendMessage', '', 15],
  ['AWS::SNS::Topic', 'sns:Publish', '', 12],
  ['AWS::Lambda::Function', 'lambda:InvokeFunction', '', 15],
  ['AWS::SecretsManager::Secret', 'secretsmanager:GetSecretValue', '', 15],
  ['ROLE', 'iam:PassRole', '', 10],
  ['ROLE', 'sts:AssumeRole', '', 8],
] as const;

/** The 200 questions about a generated organisation, from a seed of their own. */
export function chooseQuestions(seed: number, options: GenerateOptions): readonly WhoCanQuestion[] {
  const around = surroundings(options);
  const random = createRandom(seed);
  return KINDS.flatMap(([type, action, part, count]) =>
    Array.from({ length: count }, () => {
      const account = random.pick(around.accounts);
      if (type === 'ROLE') return { action, resource: roleArn(account, `role-${10 + random.below(30)}`) };
      const known = draftResources(account, around, createRandom(Number(account) % 2 ** 31));
      return { action, resource: `${pickOf(known, type, random).arn}${part}` };
    }),
  );
}

function pickOf(known: readonly ResourceDraft[], type: string, random: Random): ResourceDraft {
  return random.pick(known.filter((one) => one.type === type));
}
