import { resourceName } from '../../iam/arn.js';
import type { Need, Needs } from '../../iam/decision.js';
import { hostOf, type Provider } from './claims.js';

const KNOWN_PROVIDERS: Readonly<Record<string, string>> = {
  'token.actions.githubusercontent.com': 'GitHub Actions',
  'gitlab.com': 'GitLab',
  'accounts.google.com': 'Google',
  'cognito-identity.amazonaws.com': 'Amazon Cognito',
  'www.amazon.com': 'Login with Amazon',
  'graph.facebook.com': 'Facebook',
  'app.terraform.io': 'HCP Terraform',
};

/** Who it is, in words. */
export function nameIdentity(provider: Provider, claims: Needs | null): string {
  const at = placeOf(provider);
  if (claims === null) return `everyone at ${at}`;
  return claims.alternatives.map(({ all }) => nameAlternative(all, at)).join('; or ');
}

function placeOf({ name, protocol, node }: Provider): string {
  const account = /^arn:[^:]+:iam::([0-9]{12}):/.exec(name)?.[1];
  if (protocol === 'SAML')
    return `SAML provider ${node?.name ?? resourceName(name)} in account ${account ?? 'unknown'}`;
  const host = hostOf(name);
  const known = KNOWN_PROVIDERS[host] ?? host;
  return account === undefined ? known : `${known} (provider of account ${account})`;
}

function nameAlternative(all: readonly Need[], at: string): string {
  const subject = all.find((need) => need.key?.toLowerCase().endsWith(':sub') === true && !need.isNegated);
  const rest = all.filter((need) => need !== subject && need.key?.toLowerCase().endsWith(':aud') !== true);
  const who = subject === undefined ? 'users' : subject.values.map(nameSubject).join(' or ');
  const where = rest.length === 0 ? '' : ` where ${rest.map(nameNeed).join(' and ')}`;
  return `${who} on ${at}${where}`;
}

/** GitHub's subjects: `repo:OWNER/REPOSITORY:ref:refs/heads/BRANCH`, `…:environment:NAME`, `…:pull_request`. */
function nameSubject(subject: string): string {
  const match = /^repo:([^/:]+)\/([^:]+)(?::(.*))?$/.exec(subject);
  if (match === null) return subject === '*' ? 'anybody' : `subject ${subject}`;
  const [, owner = '', repository = '', detail = ''] = match;
  const named = repository === '*' ? `any repository of ${owner}` : `${owner}/${repository}`;
  const branch = /^ref:refs\/heads\/(.+)$/.exec(detail)?.[1];
  if (branch !== undefined) return `${branch === '*' ? 'any branch' : `branch ${branch}`} of ${named}`;
  const environment = /^environment:(.+)$/.exec(detail)?.[1];
  if (environment !== undefined) return `environment ${environment} of ${named}`;
  if (detail === '*' || (detail === '' && repository.endsWith('*'))) return `anything of ${named}`;
  return detail === '' ? named : `${detail} of ${named}`;
}

function nameNeed({ key, operator, values, isNegated }: Need): string {
  return `${isNegated ? 'not ' : ''}${key ?? ''} ${operator} ${values.join(' or ')}`;
}
