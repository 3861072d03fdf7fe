import { type AdmittedValues, admittedValues } from '../../derive/federation/admittedValues.js';
import { hostOf } from '../../derive/federation/claims.js';
import { groupBy } from '../../derive/groupBy.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { Need } from '../../iam/decision.js';
import { SEVERITIES, type Severity } from './severity.js';

/** How much too wide claims are, and in what. */
export interface Width {
  readonly severity: Severity;
  /** A sentence. */
  readonly text: string;
}

/** A provider that everybody in the world signs in at, and how it calls the application they signed in to. */
interface PublicProvider {
  readonly name: string;
  readonly application: string;
  /** Another claim that says the same of the application. */
  readonly orElse?: string;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
const PUBLIC: ReadonlyMap<string, PublicProvider> = new Map([
  ['accounts.google.com', { name: 'Google', application: 'aud', orElse: 'oaud' }],
  ['www.amazon.com', { name: 'Login with Amazon', application: 'app_id' }],
  ['graph.facebook.com', { name: 'Facebook', application: 'app_id' }],
]);

const COGNITO = 'cognito-identity.amazonaws.com';

/** A provider that many firms share. */
interface SharedProvider {
  readonly name: string;
  /** How a subject begins that is of one firm. */
  readonly tenant: RegExp;
  readonly unit: string;
  /** What gets in with a unit of which nothing is asked. */
  readonly within: string;
  /** Claims beside the subject that are of one firm: others, such as a branch, anybody can have. Null: any. */
  readonly claims: readonly string[] | null;
}

/**
 * Providers that many firms share.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
const SHARED: ReadonlyMap<string, SharedProvider> = new Map([
  [
    'token.actions.githubusercontent.com',
    {
      name: 'GitHub',
      tenant: /^(?:repo:[^/:]+\/|repository_owner(?:_id)?:[^:]+:)/i,
      unit: 'repository',
      within: ', and every branch and pull request of it',
      claims: [
        'repository',
        'repository_id',
        'repository_owner',
        'repository_owner_id',
        'job_workflow_ref',
        'actor',
        'actor_id',
        'enterprise',
        'enterprise_id',
      ],
    },
  ],
  [
    'gitlab.com',
    {
      name: 'GitLab',
      tenant: /^project_path:[^/:]+\//i,
      unit: 'project',
      within: ', and every branch and merge request of it',
      claims: ['namespace_id', 'namespace_path', 'project_id', 'project_path', 'user_id', 'user_login', 'user_email'],
    },
  ],
  [
    'app.terraform.io',
    { name: 'HCP Terraform', tenant: /^organization:[^:]+:/i, unit: 'project', within: '', claims: null },
  ],
  [
    'agent.buildkite.com',
    { name: 'Buildkite', tenant: /^organization:[^:]+:/i, unit: 'pipeline', within: '', claims: null },
  ],
]);

/** Subjects of GitHub that name one repository, whoever's it is. */
const ONE_REPOSITORY = /^(?:repository_id:[^:]+:|repository:[^/:]+\/[^:]+:|job_workflow_ref:[^/:]+\/)/i;

/** How much too wide the claims of an identity are; null where they are not. Of several alternatives the worst counts. SAML providers say themselves who gets which role. */
export function federationWidth({ protocol, providerName, claims }: NodeOf<'FederatedIdentity'>): Width | null {
  if (protocol === 'SAML') return null;
  const host = hostOf(providerName).toLowerCase();
  const alternatives = claims?.alternatives ?? [{ all: [] }];
  const found = alternatives.flatMap(({ all }) => widthOf(host, claimsOf(host, all)) ?? []);
  return worst(found);
}

/** Worst first; what is not too wide last. */
function byRank(left: Width | null, right: Width | null): number {
  const rank = (width: Width | null): number =>
    width === null ? SEVERITIES.length : SEVERITIES.indexOf(width.severity);
  return rank(left) - rank(right);
}

function worst(widths: readonly Width[]): Width | null {
  return widths.toSorted(byRank)[0] ?? null;
}

/** What is asked of each claim, all of it, each time one of several texts; what only leaves some out narrows nothing down. */
type Claims = ReadonlyMap<string, readonly AdmittedValues[]>;

function claimsOf(host: string, all: readonly Need[]): Claims {
  return new Map(
    [...groupBy(all, ({ key }) => (key ?? '').toLowerCase().slice(host.length + 1))].map(([claim, needs]) => [
      claim,
      needs.flatMap((need) => admittedValues(need) ?? []),
    ]),
  );
}

function widthOf(host: string, claims: Claims): Width | null {
  if (host === COGNITO) return ofCognito(claims);
  const open = PUBLIC.get(host);
  if (open !== undefined) return ofPublic(open, claims);
  return ofSubject(host, claims) ?? ofAudience(claims);
}

function ofPublic({ name, application, orElse }: PublicProvider, claims: Claims): Width | null {
  const ofApplication = [application, ...(orElse === undefined ? [] : [orElse])];
  const isOfOne = [...claims].some(([claim, asked]) => !ofApplication.includes(claim) && isNarrow(asked));
  if (!ofApplication.some((claim) => isNarrow(claims.get(claim)))) {
    const missing = `It asks for no ${application}`;
    return isOfOne
      ? {
          severity: 'MEDIUM',
          text: `${missing}: whatever application these users sign in to with ${name} gets in for them.`,
        }
      : {
          severity: 'CRITICAL',
          text: `${missing}: everybody with an account at ${name} gets in, through any application.`,
        };
  }
  if (isOfOne) return null;
  return { severity: 'HIGH', text: `Everybody who signs in to the application with ${name} gets in.` };
}

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
function ofCognito(claims: Claims): Width | null {
  if (!isNarrow(claims.get('aud'))) {
    const text = 'It asks for no aud: identities of every identity pool of every account of AWS get in.';
    return { severity: 'CRITICAL', text };
  }
  if (isNarrow(claims.get('sub'))) return null;
  const kinds = claims.get('amr');
  const isOpen = ({ values }: AdmittedValues): boolean => values.some((value) => /^unauthenticated$|[*?]/i.test(value));
  const isGuest = kinds === undefined || kinds.every(isOpen);
  if (!isGuest) return null;
  return { severity: 'HIGH', text: 'Everybody gets in, without signing in, through the identity pool.' };
}

function ofSubject(host: string, claims: Claims): Width | null {
  const shared = SHARED.get(host);
  const subjects = claims.get('sub') ?? [];
  const isOfOne = ([claim, asked]: readonly [string, readonly AdmittedValues[]]): boolean =>
    claim !== 'sub' && claim !== 'aud' && shared?.claims?.includes(claim) !== false && isNarrow(asked);
  if ([...claims].some(isOfOne)) return null;
  if (subjects.length === 0) {
    if (shared !== undefined) {
      return {
        severity: 'CRITICAL',
        text: `It asks for no sub: whoever uses ${shared.name} gets in, whatever firm they are of.`,
      };
    }
    return { severity: 'MEDIUM', text: 'It asks for no sub: every user and workload of the provider gets in.' };
  }
  // All of it is asked: what is narrowest counts.
  const widths = subjects.map(({ values, arePatterns }) =>
    worst(arePatterns ? values.flatMap((value) => ofPattern(host, value) ?? []) : []),
  );
  return widths.toSorted(byRank).at(-1) ?? null;
}

function ofPattern(host: string, value: string): Width | null {
  const shared = SHARED.get(host);
  // GitHub's newer subjects have ids behind the names: any id is of whoever has the name.
  const bare = value.replace(/^(repo:[^/:@*?]+)@(?:\*|[0-9]+)\//iu, '$1/');
  const wildcard = bare.search(/[*?]/);
  if (wildcard < 0) return null;
  const fixed = bare.slice(0, wildcard);
  if (shared === undefined) {
    // Of a cluster of EKS: system:serviceaccount:NAMESPACE:NAME.
    if (fixed !== '' && fixed !== 'system:' && fixed !== 'system:serviceaccount:') return null;
    return { severity: 'MEDIUM', text: `Its sub is ${value}: every user and workload of the provider gets in.` };
  }
  if (ONE_REPOSITORY.test(fixed)) return null;
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
    text: `Its sub is ${value} at ${shared.name}: every ${shared.unit} of the owner gets in${bare.slice(wildcard) === '*' ? shared.within : ''}.`,
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

/** Whether something that is asked of a claim begins with more than a wildcard. */
function isNarrow(asked: readonly AdmittedValues[] | undefined): boolean {
  return (
    asked?.some(({ values, arePatterns }) => !arePatterns || values.every((value) => !/^[*?]/.test(value))) === true
  );
}
