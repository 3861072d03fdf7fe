import type { PrincipalNode } from '../../graph/nodes.js';
import type { PolicyView } from '../view.js';
import { openResources } from './newResources.js';
import { type DecidedRequest, requestsOf } from './requests.js';
import { accountNode } from './world.js';

/**
 * What an administrator of an account can do: every action of this list on whatever no policy singles out, as `docs/administrator.md` explains.
 * A guardrail that protects a role or a trail does not make an administrator less of one; a policy that is limited to some does.
 */
export const ADMINISTRATOR_ACTIONS: readonly string[] = Object.freeze([
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:CreateRole',
  'iam:CreateUser',
  'iam:DeleteRolePolicy',
  'iam:PassRole',
  'iam:PutGroupPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
  'cloudformation:CreateStack',
  'dynamodb:GetItem',
  'ec2:RunInstances',
  'ec2:TerminateInstances',
  'ecs:RunTask',
  'lambda:CreateFunction',
  'lambda:UpdateFunctionCode',
  's3:DeleteObject',
  's3:GetObject',
  's3:PutBucketPolicy',
  's3:PutObject',
  'secretsmanager:GetSecretValue',
  'sqs:SendMessage',
  'ssm:GetParameter',
  'ssm:SendCommand',
]);

/** Each of the list asked of this principal, which is the start of the edge or somebody else; null as soon as one is denied. */
export function askAdministrator(
  view: PolicyView,
  principal: PrincipalNode,
  options: { readonly isStart: boolean },
): readonly DecidedRequest[] | null {
  const account = accountNode(view, principal.account ?? '');
  const requests = requestsOf(view, principal, options);
  const found: DecidedRequest[] = [];
  for (const action of ADMINISTRATOR_ACTIONS) {
    for (const { arn } of openResources(action, account, REGION, 'UNNAMED')) {
      const request = requests(action, { arn, account: account.accountId, node: null }, {});
      if (request.judgement.decision === 'DENIED') return null;
      found.push(request);
    }
  }
  return found;
}

/** Of the ARNs that are asked; the request's own region is left open. */
const REGION = 'us-east-1';
