import type { LayerKind } from '../../iam/decision.js';
import { parseArn } from '../../iam/arn.js';
import type { RequestContext } from '../context.js';
import type { AttachedPolicy, Layers } from '../model.js';
import { FALSE, TRUE } from '../needs/formula.js';
import { absentLayer, hearLayer, type LayerSaid } from './layer.js';
import { publicStatement } from './publicPolicy.js';

/** What a service decides besides policies; null where the request brings nothing of the kind. */
export interface ServiceLayers {
  readonly acl: LayerSaid | null;
  readonly keyGrants: LayerSaid | null;
  readonly publicAccess: LayerSaid | null;
}

const NOTHING: ServiceLayers = { acl: null, keyGrants: null, publicAccess: null };

/** The layers of S3 (R37) and KMS (R36). */
export function hearService(context: RequestContext, layers: Layers): ServiceLayers {
  if (layers.service === undefined) return NOTHING;
  return {
    acl: hearGranting('ACL', layers.service.acl, context),
    keyGrants: hearGranting('KMS_GRANT', layers.service.keyGrants, context),
    publicAccess: hearPublicAccess(context, layers),
  };
}

/**
 * Access control lists add grants to what the bucket policy grants; grants of a key stand beside its policy.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
function hearGranting(
  kind: LayerKind & ('ACL' | 'KMS_GRANT'),
  attached: AttachedPolicy | undefined,
  context: RequestContext,
): LayerSaid | null {
  return attached === undefined ? null : hearLayer(kind, [attached], context);
}

/**
 * RestrictPublicBuckets: of a bucket with a public policy, other accounts and unsigned requests get nothing, whatever else the policy says;
 * principals of the bucket's own account and services do.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
function hearPublicAccess({ request: { caller, resource } }: RequestContext, layers: Layers): LayerSaid | null {
  if (layers.service?.restrictsPublicBuckets !== true) return null;
  const owner = resource.account?.id ?? parseArn(resource.arn)?.account;
  const isOwn = 'account' in caller && caller.account.id === owner;
  const open = layers.resource === null ? null : publicStatement(layers.resource.policy);
  if (isOwn || caller.kind === 'SERVICE' || open === null) {
    const reason =
      open === null ? 'the bucket policy is not public' : 'RestrictPublicBuckets does not bind this caller';
    return absentLayer('PUBLIC_ACCESS_BLOCK', TRUE, { status: 'EXEMPT', reason, at: null });
  }
  const said = absentLayer('PUBLIC_ACCESS_BLOCK', FALSE, { status: 'NOT_ATTACHED', at: null });
  const reason = `RestrictPublicBuckets keeps everybody outside the bucket’s account out of a bucket whose policy is public (statement ${open.index})`;
  return { ...said, status: 'PRESENT', reason };
}
