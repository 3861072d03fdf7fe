import { parseArn, resourceName } from '../iam/arn.js';
import type { Tag } from '../iam/snapshot.js';
import type { KeyState } from './keyState.js';
import { ABSENT, constraint, maybe, open, values } from './keyStates.js';
import { escapeText } from './match/variables.js';
import type { AccessRequest, AccountFacts, Caller, OrganizationFacts, ResourceFacts } from './model.js';
import { endOfCalls, federatedProvider, mfaState, viaService } from './sessionKeys.js';
import { usesSession } from './userSession.js';

/**
 * What stands for the account and the id of who sends an unsigned request.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalaccount
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
const UNSIGNED: KeyState = { kind: 'VALUES', values: ['anonymous'] };

/**
 * What follows from the request itself, whatever its caller states: who calls, and what is called. Null: nothing.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function derivedState(key: string, request: AccessRequest): KeyState | null {
  const { caller, resource } = request;
  const slash = key.indexOf('/');
  const ofResource = resource.keys?.get(key);
  if (ofResource !== undefined) return values(ofResource);
  if (slash < 0) return DERIVED.get(key)?.(request) ?? null;
  const tag = key.slice(slash + 1);
  if (key.startsWith('aws:principaltag/')) return principalTag(tag, caller);
  return isResourceTag(key.slice(0, slash), request.action) ? tagState(resource.tags, tag) : null;
}

/**
 * Some services have a key of their own for the tags of a resource besides the global one.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-policy-keys
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html#awssecretsmanager-policy-keys
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html#awssystemsmanager-policy-keys
 */
function isResourceTag(prefix: string, action: string): boolean {
  const [service = '', name] = prefix.split(':');
  if (name !== 'resourcetag') return false;
  return service === 'aws' || service === 'iam' || action.toLowerCase().startsWith(`${service}:`);
}

type Derive = (request: AccessRequest) => KeyState | null;

/** The keys without a name inside that follow from the request, in lower case. */
const DERIVED: ReadonlyMap<string, Derive> = new Map<string, Derive>([
  ['aws:principalarn', ({ caller }) => principalArn(caller)],
  ['aws:principalaccount', ({ caller }) => principalAccount(caller)],
  ['aws:principalorgid', ({ caller }) => organizationState(caller, ORGANIZATION_ID)],
  ['aws:principalorgpaths', ({ caller }) => organizationState(caller, ORGANIZATION_PATH)],
  ['aws:principaltype', ({ caller }) => principalType(caller)],
  ['aws:principalisawsservice', ({ caller }) => values(String(caller.kind === 'SERVICE'))],
  ['aws:principalservicename', ({ caller }) => (caller.kind === 'SERVICE' ? values(caller.name) : null)],
  ['aws:principalservicenameslist', ({ caller }) => (caller.kind === 'SERVICE' ? open({ isMultivalued: true }) : null)],
  ['aws:viaawsservice', viaService],
  ['aws:calledviafirst', (request) => endOfCalls('aws:calledviafirst', request)],
  ['aws:calledvialast', (request) => endOfCalls('aws:calledvialast', request)],
  [
    'aws:tokenissuetime',
    (request) => (request.caller.kind === 'USER' && usesSession(request) ? open({ type: 'DATE' }) : null),
  ],
  ['aws:userid', ({ caller }) => userId(caller)],
  ['aws:username', ({ caller }) => (caller.kind === 'USER' ? userName(caller) : null)],
  ['aws:federatedprovider', ({ caller }) => federatedProvider(caller)],
  ['aws:sourceidentity', ({ caller }) => (caller.kind === 'ROLE' ? maybe(caller.session.sourceIdentity) : null)],
  ['sts:sourceidentity', ({ caller }) => carriedIdentity(caller)],
  [
    'aws:multifactorauthpresent',
    (request) => (request.caller.kind === 'USER' ? mfaState(request.caller.session.mfa, request) : null),
  ],
  ['kms:calleraccount', ({ caller }) => ('account' in caller ? values(caller.account.id) : null)],
  ['aws:resourceaccount', ({ resource }) => resourceAccount(resource)],
  ['aws:resourceorgid', ({ resource }) => placeState(resource.account, RESOURCE_ORGANIZATION_ID)],
  ['aws:resourceorgpaths', ({ resource }) => placeState(resource.account, RESOURCE_ORGANIZATION_PATH)],
]);

/**
 * Of services and of users of providers the page tells no value: if the key is there, it is no account that a policy would name.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalaccount
 */
function principalAccount(caller: Caller): KeyState | null {
  if (caller.kind === 'ANONYMOUS') return UNSIGNED;
  if (caller.kind === 'SERVICE' || caller.kind === 'FEDERATED') return OF_NO_CUSTOMER;
  if (caller.kind === 'ANYONE') return ofStranger('aws:PrincipalAccount', 'StringNotEquals', caller.knownAccounts);
  return 'account' in caller ? values(caller.account.id) : null;
}

/** Anyone is of none of the accounts that are known. */
function ofStranger(key: string, operator: string, found: readonly string[]): KeyState {
  return open({ constraints: found.length === 0 ? [] : [constraint(key, operator, found)] });
}

const OF_NO_CUSTOMER = open({
  mayBeAbsent: true,
  constraints: [constraint('aws:PrincipalAccount', 'StringNotLike', ['????????????'])],
});

/** A source identity goes into every role that is entered with it. */
function carriedIdentity(caller: Caller): KeyState | null {
  return caller.kind === 'ROLE' && typeof caller.session.sourceIdentity === 'string'
    ? values(caller.session.sourceIdentity)
    : null;
}

function resourceAccount({ account, arn }: ResourceFacts): KeyState | null {
  const id = account?.id ?? parseArn(arn)?.account;
  return id ? values(id) : null;
}

