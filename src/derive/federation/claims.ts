import { createHash } from 'node:crypto';
import type { NodeOf } from '../../graph/nodes.js';
import type { Need, Needs, NeedSet } from '../../iam/decision.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Formula, KeyDomain, Literal } from '../../policy/model.js';
import { and, FALSE, literal, not, or } from '../../policy/needs/formula.js';
import { judge } from '../../policy/needs/index.js';
import { takesIn, type Statement } from '../statements.js';

/** An identity provider as a trust policy names it. */
export interface Provider {
  /** Its ARN, or a name such as `accounts.google.com`. */
  readonly name: string;
  readonly protocol: 'SAML' | 'OIDC';
  /** The IAM provider, when it is one of the snapshot. */
  readonly node: NodeOf<'IdentityProvider'> | null;
}

/** The action by which users of a provider of this protocol enter a role. */
export function federatedAction(protocol: 'SAML' | 'OIDC'): string {
  return protocol === 'SAML' ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity';
}

/**
 * Whether a context key is one of the provider's own: `saml:…`, or `<host and path>:…`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
export function isProviderKey(key: string, provider: Pick<Provider, 'name' | 'protocol'>): boolean {
  const name = key.toLowerCase();
  return name.startsWith(provider.protocol === 'SAML' ? 'saml:' : `${hostOf(provider.name).toLowerCase()}:`);
}

/** `arn:…:oidc-provider/host/path` gives `host/path`. */
export function hostOf(provider: string): string {
  const at = provider.indexOf(':oidc-provider/');
  return at < 0 ? provider : provider.slice(at + ':oidc-provider/'.length);
}

/**
 * Whom of the provider's users the statements admit: the part of their conditions, allowed and denied, that is on the provider's keys.
 * Null where they admit nobody; `claims` null where they admit everybody.
 */
export function claimsOf(
  statements: readonly Statement[],
  provider: Provider,
): { readonly claims: Needs | null } | null {
  const action = federatedAction(provider.protocol);
  const bearing = statements.filter((statement) => takesIn(statement, action) && names(statement, provider));
  const either = (effect: 'Allow' | 'Deny'): Formula =>
    or(bearing.filter((statement) => statement.effect === effect).map(conditionFormula));
  const admitted = and([either('Allow'), not(either('Deny'))]);
  if (admitted === FALSE || judge(admitted, (one) => domainOf(one, provider, true)).verdict === 'FALSE') return null;
  const { verdict, needs } = judge(admitted, (one) => domainOf(one, provider, false));
  if (verdict === 'FALSE') return null;
  return { claims: verdict === 'TRUE' || needs === null ? null : providerPart(needs, provider) };
}

function names(statement: Statement, provider: Provider): boolean {
  const isNamed = (list: Statement['principals']): boolean =>
    list.some(({ type, value }) => (type === 'Federated' && value === provider.name) || value === '*');
  if (statement.notPrincipals.length > 0) return !isNamed(statement.notPrincipals);
  return statement.effect === 'Deny'
    ? isNamed(statement.principals)
    : statement.principals.some(({ type, value }) => type === 'Federated' && value === provider.name);
}

function conditionFormula(statement: Statement): Formula {
  return and(
    statement.conditions.map(({ key, operator, values }) =>
      literal({ kind: 'CONTEXT', key, operator, values, statement: null }),
    ),
  );
}

/** The provider's client ids limit `aud`; `sub` and `aud` are in every token. */
function domainOf({ atom }: Literal, provider: Provider, withClients: boolean): KeyDomain {
  const key = atom.kind === 'CONTEXT' ? atom.key.toLowerCase() : '';
  const isMultivalued = atom.kind === 'CONTEXT' && /^For(All|Any)Values?:/i.test(atom.operator);
  const isAlways = isProviderKey(key, provider) && /:(sub|aud)$/.test(key);
  const { node } = provider;
  const clients = withClients && key.endsWith(':aud') && node?.kind === 'OIDC' && node.isDetailed ? node.clientIds : [];
  const isClient = { kind: 'CONTEXT', key, operator: 'StringEquals', values: clients, statement: null } as const;
  return {
    mayBeAbsent: !isAlways,
    isMultivalued,
    constraints: clients.length === 0 ? [] : [{ atom: isClient, isNegated: false, hop: null }],
  };
}

/** Of each alternative what is on the provider's keys; null where one of them asks nothing of these. */
function providerPart(needs: Needs, provider: Provider): Needs | null {
  const parts = needs.alternatives.map(({ all }) =>
    all.filter((need) => need.key !== null && isProviderKey(need.key, provider)).map(bare),
  );
  if (parts.length === 0 || parts.some((part) => part.length === 0)) return null;
  const byText = new Map(parts.map((part) => [JSON.stringify(part), part]));
  const distinct = [...byText.values()].filter(
    (part) => ![...byText.values()].some((other) => other.length < part.length && contains(part, other)),
  );
  return { alternatives: distinct.map((all): NeedSet => ({ all, unread: [] })), truncated: needs.truncated };
}

function contains(part: readonly Need[], other: readonly Need[]): boolean {
  const texts = new Set(part.map((need) => JSON.stringify(need)));
  return other.every((need) => texts.has(JSON.stringify(need)));
}

/** Whom it asks for, whatever statement asks. */
function bare(need: Need): Need {
  return { ...need, values: [...need.values].sort(compareCodePoints), hop: null, statement: null };
}

/** The key in the id of the identity: a hash of provider and claims. */
export function claimsKey(provider: string, claims: Needs | null): string {
  return createHash('sha256')
    .update(JSON.stringify([provider, claims]))
    .digest('hex')
    .slice(0, 32);
}

/** The claims of one alternative as what is known of the identity. */
export function literalsOfClaims({ all }: NeedSet): readonly Literal[] {
  return all.flatMap(({ key, operator, values, isNegated }): readonly Literal[] =>
    key === null ? [] : [{ atom: { kind: 'CONTEXT', key, operator, values, statement: null }, isNegated, hop: null }],
  );
}
