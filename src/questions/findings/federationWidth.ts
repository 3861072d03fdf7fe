import { hostOf } from '../../derive/federation/claims.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { Need } from '../../iam/decision.js';
import { SEVERITIES, type Severity } from './severity.js';

/** How much too wide claims are, and in what. */
export interface Width {
  readonly severity: Severity;
  /** A sentence. */
  readonly text: string;
}

/** A provider that everybody in the world signs in at, and how it calls who signed in and at which application. */
interface PublicProvider {
  readonly name: string;
  readonly subject: string;
  readonly application: string;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
const PUBLIC: ReadonlyMap<string, PublicProvider> = new Map([
  ['accounts.google.com', { name: 'Google', subject: 'sub', application: 'aud' }],
  ['www.amazon.com', { name: 'Login with Amazon', subject: 'user_id', application: 'app_id' }],
  ['graph.facebook.com', { name: 'Facebook', subject: 'id', application: 'app_id' }],
]);

const COGNITO = 'cognito-identity.amazonaws.com';

/**
 * Providers that many firms share, and how a subject begins that is of one of them.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
const SHARED: ReadonlyMap<string, { readonly name: string; readonly tenant: RegExp; readonly unit: string }> = new Map([
  ['token.actions.githubusercontent.com', { name: 'GitHub', tenant: /^repo:[^/:]+\//i, unit: 'repository' }],
  ['gitlab.com', { name: 'GitLab', tenant: /^project_path:[^/:]+\//i, unit: 'project' }],
  ['app.terraform.io', { name: 'HCP Terraform', tenant: /^organization:[^:]+:/i, unit: 'project' }],
  ['agent.buildkite.com', { name: 'Buildkite', tenant: /^organization:[^:]+:/i, unit: 'pipeline' }],
]);

/** How much too wide the claims of an identity are; null where they are not. Of several alternatives the worst counts. SAML providers say themselves who gets which role. */
export function federationWidth({ protocol, providerName, claims }: NodeOf<'FederatedIdentity'>): Width | null {
  if (protocol === 'SAML') return null;
  const host = hostOf(providerName).toLowerCase();
  const alternatives = claims?.alternatives ?? [{ all: [] }];
  const found = alternatives.flatMap(({ all }) => widthOf(host, claimsOf(host, all)) ?? []);
  return (
    found.toSorted((left, right) => SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity))[0] ?? null
  );
}

/** What is asked of each claim, each text a pattern (with wildcards) or not; negated conditions narrow nothing down. */
type Claims = ReadonlyMap<string, readonly Asked[]>;
interface Asked {
  readonly value: string;
  readonly isPattern: boolean;
}

function claimsOf(host: string, all: readonly Need[]): Claims {
  const claims = new Map<string, readonly Asked[]>();
  for (const { key, operator, isNegated, values } of all) {
    const base = operator.replace(/^For(?:Any|All)Values?:/, '').replace(/IfExists$/, '');
    const isPattern = base === 'StringLike';
    if (key === null || isNegated || !(isPattern || base === 'StringEquals' || base === 'StringEqualsIgnoreCase'))
      continue;
    const claim = key.toLowerCase().slice(host.length + 1);
    if (!claims.has(claim))
      claims.set(
        claim,
        values.map((value) => ({ value, isPattern })),
      );
  }
  return claims;
}

function widthOf(host: string, claims: Claims): Width | null {
  if (host === COGNITO) return ofCognito(claims);
  const open = PUBLIC.get(host);
  if (open !== undefined) return ofPublic(open, claims);
  return ofSubject(host, claims) ?? ofAudience(claims);
}

function ofPublic({ name, subject, application }: PublicProvider, claims: Claims): Width | null {
  if (!isNarrow(claims.get(application))) {
    const text = `It asks for no ${application}: everybody with an account at ${name} gets in, through any application.`;
    return { severity: 'CRITICAL', text };
  }
  if (isNarrow(claims.get(subject))) return null;
  return { severity: 'HIGH', text: `Everybody who signs in to the application with ${name} gets in.` };
}

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
function ofCognito(claims: Claims): Width | null {
  if (!isNarrow(claims.get('aud'))) {
    const text = 'It asks for no aud: identities of every identity pool of every account of AWS get in.';
    return { severity: 'CRITICAL', text };
  }
  const kinds = claims.get('amr');
  const isGuest = kinds === undefined || kinds.some(({ value }) => /^unauthenticated$|[*?]/i.test(value));
  if (!isGuest) return null;
  return { severity: 'HIGH', text: 'Everybody gets in, without signing in, through the identity pool.' };
}

function ofSubject(host: string, claims: Claims): Width | null {
  const shared = SHARED.get(host);
  const subjects = claims.get('sub');
  if (subjects === undefined) {
    const others = [...claims].filter(([claim, asked]) => claim !== 'aud' && isNarrow(asked));
    if (others.length > 0) return null;
    if (shared !== undefined) {
      return {
        severity: 'CRITICAL',
        text: `It asks for no sub: whoever uses ${shared.name} gets in, whatever firm they are of.`,
      };
    }
    return { severity: 'MEDIUM', text: 'It asks for no sub: every user and workload of the provider gets in.' };
  }
  const widths = subjects.flatMap(({ value, isPattern }) => (isPattern ? (ofPattern(host, value) ?? []) : []));
  return (
    widths.toSorted((left, right) => SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity))[0] ?? null
  );
}

function ofPattern(host: string, value: string): Width | null {
  const wildcard = value.search(/[*?]/);
  if (wildcard < 0) return null;
  const fixed = value.slice(0, wildcard);
  const shared = SHARED.get(host);
  if (shared === undefined) {
    // Of a cluster of EKS: system:serviceaccount:NAMESPACE:NAME.
    if (fixed !== '' && fixed !== 'system:' && fixed !== 'system:serviceaccount:') return null;
    return { severity: 'MEDIUM', text: `Its sub is ${value}: every user and workload of the provider gets in.` };
  }
  const tenant = shared.tenant.exec(fixed)?.[0];
  if (tenant === undefined) {
    const isAll = /^(?:[a-z_]*:?)$/i.test(fixed);
    const whose = isAll
      ? 'whoever uses it gets in, whatever firm they are of'
      : `whoever takes a name that begins so gets in, since nothing ends the name of the owner`;
    return { severity: isAll ? 'CRITICAL' : 'HIGH', text: `Its sub is ${value} at ${shared.name}: ${whose}.` };
  }
  if (fixed !== tenant) return null;
  return {
    severity: 'MEDIUM',
    text: `Its sub is ${value} at ${shared.name}: every ${shared.unit} of the owner gets in, and every branch and pull request of it.`,
  };
}

/** The client ids of a provider limit the audience too, for all roles alike. */
function ofAudience(claims: Claims): Width | null {
  if (isNarrow(claims.get('aud'))) return null;
  return {
    severity: 'LOW',
    text: 'It asks for no aud: tokens that were made for any client id of the provider get in.',
  };
}

function isNarrow(asked: readonly Asked[] | undefined): boolean {
  return asked !== undefined && asked.every(({ value, isPattern }) => !isPattern || !/^[*?]/.test(value));
}
