import { nodeId } from '../graph/ids.js';
import type { NodeOf, PrincipalNode } from '../graph/nodes.js';
import type { StatedContext } from '../policy/model.js';
import type { PolicyView } from './view.js';

/**
 * The AWS managed policies one of which scopes every session of sts:AssumeRoot.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html
 */
const TASKS = [
  'IAMAuditRootUserCredentials',
  'IAMCreateRootUserPassword',
  'IAMDeleteRootUserCredentials',
  'S3UnlockBucketPolicy',
  'SQSUnlockQueuePolicy',
] as const;

/** Their ARNs in a partition, sorted. */
export function taskPolicyArns(partition: string): readonly string[] {
  return TASKS.map((task) => `arn:${partition}:iam::aws:policy/root-task/${task}`);
}

/** The service principal to which root access is delegated. */
const DELEGATED_TO = 'iam.amazonaws.com';

/**
 * Why AWS would not take this caller's AssumeRoot for this account, or null where its policies decide.
 * Principals (not root) of the management account, or of an account to which IAM is delegated, take root sessions of member accounts,
 * once RootSessions is enabled. The account that IAM is delegated to is a member like the others, and nothing excepts its own root user; the
 * management account's is none of a member.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html
 */
export function whyNoRootSession(view: PolicyView, from: PrincipalNode, to: NodeOf<'RootUser'>): string | null {
  const target = to.account === null ? null : view.account(to.account);
  const caller = from.account === null ? null : view.account(from.account);
  if (from.label !== 'User' && from.label !== 'Role') return 'Only users and roles can call sts:AssumeRoot.';
  if (target === null || target.organizationId === null || target.isManagement) {
    return 'sts:AssumeRoot enters member accounts of an organisation only.';
  }
  if (caller === null || caller.organizationId !== target.organizationId || !mayTakeRoot(caller)) {
    return 'Only principals of the management account, or of an account to which root access is delegated, can call sts:AssumeRoot.';
  }
  if (target.rootFeatures === null || !target.rootFeatures.includes('RootSessions')) {
    return `Privileged root sessions are not enabled in ${nodeId.organization(target.organizationId)}.`;
  }
  return null;
}

/** Whether principals of this account may take root sessions in its organisation. */
export function mayTakeRoot(account: NodeOf<'Account'>): boolean {
  return account.isManagement || account.delegatedServices.includes(DELEGATED_TO);
}

/** What is stated, with the task of the session, unless the caller has stated one. Null where another task is stated. */
export function stateTask(stated: StatedContext, task: string): StatedContext | null {
  const key = 'sts:taskpolicyarn';
  for (const [name, values] of stated.values) {
    if (name.toLowerCase() === key) return values.includes(task) ? stated : null;
  }
  return { ...stated, values: new Map([...stated.values, [key, [task]]]) };
}
