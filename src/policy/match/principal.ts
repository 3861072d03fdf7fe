import { parseArn, resourceName } from '../../iam/arn.js';
import type { Caller, Formula } from '../model.js';
import { and, FALSE, literal, not, or, TRUE } from '../needs/formula.js';
import type { CompiledStatement } from '../compiledStatement.js';
import type { PrincipalElement } from '../parse/principal.js';
import { escapeText } from './variables.js';

/**
 * How a statement names the caller, which decides what an Allow of it is worth (R01 to R05, R08, R10).
 * DIRECT: the user, the session, everybody, a service or provider. ROLE: the role of the session. ACCOUNT: the account, which hands the
 * decision to the account's own policies.
 */
export type GrantKind = 'DIRECT' | 'ROLE' | 'ACCOUNT';

/** Under which conditions a statement names the caller, by the way in which it does. */
export interface PrincipalMatch {
  readonly grants: Readonly<Record<GrantKind, Formula>>;
  /** The element that names the caller, as written. */
  readonly matched: string | null;
}

const EVERYBODY: PrincipalMatch = { grants: { DIRECT: TRUE, ROLE: FALSE, ACCOUNT: FALSE }, matched: null };

/**
 * Null: it does not name the caller, whatever is open. The atoms bear no statement yet. `entered`: of a statement that
 * says who enters a role, its ARN; null of any other.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function matchPrincipals(
  statement: CompiledStatement,
  caller: Caller,
  entered: string | null,
): PrincipalMatch | null {
  const { principals } = statement;
  if (principals === null) return EVERYBODY;
  const isNamedAlone = entered !== null && statement.effect === 'ALLOW' && hasToBeNamed(caller, entered);
  if (principals.isNot) return isNamedAlone ? null : matchAllBut(statement, principals.elements, caller, entered);
  const found: Record<GrantKind, Formula[]> = { DIRECT: [], ROLE: [], ACCOUNT: [] };
  let matched: string | null = null;
  for (const element of principals.elements) {
    if (isNamedAlone && element.kind === 'EVERYONE') continue;
    const { formula, grant } = matchElement(element, caller, entered);
    if (formula.kind === 'FALSE') continue;
    matched ??= element.value;
    found[grant].push(formula);
  }
  if (matched === null) return null;
  return { grants: { DIRECT: or(found.DIRECT), ROLE: or(found.ROLE), ACCOUNT: or(found.ACCOUNT) }, matched };
}

/**
 * `*` takes in every caller of a resource, services too; a Deny on it stops them, which is what aws:PrincipalIsAWSService excepts them from.
 * What it lets into a role are AWS identities: services and users of providers have principal types of their own, which a trust policy has to
 * name (`likely`: the page on principals lists root users, users, sessions and federated users for it, and services apart). A role enters
 * itself where its trust names it or its account (R30).
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
 */
function hasToBeNamed(caller: Caller, entered: string): boolean {
  return caller.kind === 'FEDERATED' || caller.kind === 'SERVICE' || (caller.kind === 'ROLE' && caller.arn === entered);
}

function matchAllBut(
  { effect }: CompiledStatement,
  elements: readonly PrincipalElement[],
  caller: Caller,
  entered: string | null,
): PrincipalMatch | null {
  const found = elements.map((element) => ({ element, ...matchElement(element, caller, entered) }));
  const spared = effect === 'DENY' ? sparedByDeny(found, caller) : or(found.map(({ formula }) => formula));
  if (spared.kind === 'TRUE') return null;
  const matched = `all but ${elements.map(({ value }) => value).join(', ')}`;
  return { grants: { DIRECT: not(spared), ROLE: FALSE, ACCOUNT: FALSE }, matched };
}

interface ElementMatch {
  readonly formula: Formula;
  readonly grant: GrantKind;
}

const NO: ElementMatch = { formula: FALSE, grant: 'DIRECT' };

function matchElement(element: PrincipalElement, caller: Caller, entered: string | null): ElementMatch {
  switch (element.kind) {
    case 'EVERYONE':
      return { formula: TRUE, grant: 'DIRECT' };
    case 'ACCOUNT':
      return { formula: inAccount(element.account, caller), grant: 'ACCOUNT' };
    case 'ARN':
      return matchArn(element.value, caller);
    case 'SESSION':
      return { formula: matchSession(element, caller), grant: 'DIRECT' };
    case 'SERVICE':
      return caller.kind === 'SERVICE' && caller.name === element.value ? { formula: TRUE, grant: 'DIRECT' } : NO;
    case 'FEDERATED':
      return caller.kind === 'FEDERATED' && isProvider(element.value, caller.provider)
        ? { formula: TRUE, grant: 'DIRECT' }
        : NO;
    case 'DELETED':
      return (caller.kind === 'USER' || caller.kind === 'ROLE') && caller.uniqueId === element.value
        ? { formula: TRUE, grant: caller.kind === 'USER' ? 'DIRECT' : 'ROLE' }
        : NO;
    case 'CANONICAL_USER':
      return { formula: entered === null ? isCanonicalUser(element.value, caller) : FALSE, grant: 'ACCOUNT' };
    case 'NOBODY':
      return NO;
  }
}

