import { callerOf, contextOf, type NaiveCaller } from './caller.js';
import { conditionsHold, fill, textPattern } from './conditions.js';
import { type Case, list, type Policy, type Principal, type Statement } from './types.js';

export type NaiveAnswer = 'ALLOWED' | 'EXPLICIT' | 'IMPLICIT';

/** How an Allow names the caller: itself, its role, or its account. */
type Named = 'itself' | 'role' | 'account';

/** Services that take signed requests alone, of those that the random requests use. */
const SIGNED_ALONE = /^(?:iam|kms|sts):/iu;

/** Services whose actions RCPs bind, of those that the random requests use. */
const RCP_SERVICES = ['s3', 'sqs', 'sts', 'kms', 'secretsmanager'];

/**
 * What no other account can be given, of the actions that the random requests use.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-limitations-of-custom-policies.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
const NEVER_SHARED = /^(?:sqs:SetQueueAttributes|kms:ScheduleKeyDeletion|s3:PutBucketPolicy)$/iu;

/**
 * AWS's flow chart, step by step, for a request of which every key is known. Nothing here is shared with the engine.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function naiveEvaluate(one: Case): NaiveAnswer {
  const { request, policies, settings } = one;
  const caller = callerOf(one);
  const context = contextOf(one);
  const service = request.action.split(':')[0] ?? '';
  const hasOwnPolicies = caller.kind === 'user' || caller.kind === 'session' || caller.kind === 'federated';
  const isServiceLinked = request.principal.includes(':role/aws-service-role/');
  const scps =
    caller.account === null || isServiceLinked || settings.principalOrg?.managementAccount === true
      ? []
      : (policies.scp ?? []);
  const ownerOrg =
    settings.resourceOrg ?? (caller.account === request.resourceAccount ? settings.principalOrg : undefined);
  const rcps =
    !RCP_SERVICES.includes(service) || isServiceLinked || ownerOrg?.managementAccount === true
      ? []
      : (policies.rcp ?? []);
  const identity = hasOwnPolicies ? (policies.identity ?? []) : [];
  const boundary = hasOwnPolicies ? policies.boundary : undefined;
  const session = caller.kind === 'session' || caller.kind === 'federated' ? policies.session : undefined;
  // The root user of a bucket's account looks after its policy whatever that says.
  const isRescue =
    caller.kind === 'root' && caller.account === request.resourceAccount && request.action === 's3:PutBucketPolicy';
  const resource = policies.resource === undefined || isRescue ? [] : [policies.resource];

  const applying = (found: readonly Policy[], effect: Statement['Effect']): readonly Named[] =>
    found.flatMap((policy) =>
      statementsOf(policy).flatMap((statement) => {
        if (statement.Effect !== effect) return [];
        const named = applies(statement, policy, one, caller, context);
        return named === null ? [] : [named];
      }),
    );
  const allows = (found: readonly Policy[]): boolean => applying(found, 'Allow').length > 0;

  // A role is passed within its own account or not at all, whatever policies say.
  const isPass = request.action === 'iam:PassRole';
  if (isPass && caller.account !== request.resourceAccount) return 'IMPLICIT';
  // Nor does an unsigned request get anything of services that take signed ones alone.
  if (caller.kind === 'anonymous' && SIGNED_ALONE.test(request.action)) return 'IMPLICIT';
  // 1. An explicit deny anywhere ends it.
  const all = [identity, boundary, session, policies.endpoint, resource, ...scps, ...rcps].flatMap(
    (found) => found ?? [],
  );
  if (applying(all, 'Deny').length > 0) return 'EXPLICIT';
  // 2. Every level of SCPs has to allow; RCPs only deny.
  if (!scps.every(allows)) return 'IMPLICIT';
  // The endpoint that the request came through has to allow.
  if (policies.endpoint !== undefined && !allows(policies.endpoint)) return 'IMPLICIT';
  // Some actions are for services and for the resource's own account alone.
  const isOutside = caller.kind !== 'service' && caller.account !== request.resourceAccount;
  if (isOutside && NEVER_SHARED.test(request.action)) return 'IMPLICIT';
  // 3. Whom the resource's policy names.
  const named = applying(resource, 'Allow');
  if (caller.kind === 'service' || caller.kind === 'anonymous') return named.length > 0 ? 'ALLOWED' : 'IMPLICIT';
  const isWithin = (boundary === undefined || allows(boundary)) && sessionAllows(caller, session, allows);
  const hasIdentity = caller.kind === 'root' || allows(identity);
  if (isPass) return isWithin && hasIdentity ? 'ALLOWED' : 'IMPLICIT';
  if (caller.account !== request.resourceAccount) {
    return isWithin && hasIdentity && named.length > 0 ? 'ALLOWED' : 'IMPLICIT';
  }
  if (named.includes('itself')) return 'ALLOWED';
  if (!isWithin) return 'IMPLICIT';
  if (named.includes('role')) return 'ALLOWED';
  // Keys and roles have to name the account before its own policies count.
  const isGated =
    (service === 'kms' && request.resource.includes(':key/')) ||
    (service === 'sts' && request.resource.includes(':role/'));
  return hasIdentity && (!isGated || named.includes('account')) ? 'ALLOWED' : 'IMPLICIT';
}

function sessionAllows(
  caller: NaiveCaller,
  session: readonly Policy[] | undefined,
  allows: (found: readonly Policy[]) => boolean,
): boolean {
  return session === undefined ? caller.kind !== 'federated' : allows(session);
}

function statementsOf(policy: Policy): readonly Statement[] {
  return Array.isArray(policy.Statement) ? (policy.Statement as readonly Statement[]) : [policy.Statement as Statement];
}

function applies(
  statement: Statement,
  policy: Policy,
  { request, policies }: Case,
  caller: NaiveCaller,
  context: ReadonlyMap<string, readonly string[]>,
): Named | null {
  const hasVariables = policy.Version === '2012-10-17';
  const isAction = (text: string): boolean =>
    new RegExp(`^${textPattern(text, { star: '[^]*', one: '[^]' })}$`, 'iu').test(request.action);
  if (statement.Action !== undefined && !list(statement.Action).some(isAction)) return null;
  if (statement.NotAction !== undefined && list(statement.NotAction).some(isAction)) return null;
  const isResource = (text: string): boolean => resourceMatches(text, request.resource, context, hasVariables);
  if (statement.Resource !== undefined && !list(statement.Resource).some(isResource)) return null;
  if (statement.NotResource !== undefined && list(statement.NotResource).some(isResource)) return null;
  if (!conditionsHold(statement, context, hasVariables)) return null;
  // A trust policy lets a service in by its name alone, and the role itself not by `*`.
  const isEntry = policy === policies.resource && request.action.startsWith('sts:') && statement.Effect === 'Allow';
  const isSelf = caller.kind === 'session' && caller.arn === request.resource;
  if (isEntry && (caller.kind === 'service' || isSelf)) {
    const { Principal: named = {} } = statement;
    const AWS = named === '*' ? [] : list(named.AWS).filter((each) => each !== '*');
    return named === '*' ? null : namedBy({ ...named, AWS }, request.principal, caller);
  }
  if (statement.Principal !== undefined) return namedBy(statement.Principal, request.principal, caller);
  if (statement.NotPrincipal !== undefined) {
    return isSpared(statement, request.principal, caller, policies.boundary !== undefined) ? null : 'itself';
  }
  return 'itself';
}

/**
 * A `*` at the end of one of the first five parts runs over colons; other wildcards stay in their part. In the sixth they match anything.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function resourceMatches(
  written: string,
  resource: string,
  context: ReadonlyMap<string, readonly string[]>,
  hasVariables: boolean,
): boolean {
  if (written === '*') return true;
  const parts = written.split(':');
  if (parts.length >= 6) return partsMatch(parts, resource, context, hasVariables);
  return [[...parts, '*'], parts].some((each) => partsMatch(each, resource, context, hasVariables));
}

function partsMatch(
  parts: readonly string[],
  resource: string,
  context: ReadonlyMap<string, readonly string[]>,
  hasVariables: boolean,
): boolean {
  const tail = fill(parts.slice(5).join(':'), context, hasVariables);
  if (tail === null) return false;
  const head = parts.slice(0, 5).map((part) => {
    const ends = part.endsWith('*');
    const inner = textPattern(ends ? part.slice(0, -1) : part, { star: '[^:]*', one: '[^:]' });
    return ends ? `${inner}[^]*` : inner;
  });
  const pattern = parts.length > 5 ? [...head, textPattern(tail, { star: '[^]*', one: '[^]' })] : head;
  return new RegExp(`^${pattern.join(':')}$`, 'u').test(resource);
}

/** The strongest way in which a Principal element names the caller. */
function namedBy(principal: Principal, name: string, caller: NaiveCaller): Named | null {
  if (principal === '*') return 'itself';
  if (caller.kind === 'service')
    return [...list(principal.Service), ...everyone(principal)].some((each) => each === name || each === '*')
      ? 'itself'
      : null;
  const entries = list(principal.AWS);
  if (entries.includes('*')) return 'itself';
  if (caller.account === null) return null;
  if (caller.kind === 'user' && entries.includes(caller.arn ?? '')) return 'itself';
  if (caller.sessionArn !== null && entries.includes(caller.sessionArn)) return 'itself';
  if (caller.kind === 'session' && entries.includes(caller.arn ?? '')) return 'role';
  return entries.includes(caller.account) || entries.includes(`arn:aws:iam::${caller.account}:root`) ? 'account' : null;
}

function everyone(principal: Exclude<Principal, '*'>): readonly string[] {
  return list(principal.AWS).filter((each) => each === '*');
}

/**
 * A Deny spares only who is listed in full; an Allow leaves out whoever is listed at all.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function isSpared(statement: Statement, name: string, caller: NaiveCaller, hasBoundary: boolean): boolean {
  const listed = statement.NotPrincipal ?? '*';
  if (statement.Effect === 'Allow') return namedBy(listed, name, caller) !== null;
  if (hasBoundary && (caller.kind === 'user' || caller.kind === 'session' || caller.kind === 'federated')) return false;
  if (listed === '*' || everyone(listed).length > 0) return true;
  if (caller.kind === 'service' || caller.kind === 'anonymous') return namedBy(listed, name, caller) !== null;
  const entries = list(listed.AWS);
  const account =
    entries.includes(caller.account ?? '') || entries.includes(`arn:aws:iam::${caller.account ?? ''}:root`);
  if (caller.kind === 'root') return account;
  const needed =
    caller.kind === 'user'
      ? [caller.arn]
      : caller.kind === 'federated'
        ? [caller.sessionArn]
        : [caller.arn, caller.sessionArn];
  return account && needed.every((each) => entries.includes(each ?? ''));
}
