import type { PrincipalNode } from '../../graph/nodes.js';
import type { PolicyView } from '../view.js';
import { openResources } from './newResources.js';
import type { DecidedRequest, Requests } from './requests.js';
import { accountNode } from './world.js';

/**
 * What an administrator of an account can do: every action of this list on whatever no policy singles out, as `docs/administrator.md` explains.
 * A guardrail that protects a role or a trail does not make an administrator less of one; a policy that is limited to some does.
 */
export const ADMINISTRATOR_ACTIONS: readonly string[] = Object.freeze([
  'iam:AddUserToGroup',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreatePolicyVersion',
  'iam:CreateRole',
  'iam:CreateUser',
  'iam:PassRole',
  'iam:PutGroupPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
  'dynamodb:GetItem',
  'ec2:TerminateInstances',
  'lambda:UpdateFunctionCode',
  's3:DeleteObject',
  's3:GetObject',
  's3:PutBucketPolicy',
  's3:PutObject',
  'secretsmanager:GetSecretValue',
  'ssm:SendCommand',
]);

/** Each of the list asked of this principal, by its requests; null as soon as one is denied. */
export function askAdministrator(
  view: PolicyView,
  principal: PrincipalNode,
  requests: Requests,
): readonly DecidedRequest[] | null {
  const account = accountNode(view, principal.account ?? '');
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
