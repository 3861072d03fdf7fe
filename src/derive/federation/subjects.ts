/** Who a subject means, in words; a pattern has `*` and `?`. Null: it has another form. */
type Words = (subject: string) => string | null;

/**
 * How providers write subjects.
 * @see https://docs.github.com/en/actions/reference/security/oidc
 * @see https://docs.gitlab.com/ci/secrets/id_token_authentication/
 * @see https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens
 * @see https://buildkite.com/docs/pipelines/security/oidc
 * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
const FORMS: readonly { readonly host: RegExp; readonly words: Words }[] = [
  { host: /^token\.actions\.githubusercontent\.com$/u, words: ofGitHub },
  { host: /^gitlab\.com$/u, words: ofGitLab },
  { host: /^app\.terraform\.io$/u, words: ofTerraform },
  { host: /^agent\.buildkite\.com$/u, words: ofBuildkite },
  { host: /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\//u, words: ofCluster },
];

/** Who a subject of a provider means. Without StringLike, `*` stands for nothing but itself. */
export function subjectInWords(host: string, subject: string, isPattern: boolean): string {
  const isOpen = /[*?]/u.test(subject);
  if (isOpen && !isPattern) return `subject ${subject} (written so: its operator knows no wildcards)`;
  const form = FORMS.find((one) => one.host.test(host));
  return form?.words(subject) ?? (isOpen ? `subjects like ${subject}` : `subject ${subject}`);
}

/** One of a kind, any of it, or those that are like a pattern. */
function named(kind: string, plural: string, value: string): string {
  if (value === '*') return `any ${kind}`;
  return /[*?]/u.test(value) ? `${plural} like ${value}` : `${kind} ${value}`;
}

/** `repo:OWNER/REPOSITORY:ref:refs/heads/BRANCH`, `…:environment:NAME`, `…:pull_request`; newer ones have ids behind the names: `OWNER@123`. */
function ofGitHub(subject: string): string | null {
  if (/^(?:repo:)?\*$/u.test(subject)) return 'any workflow of anybody';
  const [, owner, repository, detail] = /^repo:([^/:]+)\/([^:]+)(?::(.*))?$/u.exec(subject) ?? [];
  if (owner === undefined || repository === undefined) {
    const start = /^repo:([^/:*?]+)\*$/u.exec(subject)?.[1];
    return start === undefined ? null : `any workflow of whoever has a name that begins with ${start}`;
  }
  const where =
    repository === '*'
      ? `any repository of ${owner}`
      : /[*?]/u.test(repository + owner)
        ? `repositories like ${owner}/${repository}`
        : `${owner}/${repository}`;
  // A wildcard at the end of the name runs over what is behind it too.
  if (detail === undefined) return repository.endsWith('*') ? `any workflow of ${where}` : where;
  return `${detailOfGitHub(detail)} of ${where}`;
}

function detailOfGitHub(detail: string): string {
  if (detail === '*') return 'any workflow';
  if (detail === 'ref:*') return 'any branch or tag';
  if (detail === 'pull_request') return 'pull requests';
  const [, branch] = /^ref:refs\/heads\/(.+)$/u.exec(detail) ?? [];
  if (branch !== undefined) return named('branch', 'branches', branch);
  const [, tag] = /^ref:refs\/tags\/(.+)$/u.exec(detail) ?? [];
  if (tag !== undefined) return named('tag', 'tags', tag);
  const [, environment] = /^environment:(.+)$/u.exec(detail) ?? [];
  return environment === undefined ? `workflows with ${detail}` : named('environment', 'environments', environment);
}

/** `project_path:GROUP/PROJECT:ref_type:branch:ref:main` */
function ofGitLab(subject: string): string | null {
  const [, path = '', type, ref] = /^project_path:([^:]+)(?::ref_type:([^:]+):ref:(.+)|:\*)?$/u.exec(subject) ?? [];
  if (path === '') return null;
  const below = /^([^*?]+)\/\*$/u.exec(path)?.[1];
  const where = below === undefined ? named('project', 'projects', path) : `any project of ${below}`;
  if (type === undefined || ref === undefined) return `any pipeline of ${where}`;
  if (type === 'branch') return `${named('branch', 'branches', ref)} of ${where}`;
  return type === 'tag' ? `${named('tag', 'tags', ref)} of ${where}` : `${named('ref', 'refs', ref)} of ${where}`;
}

/** `organization:O:project:P:workspace:W:run_phase:apply` */
function ofTerraform(subject: string): string | null {
  const form = /^organization:([^:]+):project:([^:]+):workspace:([^:]+)(?::run_phase:([^:]+))?$/u;
  const [, organization, project, workspace, phase] = form.exec(subject) ?? [];
  if (organization === undefined || project === undefined || workspace === undefined) return null;
  const when = phase === undefined || phase === '*' ? 'any run' : `${named('phase', 'phases', phase)}`;
  const where = `${named('workspace', 'workspaces', workspace)} in ${named('project', 'projects', project)}`;
  return `${when} of ${where} of ${named('organisation', 'organisations', organization)}`;
}

/** `organization:O:pipeline:P:ref:refs/heads/main:commit:…:step:…` */
function ofBuildkite(subject: string): string | null {
  const [, organization, pipeline, rest] = /^organization:([^:]+):pipeline:([^:]+)(?::(.*))?$/u.exec(subject) ?? [];
  if (organization === undefined || pipeline === undefined) return null;
  const how = rest === undefined || rest === '*' ? '' : ` with ${rest}`;
  return `${named('pipeline', 'pipelines', pipeline)} of ${named('organisation', 'organisations', organization)}${how}`;
}

/** `system:serviceaccount:NAMESPACE:NAME` */
function ofCluster(subject: string): string | null {
  const [, namespace, name] = /^system:serviceaccount:([^:]+)(?::(.+))?$/u.exec(subject) ?? [];
  if (namespace === undefined) return null;
  if (name === undefined) return namespace === '*' ? 'any service account of any namespace' : null;
  return `${named('service account', 'service accounts', name)} of ${named('namespace', 'namespaces', namespace)}`;
}
