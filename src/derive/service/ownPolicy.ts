import { nodeId } from '../../graph/ids.js';
import type { GraphNode, NodeOf } from '../../graph/nodes.js';
import type { Json } from '../../lib/json.js';
import { compilePolicy } from '../../policy/compile.js';
import type { AttachedPolicy } from '../../policy/model.js';
import type { AccessAsked } from '../access.js';
import type { PolicyView } from '../view.js';

/** The policy of a resource that bears on a request for it, with its document where no node has it. */
export interface OwnPolicy {
  readonly attached: AttachedPolicy | null;
  readonly made: ReadonlyMap<string, Json>;
}

const NOTHING_MADE: ReadonlyMap<string, Json> = new Map();
const NONE: OwnPolicy = { attached: null, made: NOTHING_MADE };

/**
 * Types whose policy speaks of something else than requests for them: the one of an endpoint limits what passes through it.
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
const OF_SOMETHING_ELSE: ReadonlySet<string> = new Set(['AWS::EC2::VPCEndpoint']);

/** Whether a policy on this resource speaks of requests for it. */
export function hasOwnPolicy({ type }: NodeOf<'Resource'>): boolean {
  return !OF_SOMETHING_ELSE.has(type);
}

/** The policy of what is asked for, or of what it is a part of. A role's trust policy speaks of entering it alone. */
export function ownPolicy(view: PolicyView, { action, resource: { node } }: AccessAsked): OwnPolicy {
  if (node === null) return NONE;
  const isTrust = node.label === 'Role' && action.toLowerCase().startsWith('sts:');
  if (!isTrust && (node.label !== 'Resource' || !hasOwnPolicy(node))) return NONE;
  const own = view.resourcePolicy?.(node.id) ?? nodeId.resourcePolicy(node.id);
  const attached = policyOf(view, node, isTrust ? nodeId.trustPolicy(node.id) : own);
  return attached === null ? defaultPolicy(node) : { attached, made: NOTHING_MADE };
}

/** The policy of a node under this id; null where it has none, or none is known. */
export function policyOf(view: PolicyView, node: GraphNode, id: string): AttachedPolicy | null {
  const policy = view.node(id);
  if (policy === null) return null;
  return { id, name: policy.name, attachedTo: node.id, policy: view.policy(id) };
}

const FILE_SYSTEM_POLICY = 'default file system policy';

/**
 * A file system without a policy lets everybody in who reaches it through a mount target.
 * @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
const FILE_SYSTEM_DEFAULT: Json = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientRootAccess', 'elasticfilesystem:ClientWrite'],
      Resource: '*',
      Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
    },
  ],
};

/** What stands in where AWS has a policy of its own for resources without one. */
function defaultPolicy(node: GraphNode): OwnPolicy {
  if (node.label !== 'Resource' || node.type !== 'AWS::EFS::FileSystem' || !node.isPolicyCollected) return NONE;
  const policy = compilePolicy(FILE_SYSTEM_DEFAULT);
  return {
    attached: { id: null, name: FILE_SYSTEM_POLICY, attachedTo: node.id, policy },
    made: new Map([[FILE_SYSTEM_POLICY, FILE_SYSTEM_DEFAULT]]),
  };
}
