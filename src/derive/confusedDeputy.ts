import type { Judgement, Need, NeedSet } from '../iam/decision.js';
import { parseOperator } from '../policy/match/condition/index.js';

/**
 * For whom a service can make a request that a resource lets it make. EVERY_CUSTOMER: any account of AWS can have the service act on the
 * resource (the confused deputy). NARROWED: only those customers whom the request's source keys name. PASSABLE: a trust policy, of which
 * iam:PassRole in the role's own account is the gate. OWN_SERVICE: a service-linked role, which its service alone uses.
 */
export type ServiceReach =
  | { readonly kind: 'EVERY_CUSTOMER' }
  | { readonly kind: 'NARROWED'; readonly by: readonly string[] }
  | { readonly kind: 'PASSABLE' }
  | { readonly kind: 'OWN_SERVICE' };

/** What a service asks for: a resource, or a role that it enters. */
export interface ServiceAsks {
  /** Its service principal. */
  readonly service: string;
  readonly enters: 'ROLE' | 'SERVICE_LINKED_ROLE' | null;
}

/**
 * The ruling about a service that is not DENIED, for its decision with nothing stated of the request; what is stated would have settled the
 * needs that it is told by. Null where the decision is DENIED. Where not all alternatives are known, one may be open to everybody.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function serviceReach(
  { service, enters }: ServiceAsks,
  { decision, needs }: Pick<Judgement, 'decision' | 'needs'>,
): ServiceReach | null {
  if (decision === 'DENIED') return null;
  if (enters === 'SERVICE_LINKED_ROLE') return { kind: 'OWN_SERVICE' };
  if (enters === 'ROLE' && asksToPass(service)) return { kind: 'PASSABLE' };
  const isOfTrust = enters !== null;
  const alternatives = needs?.truncated === false ? needs.alternatives : [];
  const narrowing = alternatives.map((alternative) => narrowingKeys(alternative, isOfTrust));
  if (narrowing.length === 0 || narrowing.some((keys) => keys.length === 0)) return { kind: 'EVERY_CUSTOMER' };
  return { kind: 'NARROWED', by: [...new Set(narrowing.flat())].toSorted() };
}

/** The same in words. */
export function serviceReachText(reach: ServiceReach, service: string): string {
  switch (reach.kind) {
    case 'EVERY_CUSTOMER':
      return `Open to every customer of ${service}: no aws:SourceAccount, aws:SourceArn, aws:SourceOrgID or aws:SourceOrgPaths says for whom it has to act (confused deputy).`;
    case 'NARROWED':
      return `Narrowed to those for whom ${service} acts as ${reach.by.join(', ')} says.`;
    case 'PASSABLE':
      return roleUseText(service, 'ROLE');
    case 'OWN_SERVICE':
      return roleUseText(service, 'SERVICE_LINKED_ROLE');
  }
}

/** For whom a service uses a role that lets it in, whatever is stated of the request. */
export function roleUseText(service: string, enters: 'ROLE' | 'SERVICE_LINKED_ROLE'): string {
  if (enters === 'SERVICE_LINKED_ROLE') return `A service-linked role: ${service} alone uses it, and nobody passes it.`;
  if (asksToPass(service)) return `Passable by whoever may pass the role to ${service} (iam:PassRole).`;
  return `${service} takes a role without iam:PassRole: the trust policy alone says for which of its customers.`;
}

/**
 * Services that take the ARN of a customer's role without asking for iam:PassRole, which their pages tell to guard by an external id or by
 * the source of the request instead.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SmsConfigurationType.html
 */
const TAKES_ROLES_UNPASSED: ReadonlySet<string> = new Set(['cognito-idp.amazonaws.com']);

/** Whether a service takes a role from those alone who may pass it. */
export function asksToPass(service: string): boolean {
  return !TAKES_ROLES_UNPASSED.has(service);
}

/** The keys of an alternative that say for which customer the service acts. */
function narrowingKeys({ all }: NeedSet, isOfTrust: boolean): readonly string[] {
  return all.flatMap((need) =>
    need.key !== null && narrows(need, need.key.toLowerCase(), isOfTrust) ? [need.key] : [],
  );
}

/** Whether a stranger who has the service act for them cannot meet it: it asks for values that are fixed, or that nobody is named at all. */
function narrows({ operator, values, isNegated }: Need, key: string, isOfTrust: boolean): boolean {
  const isFixed = fixedBy(key, isOfTrust);
  const parsed = parseOperator(operator);
  if (isFixed === null || parsed === null || values.length === 0) return false;
  if (parsed.base.family === 'PRESENCE') {
    return values.every((value) => (value.toLowerCase() === 'true') !== isNegated);
  }
  return parsed.base.isNegated === isNegated && values.every((value) => isFixed(value) || OWN.test(value));
}

/** The resource's own account or organisation, whichever that is. */
const OWN = /^\$\{aws:Resource(?:Account|OrgID|OrgPaths)\}/iu;

/**
 * What a value has to look like to name a customer; null for a key that names none. What encrypts in a context of its own (a trail, a log
 * group) shows its ARN to the key, a topic calls the source account the source's owner, and Alexa shows the skill's id.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceaccount
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-alexa.html
 */
function fixedBy(key: string, isOfTrust: boolean): ((value: string) => boolean) | null {
  if (key === 'sts:externalid') return isOfTrust ? (value) => value !== '' && !/[*?]/u.test(value) : null;
  if (key.startsWith('kms:encryptioncontext:')) return isFixedArn;
  return FIXED[key] ?? null;
}

const FIXED: Readonly<Record<string, (value: string) => boolean>> = {
  'aws:sourceaccount': (value) => /^\d{12}$/u.test(value),
  'aws:sourceowner': (value) => /^\d{12}$/u.test(value),
  'aws:sourcearn': isFixedArn,
  'aws:sourceorgid': (value) => /^o-[a-z0-9]+$/u.test(value),
  'aws:sourceorgpaths': (value) => /^o-[a-z0-9]+\//u.test(value),
  'lambda:eventsourcetoken': (value) => value !== '' && !/[*?]/u.test(value),
};

/** An ARN of one account or, where its kind names none, of one thing that nobody else can name so. */
function isFixedArn(value: string): boolean {
  const [, , service = '', , account, ...rest] = value.split(':');
  if (account === undefined) return /(?:^|[^0-9])\d{12}(?:[^0-9]|$)/u.test(value);
  if (account !== '') return /^\d{12}$/u.test(account);
  const resource = rest.join(':');
  const named = service === 's3' ? (resource.split('/')[0] ?? '') : resource;
  return named !== '' && !/[*?]/u.test(named);
}
