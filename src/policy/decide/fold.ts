import { type Arn, parseArn } from '../../iam/arn.js';
import type { RequestContext } from '../context.js';
import type { Formula, Layers } from '../model.js';
import { both, either, FALSE, not, TRUE } from '../needs/formula.js';
import { anyOf, gather, gathered } from '../needs/gather.js';
import type { LayerSaid } from './layer.js';
import { hearRcps, hearScps } from './organization.js';
import { hearService, type ServiceLayers } from './service.js';
import { isKeptInAccount } from '../data/crossAccountActions.js';
import { hearBoundary, hearEndpoint, hearIdentity, hearResource, hearSession, withoutAllow } from './own.js';

/** What every layer says of one request. */
export interface Hearing extends ServiceLayers {
  readonly identity: LayerSaid;
  readonly resource: LayerSaid;
  readonly boundary: LayerSaid;
  readonly session: LayerSaid;
  readonly endpoint: LayerSaid;
  readonly scps: readonly LayerSaid[];
  readonly rcps: readonly LayerSaid[];
}

/** Asks every layer. */
export function hear(context: RequestContext, layers: Layers): Hearing {
  const { acl, keyGrants, publicAccess } = hearService(context, layers);
  return {
    identity: hearIdentity(context, layers),
    resource: withinReach(hearResource(context, layers), context, layers),
    boundary: hearBoundary(context, layers),
    session: hearSession(context, layers),
    endpoint: hearEndpoint(context, layers),
    scps: hearScps(context, layers),
    rcps: hearRcps(context, layers),
    acl,
    keyGrants,
    publicAccess,
  };
}

/**
 * What the resource's policy says to a caller of another account: nothing that it allows counts where AWS keeps the action for the resource's
 * own account, or the key that it uses, and what it denies does. That an unsigned request, which is of no account, fares no better is `likely`.
 */
function withinReach(said: LayerSaid, context: RequestContext, { service }: Layers): LayerSaid {
  const { action, request } = context;
  const isOfKey = service?.isUnderManagedKey === true;
  if (!isOfKey && !isKeptInAccount(action)) return said;
  if (request.caller.kind !== 'ANONYMOUS' && combinationOf(context) !== 'CROSS_ACCOUNT') return said;
  const because = isOfKey ? ', since it is encrypted with a key that AWS manages' : '';
  const reason = `${request.action} is for the resource’s own account alone, whatever the resource’s policy says${because}`;
  return { ...withoutAllow(said, reason), status: 'PRESENT', unread: [], descriptions: null };
}

/** Every layer, the resource's and the caller's own first. */
export function layersOf(hearing: Hearing): readonly LayerSaid[] {
  const { identity, resource, boundary, session, endpoint, scps, rcps, acl, keyGrants, publicAccess } = hearing;
  const layers = [resource, identity, boundary, session, ...scps, ...rcps, endpoint];
  for (const ofService of [acl, keyGrants, publicAccess]) if (ofService !== null) layers.push(ofService);
  return layers;
}

/**
 * How what the layers allow is combined.
 * IDENTITY_ALONE: no resource policy is asked. RESOURCE_ALONE: the caller has no policies of its own. SAME_ACCOUNT: either side suffices.
 * GATED: the same, where the resource has to name the account before identity policies count. CROSS_ACCOUNT: both sides, as across accounts.
 */
export type Combination = 'IDENTITY_ALONE' | 'RESOURCE_ALONE' | 'SAME_ACCOUNT' | 'GATED' | 'CROSS_ACCOUNT';

/** Actions in which only identity policies are asked: the one has no resource policy to ask, the other never asks it (R38). */
const IDENTITY_ALONE: ReadonlySet<string> = new Set(['sts:assumeroot', 'iam:passrole']);

/**
 * Which combination a request takes. A role that assumes another with a source identity needs leave of both sides in one account too.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html#id_credentials_temp_control-access_monitor-perms
 */
export function combinationOf({ request: { caller, resource }, action }: RequestContext): Combination {
  if (IDENTITY_ALONE.has(action)) return 'IDENTITY_ALONE';
  if (caller.kind === 'SERVICE' || caller.kind === 'FEDERATED' || caller.kind === 'ANONYMOUS') return 'RESOURCE_ALONE';
  if (caller.kind === 'ANYONE' || caller.kind === 'CANONICAL_USER') return 'CROSS_ACCOUNT';
  const owner = resource.objectOwner?.id ?? resource.account?.id ?? parseArn(resource.arn)?.account ?? '';
  if (owner !== '' && owner !== caller.account.id) return 'CROSS_ACCOUNT';
  if (action === 'sts:setsourceidentity' && caller.kind === 'ROLE') return 'CROSS_ACCOUNT';
  return isGated(action, resource.arn) ? 'GATED' : 'SAME_ACCOUNT';
}