/** An account names everybody in it; of callers known by no account, those that say they are in it. */
function inAccount(account: string, caller: Caller): Formula {
  switch (caller.kind) {
    case 'USER':
    case 'ROLE':
    case 'ROOT':
    case 'ACCOUNT':
      return caller.account.id === account ? TRUE : FALSE;
    case 'ANYONE':
    case 'CANONICAL_USER':
      return asked('aws:PrincipalAccount', 'StringEquals', [account]);
    case 'SERVICE':
    case 'FEDERATED':
    case 'ANONYMOUS':
      return FALSE;
  }
}

/**
 * A canonical user id is another name of an account, which S3 alone understands.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html
 */
function isCanonicalUser(id: string, caller: Caller): Formula {
  if (caller.kind === 'CANONICAL_USER') return caller.id === id ? TRUE : FALSE;
  if (!('account' in caller) && caller.kind !== 'ANYONE') return FALSE;
  const known = 'account' in caller ? caller.account.canonicalUserId : undefined;
  if (known !== undefined) return known === id ? TRUE : FALSE;
  const account = 'account' in caller ? caller.account.id : null;
  const text = `Whether the canonical user id ${id} is that of the caller’s account was not collected.`;
  const gap = { kind: 'ARN_UNKNOWN', account, subject: id, mayHide: true, mayOverstate: true, text } as const;
  return literal({ kind: 'UNREAD', gap });
}

function matchArn(arn: string, caller: Caller): ElementMatch {
  switch (caller.kind) {
    case 'USER': {
      const { federationTokenName } = caller.session;
      const own = federationTokenName === undefined ? caller.arn : federatedUserArn(caller.arn, federationTokenName);
      return own === arn ? { formula: TRUE, grant: 'DIRECT' } : NO;
    }
    case 'ROLE':
      return caller.arn === arn ? { formula: TRUE, grant: 'ROLE' } : NO;
    case 'ACCOUNT':
    case 'ANYONE':
    case 'CANONICAL_USER': {
      if (!mayBeOf(parseArn(arn)?.account ?? '', caller)) return NO;
      return { formula: asked('aws:PrincipalArn', 'ArnEquals', [escapeText(arn)]), grant: 'DIRECT' };
    }
    case 'ROOT':
    case 'SERVICE':
    case 'FEDERATED':
    case 'ANONYMOUS':
      return NO;
  }
}

function matchSession(element: PrincipalElement & { kind: 'SESSION' }, caller: Caller): Formula {
  const { account, partition, role, session } = element;
  const isNamed = literal({ kind: 'SESSION', name: session, statement: null });
  if (caller.kind === 'ROLE') {
    const arn = parseArn(caller.arn);
    if (arn?.account !== account || arn.partition !== partition || resourceName(arn.resource) !== role) return FALSE;
    if (caller.session.name === undefined) return isNamed;
    return caller.session.name === session ? TRUE : FALSE;
  }
  if (!mayBeOf(account, caller)) return FALSE;
  const prefix = `arn:${partition}:iam::${account}:role/`;
  const arns = [`${prefix}${escapeText(role)}`, `${prefix}*/${escapeText(role)}`];
  return and([asked('aws:PrincipalArn', 'ArnLike', arns), isNamed]);
}

/** Whether a caller of whom only the account is known, or not even that, can be of this account. */
function mayBeOf(account: string, caller: Caller): boolean {
  if (caller.kind === 'ACCOUNT') return caller.account.id === account;
  if (caller.kind === 'ANYONE') return !caller.knownAccounts.includes(account);
  return caller.kind === 'CANONICAL_USER';
}

/**
 * R15: a Deny with NotPrincipal spares only who is fully listed: the user and the account, or the session, the role and the account. A
 * caller with a permissions boundary is never spared.
 */
function sparedByDeny(
  found: readonly (ElementMatch & { readonly element: PrincipalElement })[],
  caller: Caller,
): Formula {
  const of = (kinds: readonly PrincipalElement['kind'][]): Formula =>
    or(found.filter(({ element }) => kinds.includes(element.kind)).map(({ formula }) => formula));
  const everyone = of(['EVERYONE']);
  const account = of(['ACCOUNT', 'CANONICAL_USER']);
  switch (caller.kind) {
    case 'USER':
      return caller.hasBoundary === true ? FALSE : or([everyone, and([of(['ARN', 'DELETED']), account])]);
    case 'ROLE':
      return caller.hasBoundary === true
        ? FALSE
        : or([everyone, and([of(['SESSION']), of(['ARN', 'DELETED']), account])]);
    case 'CANONICAL_USER':
      return or([everyone, account]);
    case 'ACCOUNT':
    case 'ANYONE':
      return or([everyone, and([of(['ARN', 'SESSION']), account])]);
    case 'ROOT':
      return or([everyone, account]);
    case 'SERVICE':
    case 'FEDERATED':
    case 'ANONYMOUS':
      return or(found.map(({ formula }) => formula));
  }
}

/** A provider is named by its ARN, or, where AWS knows it, by its name alone. */
function isProvider(named: string, provider: string): boolean {
  return named === provider;
}

function federatedUserArn(userArn: string, name: string): string {
  const arn = parseArn(userArn);
  return `arn:${arn?.partition ?? 'aws'}:sts::${arn?.account ?? ''}:federated-user/${name}`;
}

function asked(key: string, operator: string, values: readonly string[]): Formula {
  return literal({ kind: 'CONTEXT', key, operator, values, statement: null });
}
