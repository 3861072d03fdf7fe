import type { Case } from './types.js';

/** Who calls, read from the text of the principal alone. */
export interface NaiveCaller {
  readonly kind: 'user' | 'session' | 'federated' | 'root' | 'service' | 'anonymous';
  readonly account: string | null;
  /** As a policy would name it: of a session, its role. */
  readonly arn: string | null;
  /** `arn:aws:sts::…:assumed-role/Role/name`, or that of a federated user. */
  readonly sessionArn: string | null;
}

export function callerOf({ request }: Case): NaiveCaller {
  const { principal, session } = request;
  if (principal === 'anonymous') return { kind: 'anonymous', account: null, arn: null, sessionArn: null };
  if (!principal.startsWith('arn:')) return { kind: 'service', account: null, arn: null, sessionArn: null };
  const account = principal.split(':')[4] ?? '';
  if (principal.endsWith(':root')) return { kind: 'root', account, arn: principal, sessionArn: null };
  if (principal.includes(':user/')) return { kind: 'user', account, arn: principal, sessionArn: null };
  if (principal.includes(':federated-user/')) return { kind: 'federated', account, arn: null, sessionArn: principal };
  if (principal.includes(':assumed-role/')) {
    const [, role] = principal.split('/');
    return { kind: 'session', account, arn: `arn:aws:iam::${account}:role/${role ?? ''}`, sessionArn: principal };
  }
  const role = principal.split('/').at(-1) ?? '';
  const sessionArn = `arn:aws:sts::${account}:assumed-role/${role}/${session?.name ?? ''}`;
  return { kind: 'session', account, arn: principal, sessionArn };
}

/**
 * Every context key of the request in lower case: what the case states, and what AWS derives from who calls and what is called.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function contextOf(one: Case): ReadonlyMap<string, readonly string[]> {
  const { request, settings } = one;
  const caller = callerOf(one);
  const context = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(request.context)) {
    context.set(key.toLowerCase(), typeof value === 'object' ? value.map(String) : [String(value)]);
  }
  const derive = (key: string, value: string | null | undefined): void => {
    if (typeof value === 'string') context.set(key, [value]);
    else context.delete(key);
  };
  derive('aws:principalisawsservice', caller.kind === 'anonymous' ? null : String(caller.kind === 'service'));
  if (caller.kind === 'service') {
    derive('aws:principalservicename', request.principal);
    derive('aws:viaawsservice', 'false');
  }
  if (caller.kind === 'anonymous') {
    derive('aws:principalaccount', 'anonymous');
    derive('aws:userid', 'anonymous');
  }
  if (caller.account !== null) {
    derive('aws:principalarn', caller.kind === 'federated' ? caller.sessionArn : caller.arn);
    derive('aws:principalaccount', caller.account);
    derive('aws:principalorgid', settings.principalOrg?.id);
    derive('aws:principalorgpaths', settings.principalOrg?.path);
  }
  const types = {
    user: 'User',
    session: 'AssumedRole',
    federated: 'FederatedUser',
    root: 'Account',
    anonymous: 'Anonymous',
    service: null,
  };
  derive('aws:principaltype', types[caller.kind]);
  derive('aws:username', caller.kind === 'user' ? request.principal.split('/').at(-1) : null);
  if (caller.kind === 'root') derive('aws:userid', caller.account);
  if (caller.kind === 'federated')
    derive('aws:userid', `${caller.account ?? ''}:${request.principal.split('/')[1] ?? ''}`);
  for (const [key, value] of Object.entries(request.session?.tags ?? {})) {
    derive(`aws:principaltag/${key.toLowerCase()}`, value);
  }
  if (request.session?.sourceIdentity !== undefined) derive('aws:sourceidentity', request.session.sourceIdentity);
  derive('aws:resourceaccount', request.resourceAccount);
  const isOwn = caller.account === request.resourceAccount;
  const owner = settings.resourceOrg ?? (isOwn ? settings.principalOrg : undefined);
  derive('aws:resourceorgid', owner?.id);
  derive('aws:resourceorgpaths', owner?.path);
  return context;
}
