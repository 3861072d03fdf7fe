import { resourceName } from '../../iam/arn.js';
import type { Need, Needs } from '../../iam/decision.js';
import { conditionText } from '../../policy/explain/needText.js';
import { admittedValues } from './admittedValues.js';
import { hostOf, type Provider } from './claims.js';
import { subjectInWords } from './subjects.js';

/** How a provider is called, and which of its claims say who it is and at which application they signed in. */
interface KnownProvider {
  readonly name: string;
  readonly subject?: string;
  /** Of those whose tokens are for one application; the others say where a token is for AWS. */
  readonly application?: readonly [claim: string, words: string];
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
const KNOWN_PROVIDERS: Readonly<Record<string, KnownProvider>> = {
  'token.actions.githubusercontent.com': { name: 'GitHub Actions' },
  'gitlab.com': { name: 'GitLab' },
  'app.terraform.io': { name: 'HCP Terraform' },
  'agent.buildkite.com': { name: 'Buildkite' },
  'accounts.google.com': { name: 'Google', application: ['aud', 'application'] },
  'cognito-identity.amazonaws.com': { name: 'Amazon Cognito', application: ['aud', 'identity pool'] },
  'www.amazon.com': { name: 'Login with Amazon', subject: 'user_id', application: ['app_id', 'application'] },
  'graph.facebook.com': { name: 'Facebook', subject: 'id', application: ['app_id', 'application'] },
};

/** Audiences that every token for AWS has, so that they say nothing of who it is. */
const OF_AWS: ReadonlySet<string> = new Set(['sts.amazonaws.com', 'https://signin.aws.amazon.com/saml']);

/** Who it is, in words. */
export function nameIdentity(provider: Provider, claims: Needs | null): string {
  const at = placeOf(provider);
  if (claims === null) return `everyone at ${at}`;
  return claims.alternatives.map(({ all }) => nameAlternative(all, provider, at)).join('; or ');
}

function placeOf({ name, protocol, node }: Provider): string {
  const account = /^arn:[^:]+:iam::([0-9]{12}):/.exec(name)?.[1];
  if (protocol === 'SAML')
    return `SAML provider ${node?.name ?? resourceName(name)} in account ${account ?? 'unknown'}`;
  const host = hostOf(name);
  const cluster = /^oidc\.eks\.([a-z0-9-]+)\.[^/]+\/id\/(.+)$/u.exec(host);
  const known =
    cluster === null ? (KNOWN_PROVIDERS[host]?.name ?? host) : `EKS cluster ${cluster[2] ?? ''} in ${cluster[1] ?? ''}`;
  return account === undefined ? known : `${known} (provider of account ${account})`;
}

function nameAlternative(all: readonly Need[], { name, protocol }: Provider, at: string): string {
  const host = hostOf(name);
  const known = protocol === 'SAML' ? undefined : KNOWN_PROVIDERS[host];
  const prefix = `${protocol === 'SAML' ? 'saml' : host}:`;
  const claimOf = ({ key }: Need): string => (key ?? '').slice(prefix.length);
  const says = (need: Need, claim: string): boolean =>
    claimOf(need).toLowerCase() === claim && admittedValues(need) !== null;
  const subject = all.find((need) => says(need, known?.subject ?? 'sub'));
  const [claim, words] = known?.application ?? ['aud', 'audience'];
  const application = all.find((need) => need !== subject && says(need, claim));
  const kind = host === 'cognito-identity.amazonaws.com' ? all.find((need) => says(need, 'amr')) : undefined;
  const rest = all.filter((need) => need !== subject && need !== application && need !== kind);
  const who = subject === undefined ? kindOf(kind) : whoOf(host, subject, known?.application !== undefined);
  const where = rest.length === 0 ? '' : ` where ${rest.map((need) => nameNeed(need, claimOf(need))).join(' and ')}`;
  return `${who}${nameApplication(application, words)} on ${at}${where}`;
}

/** `ofPeople`: who signs in there is a person, and not a workload. */
function whoOf(host: string, subject: Need, ofPeople: boolean): string {
  const { values, arePatterns } = admittedValues(subject) ?? { values: subject.values, arePatterns: false };
  const named = values.map((value) => subjectInWords(host, value, arePatterns));
  return (ofPeople ? named.map((one) => one.replace(/^subject/u, 'user')) : named).join(' or ');
}

/**
 * Whom an identity pool of Cognito tells apart: those who signed in, guests, or those of one provider.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
function kindOf(need: Need | undefined): string {
  if (need === undefined) return 'users';
  const kinds: Readonly<Record<string, string>> = { authenticated: 'users who signed in', unauthenticated: 'guests' };
  return need.values.map((value) => kinds[value] ?? `users who signed in at ${value}`).join(' or ');
}

function nameApplication(need: Need | undefined, words: string): string {
  if (need === undefined || need.values.every((value) => OF_AWS.has(value))) return '';
  const isOpen = admittedValues(need)?.arePatterns === true && need.values.some((value) => /[*?]/u.test(value));
  return ` of ${words}${isOpen ? ' like' : ''} ${need.values.join(' or ')}`;
}

function nameNeed({ operator, values, isNegated }: Need, claim: string): string {
  return conditionText(claim, operator, values, isNegated);
}
