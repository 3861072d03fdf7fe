import type { RequestContext } from '../context.js';
import type { Caller, Layers } from '../model.js';
import { FALSE, TRUE } from '../needs/formula.js';
import { absentLayer, hearLayer, type LayerSaid, NO_GRANTS } from './layer.js';
import { PASS_ROLE } from './passRole.js';

const WITHOUT_IDENTITY = absentLayer('IDENTITY', FALSE, {
  status: 'EXEMPT',
  reason: 'the caller has no identity policies',
});
/** R13, as a part of a sentence. */
export const ROOT_NEEDS_NOTHING = 'the root user needs no identity policy';

const ROOT_IDENTITY = absentLayer('IDENTITY', TRUE, { status: 'EXEMPT', reason: ROOT_NEEDS_NOTHING });
const GIVEN_IDENTITY = absentLayer('IDENTITY', TRUE, {
  status: 'GIVEN',
  reason: 'whoever runs the caller’s account can allow it, so it is taken to be allowed there',
});
const NO_BOUNDARY = absentLayer('BOUNDARY', TRUE, { status: 'NOT_ATTACHED' });
const GIVEN_BOUNDARY = absentLayer('BOUNDARY', TRUE, { status: 'GIVEN' });
const NO_SESSION_POLICY = absentLayer('SESSION', TRUE, { status: 'NOT_ATTACHED' });
const MISSING_SESSION_POLICY = absentLayer('SESSION', FALSE, { status: 'NOT_ATTACHED' });
const NO_ENDPOINT_POLICY = absentLayer('ENDPOINT', TRUE, { status: 'NOT_ATTACHED' });
const NO_RESOURCE_POLICY = absentLayer('RESOURCE', FALSE, { status: 'NOT_ATTACHED' });

/** Callers of whom only the account is known, or not even that. */
const GIVEN: ReadonlySet<Caller['kind']> = new Set(['ACCOUNT', 'ANYONE', 'CANONICAL_USER']);

/** Whether what the caller's own side allows is taken as given. */
function isGiven(caller: Caller, layers: Layers): boolean {
  return layers.isOwnSideGiven === true || GIVEN.has(caller.kind);
}

/** Callers whose own account has no policies of theirs: the resource alone decides (R32, R35). */
function hasNoOwnSide(caller: Caller): boolean {
  return caller.kind === 'SERVICE' || caller.kind === 'FEDERATED' || caller.kind === 'ANONYMOUS';
}

const UNASKED_TRUST = absentLayer('RESOURCE', FALSE, {
  status: 'EXEMPT',
  reason: 'a trust policy is not asked about passing its role',
});

/**
 * Identity policies. The root user needs none in its account (R13); of a caller whose account is not known they are taken to allow.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function hearIdentity(context: RequestContext, layers: Layers): LayerSaid {
  const { caller } = context.request;
  if (hasNoOwnSide(caller)) return WITHOUT_IDENTITY;
  if (caller.kind === 'ROOT') return ROOT_IDENTITY;
  if (isGiven(caller, layers)) return GIVEN_IDENTITY;
  return hearLayer('IDENTITY', layers.identity, context);
}

/**
 * The permissions boundary, which allows at most and grants nothing (R07).
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function hearBoundary(context: RequestContext, layers: Layers): LayerSaid {
  const { caller } = context.request;
  if (caller.kind !== 'USER' && caller.kind !== 'ROLE') return NO_BOUNDARY;
  if (layers.boundary !== null) return hearLayer('BOUNDARY', layers.boundary, context);
  return isGiven(caller, layers) ? GIVEN_BOUNDARY : NO_BOUNDARY;
}

/**
 * Session policies; several together are one document. A GetFederationToken session has no permissions without one (R41).
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function hearSession(context: RequestContext, layers: Layers): LayerSaid {
  const { caller } = context.request;
  const isFederationToken = caller.kind === 'USER' && caller.session.federationTokenName !== undefined;
  if (layers.session !== null && (caller.kind === 'ROLE' || isFederationToken)) {
    return hearLayer('SESSION', layers.session, context);
  }
  return isFederationToken ? MISSING_SESSION_POLICY : NO_SESSION_POLICY;
}

/** The policy of the VPC endpoint that the request came through: like a boundary, it limits whoever comes through it. */
export function hearEndpoint(context: RequestContext, layers: Layers): LayerSaid {
  if (layers.endpoint === null) return NO_ENDPOINT_POLICY;
  return hearLayer('ENDPOINT', layers.endpoint, context);
}

/** The resource's own policy: a role's trust policy, a bucket's policy. */
export function hearResource(context: RequestContext, layers: Layers): LayerSaid {
  if (layers.resource === null) return NO_RESOURCE_POLICY;
  if (context.action === PASS_ROLE) return UNASKED_TRUST;
  if (isRescue(context)) return UNASKED_BUCKET;
  const said = hearLayer('RESOURCE', [layers.resource], context);
  return context.request.resource.objectOwner === undefined ? said : withoutAllow(said, OF_ANOTHER_OWNER);
}

/** In lower case: what a bucket's owner can do to its policy whatever that says. */
export const RESCUES: ReadonlySet<string> = new Set([
  's3:getbucketpolicy',
  's3:putbucketpolicy',
  's3:deletebucketpolicy',
]);

const UNASKED_BUCKET = absentLayer('RESOURCE', FALSE, {
  status: 'EXEMPT',
  reason: 'the root user of a bucket’s account can read, write and delete its policy whatever that says',
});

/**
 * R13: whether the root user of a bucket's own account looks after its policy.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 */
function isRescue({ request: { caller, resource }, action }: RequestContext): boolean {
  return caller.kind === 'ROOT' && RESCUES.has(action) && resource.account?.id === caller.account.id;
}

/**
 * What a bucket policy allows does not reach objects that another account owns; what it denies does (R37).
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-auth-workflow-object-operation.html
 */
const OF_ANOTHER_OWNER = 'what the bucket policy allows does not reach an object that another account owns';

/** The layer with its Deny alone, and why, as a sentence. */
export function withoutAllow(said: LayerSaid, reason: string): LayerSaid {
  return { ...said, reason, allow: FALSE, grants: NO_GRANTS };
}
