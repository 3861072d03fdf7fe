import { quote, step } from '../lib/fields.js';
import { type Arn, isAccountId, parseArn } from '../iam/arn.js';
import type { Json } from '../lib/json.js';
import type { AccountFacts, Caller } from '../policy/model.js';
import { fault } from './fault.js';
import { NO_SESSION, type ReadSession } from './readSession.js';

/** What a caller is made of besides its name. */
export interface PrincipalSetting {
  readonly account: (id: string) => AccountFacts;
  readonly hasBoundary: boolean;
  /** `settings.serviceLinkedRole`; undefined: by the path of the role. */
  readonly isServiceLinked: boolean | undefined;
  readonly session: ReadSession;
  /** Pointer to the session. */
  readonly sessionPointer: string;
}

/** The identity providers that policies name without an ARN. */
const SHARED_PROVIDERS: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'graph.facebook.com',
  'www.amazon.com',
  'cognito-identity.amazonaws.com',
]);

/**
 * Who calls: the ARN of a user, role, session, federated user, root or identity provider, an account number or canonical user id (some
 * principal of it, whose own side is taken to allow), the name of a service, or `anonymous`. A role ARN means some session of it; a session ARN holds no path, so
 * it means the role without one.
 * Errors: CASE_MALFORMED, CASE_CONTRADICTORY.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export function readPrincipal(principal: string, pointer: string, setting: PrincipalSetting): Caller {
  const { session } = setting;
  if (principal === 'anonymous') {
    if (session.provider !== undefined && session.provider !== null) return federated(session.provider, setting);
    return without(setting, { kind: 'ANONYMOUS' });
  }
  if (isAccountId(principal)) return without(setting, { kind: 'ACCOUNT', account: setting.account(principal) });
  if (/^[0-9a-f]{64}$/u.test(principal)) return without(setting, { kind: 'CANONICAL_USER', id: principal });
  if (SHARED_PROVIDERS.has(principal)) return federated(principal, setting);
  if (/^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/u.test(principal))
    return without(setting, { kind: 'SERVICE', name: principal });
  const arn = parseArn(principal);
  if (arn === null || !isAccountId(arn.account) || arn.region !== '') {
    throw fault(
      'CASE_MALFORMED',
      pointer,
      `${quote(principal)} is no principal: write an ARN, a service, or anonymous`,
    );
  }
  if (/[*?]/u.test(principal))
    throw fault('CASE_MALFORMED', pointer, 'a request comes from one principal, not from a pattern');
  return arn.service === 'iam' ? ofIam(principal, arn, pointer, setting) : ofSts(principal, arn, pointer, setting);
}

function ofIam(principal: string, arn: Arn, pointer: string, setting: PrincipalSetting): Caller {
  const account = setting.account(arn.account);
  const { resource } = arn;
  if (resource === 'root') return without(setting, { kind: 'ROOT', arn: principal, account });
  if (resource.startsWith('oidc-provider/') || resource.startsWith('saml-provider/'))
    return federated(principal, setting);
  const identity = { arn: principal, account, uniqueId: undefined, tags: undefined, hasBoundary: setting.hasBoundary };
  if (/^user\/(?:.+\/)?[^/]+$/u.test(resource)) return user(identity, setting);
  if (/^role\/(?:.+\/)?[^/]+$/u.test(resource))
    return role(identity, resource.startsWith('role/aws-service-role/'), setting);
  throw fault(
    'CASE_MALFORMED',
    pointer,
    `${quote(principal)} is no principal: it names neither user, role, root nor provider`,
  );
}

function ofSts(principal: string, arn: Arn, pointer: string, setting: PrincipalSetting): Caller {
  const account = setting.account(arn.account);
  const [kind, name, sessionName, ...rest] = arn.resource.split('/');
  const identity = { account, uniqueId: undefined, tags: undefined, hasBoundary: setting.hasBoundary };
  if (arn.service === 'sts' && kind === 'assumed-role' && name && sessionName && rest.length === 0) {
    const { session, sessionPointer } = setting;
    if (session.name !== undefined && session.name !== sessionName) {
      throw fault('CASE_CONTRADICTORY', `${sessionPointer}/name`, `the principal is the session ${quote(sessionName)}`);
    }
    const roleArn = `arn:${arn.partition}:iam::${arn.account}:role/${name}`;
    return role({ ...identity, arn: roleArn }, false, { ...setting, session: { ...session, name: sessionName } });
  }
  if (arn.service === 'sts' && kind === 'federated-user' && name && sessionName === undefined) {
    return {
      kind: 'USER',
      ...identity,
      arn: principal,
      session: { ...federationSession(setting, name), federationTokenName: name },
    };
  }
  throw fault(
    'CASE_MALFORMED',
    pointer,
    `${quote(principal)} is no principal: it names neither session nor federated user`,
  );
}

type Identity = Omit<Caller & { kind: 'USER' }, 'kind' | 'session'>;

/** A user's own call has no session name, tags or source identity: neither long-term keys nor GetSessionToken carry them. */
function user(identity: Identity, setting: PrincipalSetting): Caller {
  refuseSession(
    setting,
    ['mfa'],
    'the session of a user, who has neither long-term keys nor a GetSessionToken session with it,',
  );
  const { mfa } = setting.session;
  return { kind: 'USER', ...identity, session: mfa === undefined ? {} : { mfa } };
}

function role(identity: Identity, isServicePath: boolean, setting: PrincipalSetting): Caller {
  const { session, sessionPointer } = setting;
  if (session.mfa === true) {
    throw fault('CASE_CONTRADICTORY', `${sessionPointer}/mfa`, 'the session of a role never carries MFA information');
  }
  const isServiceLinked = setting.isServiceLinked ?? isServicePath;
  return { kind: 'ROLE', ...identity, isServiceLinked, session };
}

function federationSession(setting: PrincipalSetting, name: string): ReadSession {
  refuseSession(setting, ['name', 'tags', 'transitiveTagKeys', 'mfa'], 'a GetFederationToken session');
  const { session, sessionPointer } = setting;
  if (session.name !== undefined && session.name !== name) {
    throw fault('CASE_CONTRADICTORY', `${sessionPointer}/name`, `the principal is the federated user ${quote(name)}`);
  }
  return session;
}

function federated(provider: string, setting: PrincipalSetting): Caller {
  refuseSession(setting, ['provider', 'name'], 'a user of an identity provider');
  const protocol = parseArn(provider)?.resource.startsWith('saml-provider/') === true ? 'SAML' : 'OIDC';
  return { kind: 'FEDERATED', protocol, provider, claims: [] };
}

function without(setting: PrincipalSetting, caller: Caller): Caller {
  refuseSession(setting, [], 'this principal');
  return caller;
}

function refuseSession(
  { session, sessionPointer }: PrincipalSetting,
  allowed: readonly (keyof ReadSession)[],
  who: string,
): void {
  const given = Object.entries(session as Readonly<Record<string, Json>>).find(
    ([name, value]) => value !== undefined && !(allowed as readonly string[]).includes(name) && !isNothing(name, value),
  );
  if (given !== undefined) {
    throw fault('CASE_CONTRADICTORY', sessionPointer + step(given[0]), `${who} has no ${given[0]}`);
  }
}

/** `false`, null and an empty list say that there is none. */
function isNothing(name: string, value: Json): boolean {
  return name in NO_SESSION && (value === null || value === false || (Array.isArray(value) && value.length === 0));
}