/** Keys (R36) and roles (R30). What KMS does to no key, or to aliases, has no policy to ask. */
function isGated(action: string, resource: string): boolean {
  const arn = action.startsWith('kms:') || action.startsWith('sts:') ? parseArn(resource) : null;
  if (arn === null) return false;
  return action.startsWith('kms:') ? arn.resource.startsWith('key/') : isRole(arn);
}

function isRole({ service, resource }: Arn): boolean {
  return service === 'iam' && resource.startsWith('role/');
}

/**
 * When the request is allowed, and when a Deny applies, in terms of what is open.
 * R01 to R13 and R30 to R36; of a grant in one account R08 and R10: one to the user, the session or everybody is limited by neither boundary
 * nor session policy, one to the role is.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function fold(
  hearing: Hearing,
  combination: Combination,
): { readonly formula: Formula; readonly deny: Formula } {
  const { identity, resource, boundary, session, endpoint, scps, rcps } = hearing;
  const denies = gathered();
  gather(denies, resource.deny);
  gather(denies, identity.deny);
  gather(denies, boundary.deny);
  gather(denies, session.deny);
  for (const { deny } of scps) gather(denies, deny);
  for (const { deny } of rcps) gather(denies, deny);
  gather(denies, endpoint.deny);
  const deny = anyOf(denies);
  return { formula: deny.kind === 'TRUE' ? FALSE : both(not(deny), granted(hearing, combination)), deny };
}

/**
 * An access control list adds to what the resource's policy grants. Whom a grant of a key names needs no policy beside it (`likely` across
 * accounts); where it names an account, that account's policies say who (`likely`: so it is of every other policy that names one).
 */
function granted(hearing: Hearing, combination: Combination): Formula {
  const { acl, keyGrants, publicAccess } = hearing;
  if (acl === null && keyGrants === null && publicAccess === null) return grantedByPolicies(hearing, combination);
  const resource = acl === null ? hearing.resource : joinGrants(hearing.resource, acl);
  const formula = grantedByPolicies({ ...hearing, resource }, combination);
  const isOpen = publicAccess === null ? TRUE : publicAccess.allow;
  if (keyGrants === null || combination === 'IDENTITY_ALONE') return both(isOpen, formula);
  return both(isOpen, either(formula, both(guardsOf(hearing), grantedByKey(hearing, keyGrants))));
}

function grantedByKey({ identity, boundary, session }: Hearing, { grants }: LayerSaid): Formula {
  const own = both(both(boundary.allow, session.allow), identity.allow);
  return either(either(grants.DIRECT, grants.ROLE), both(own, grants.ACCOUNT));
}

function joinGrants(left: LayerSaid, right: LayerSaid): LayerSaid {
  const join = (kind: keyof LayerSaid['grants']): Formula => either(left.grants[kind], right.grants[kind]);
  const grants = { DIRECT: join('DIRECT'), ROLE: join('ROLE'), ACCOUNT: join('ACCOUNT') };
  return { ...left, allow: either(left.allow, right.allow), grants };
}

function guardsOf({ scps, rcps, endpoint }: Hearing): Formula {
  let guards = TRUE;
  for (const { allow } of scps) guards = both(guards, allow);
  for (const { allow } of rcps) guards = both(guards, allow);
  return both(guards, endpoint.allow);
}

function grantedByPolicies(hearing: Hearing, combination: Combination): Formula {
  const { identity, resource, boundary, session } = hearing;
  const guards = guardsOf(hearing);
  const limits = both(boundary.allow, session.allow);
  const { DIRECT, ROLE, ACCOUNT } = resource.grants;
  switch (combination) {
    case 'IDENTITY_ALONE':
      return both(both(guards, limits), identity.allow);
    case 'RESOURCE_ALONE':
      return both(guards, resource.allow);
    case 'CROSS_ACCOUNT':
      return both(both(both(guards, limits), identity.allow), resource.allow);
    case 'GATED': {
      const byAccount = both(both(limits, identity.allow), ACCOUNT);
      return both(guards, either(either(DIRECT, both(limits, ROLE)), byAccount));
    }
    case 'SAME_ACCOUNT':
      return both(guards, either(DIRECT, both(limits, either(ROLE, identity.allow))));
  }
}

/** The formula of a request that no layer can allow. */
export const IMPOSSIBLE = { formula: FALSE, deny: FALSE };
