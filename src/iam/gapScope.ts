import type { Gap } from './snapshot.js';

/**
 * Services whose calls list users, groups, roles, accounts or what binds them; the calls of every other list resources. Those of IAM Identity
 * Center are none: what they did not tell is a gap on the roles that it provisions (derive/assignmentGaps.ts), and changes nobody else.
 */
const OF_IDENTITIES: ReadonlySet<string> = new Set(['account', 'iam', 'organizations', 'sts']);

/** Whether a call of a service, as collection.json names it, is about resources and not about who there is. `*`: about every service. */
export function isCallOfResources(service: string): boolean {
  return !OF_IDENTITIES.has(service.toLowerCase());
}

/**
 * The service of whose resources a gap says that they were not listed, as ARNs name it; `*` for every service, null for a gap about anything
 * else.
 */
export function unlistedService({ kind, subject }: Gap): string | null {
  const service =
    kind === 'LISTING_INCOMPLETE' ? /^([a-z0-9*-]+):[A-Za-z0-9*-]+$/i.exec(subject ?? '')?.[1] : undefined;
  if (service === undefined || !isCallOfResources(service)) return null;
  return IN_ARNS[service.toLowerCase()] ?? service.toLowerCase();
}

/** Services that ARNs name otherwise than their calls. */
const IN_ARNS: Readonly<Record<string, string>> = {
  efs: 'elasticfilesystem',
  opensearch: 'es',
  s3api: 's3',
  s3control: 's3',
  sfn: 'states',
  stepfunctions: 'states',
};