function principalArn(caller: Caller): KeyState | null {
  switch (caller.kind) {
    case 'USER':
      return values(callingArn(caller));
    case 'ROLE':
      return values(caller.arn);
    case 'ROOT':
      return values(caller.arn);
    case 'ACCOUNT':
      return open({ constraints: [constraint('aws:PrincipalArn', 'ArnLike', [`arn:*:*::${caller.account.id}:*`])] });
    case 'ANYONE': {
      const known = caller.knownAccounts.map((account) => `arn:*:*::${account}:*`);
      return ofStranger('aws:PrincipalArn', 'ArnNotLike', known);
    }
    case 'CANONICAL_USER':
    case 'SERVICE':
    case 'FEDERATED':
    case 'ANONYMOUS':
      return null;
  }
}

/** How a key tells an account's place, and how it is told that it is in none of these organisations. */
interface PlaceKey {
  readonly key: string;
  readonly isMultivalued: boolean;
  readonly pick: (facts: OrganizationFacts) => string;
  readonly isOther: string;
  readonly known: (id: string) => string;
}

const ORGANIZATION_ID: PlaceKey = {
  key: 'aws:PrincipalOrgID',
  isMultivalued: false,
  pick: ({ id }) => id,
  isOther: 'StringNotEquals',
  known: escapeText,
};

const ORGANIZATION_PATH: PlaceKey = {
  key: 'aws:PrincipalOrgPaths',
  isMultivalued: true,
  pick: ({ path }) => path,
  isOther: 'StringNotLike',
  known: (id) => `${escapeText(id)}/*`,
};

const RESOURCE_ORGANIZATION_ID: PlaceKey = { ...ORGANIZATION_ID, key: 'aws:ResourceOrgID' };
const RESOURCE_ORGANIZATION_PATH: PlaceKey = { ...ORGANIZATION_PATH, key: 'aws:ResourceOrgPaths' };

/** A GetFederationToken session is a principal of its own, not the user who made it. */
function callingArn({ arn, session: { federationTokenName } }: Caller & { kind: 'USER' }): string {
  if (federationTokenName === undefined) return arn;
  const parts = parseArn(arn);
  return `arn:${parts?.partition ?? 'aws'}:sts::${parts?.account ?? ''}:federated-user/${federationTokenName}`;
}

function organizationState(caller: Caller, place: PlaceKey): KeyState | null {
  if (caller.kind === 'ANYONE') return elsewhere(caller.knownOrganizations, place);
  return 'account' in caller ? placeState(caller.account, place) : null;
}

/** Not collected means unknown, but for the organisations whose listing lacks the account. */
function placeState(account: AccountFacts | undefined, place: PlaceKey): KeyState | null {
  if (account === undefined) return null;
  const { organization, outsideOf } = account;
  if (organization === undefined) return outsideOf === undefined ? null : elsewhere(outsideOf, place);
  return organization === null ? ABSENT : values(place.pick(organization));
}

function elsewhere(organizations: readonly string[], place: PlaceKey): KeyState {
  const { key, isMultivalued, isOther, known } = place;
  const constraints = organizations.length === 0 ? [] : [constraint(key, isOther, organizations.map(known))];
  return open({ mayBeAbsent: true, isMultivalued, constraints });
}

/**
 * A session's tags stand over those of its role. What can have been passed is unknown unless the session is described.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
function principalTag(key: string, caller: Caller): KeyState | null {
  if (caller.kind !== 'USER' && caller.kind !== 'ROLE') return null;
  const isLongTerm = caller.kind === 'USER' && caller.session.federationTokenName === undefined;
  const own = isLongTerm ? [] : caller.session.tags;
  if (own === undefined) return null;
  const passed = find(own, key);
  return passed === null ? tagState(caller.tags, key) : values(passed);
}

function tagState(tags: readonly Tag[] | undefined, key: string): KeyState | null {
  return tags === undefined ? null : maybe(find(tags, key));
}

function find(tags: readonly Tag[], key: string): string | null {
  return tags.find((tag) => tag.key.toLowerCase() === key)?.value ?? null;
}

function principalType(caller: Caller): KeyState | null {
  switch (caller.kind) {
    case 'USER':
      return values(caller.session.federationTokenName === undefined ? 'User' : 'FederatedUser');
    case 'ROLE':
      return values('AssumedRole');
    case 'ROOT':
      return values('Account');
    case 'ANONYMOUS':
      return values('Anonymous');
    case 'SERVICE':
    case 'FEDERATED':
    case 'ACCOUNT':
    case 'ANYONE':
    case 'CANONICAL_USER':
      return null;
  }
}

function userId(caller: Caller): KeyState | null {
  switch (caller.kind) {
    case 'USER': {
      const { federationTokenName: token } = caller.session;
      if (token !== undefined) return values(`${caller.account.id}:${token}`);
      return caller.uniqueId === undefined ? null : values(caller.uniqueId);
    }
    case 'ROLE': {
      const { uniqueId, session } = caller;
      if (uniqueId === undefined) return null;
      if (session.name !== undefined) return values(`${uniqueId}:${session.name}`);
      return open({ constraints: [constraint('aws:userid', 'StringLike', [`${escapeText(uniqueId)}:*`])] });
    }
    case 'ROOT':
      return values(caller.account.id);
    case 'ANONYMOUS':
      return UNSIGNED;
    case 'SERVICE':
    case 'FEDERATED':
    case 'ACCOUNT':
    case 'ANYONE':
    case 'CANONICAL_USER':
      return null;
  }
}

function userName(caller: Caller & { kind: 'USER' }): KeyState {
  if (caller.session.federationTokenName !== undefined) return ABSENT;
  return values(resourceName(parseArn(caller.arn)?.resource ?? caller.arn));
}
