import type { Promised } from './promised.js';
import { nodeId } from '../graph/ids.js';
import type { GraphNode, NodeOf } from '../graph/nodes.js';
import { parseArn } from '../iam/arn.js';
import type { Ask } from './ask.js';
import { badInput } from './badInput.js';
import { nodeOf, relatedOf } from './facts.js';
import { listNodes, type NodeConnection } from './listing.js';
import type { PageArguments } from './page.js';

/** Narrows resources; all that is given must hold. */
export interface ResourceFilter {
  readonly types?: readonly string[] | null;
  readonly text?: string | null;
  readonly tags?: readonly { readonly key: string; readonly values?: readonly string[] | null }[] | null;
}

const isResource = (node: GraphNode): node is NodeOf<'Resource'> => node.label === 'Resource';

/** A resource by its ARN, or null. Errors: BAD_USER_INPUT when the text is no ARN. */
export function resource(ask: Ask, arn: string): Promised<NodeOf<'Resource'> | null> {
  if (parseArn(arn) === null) throw badInput('arn', 'not an ARN');
  return nodeOf(ask, 'Resource', nodeId.arn(arn));
}

/** Resources of one account, by ARN. */
export function resourcesOfAccount(
  ask: Ask,
  account: string,
  args: PageArguments & { readonly where?: ResourceFilter | null },
): Promise<NodeConnection<NodeOf<'Resource'>>> {
  const { types, text, tags } = args.where ?? {};
  return listNodes(ask, {
    name: 'Account.resources',
    parent: account,
    args: { where: args.where },
    query: {
      labels: ['Resource'],
      accounts: [account],
      ...(types ? { types } : {}),
      ...(text ? { text } : {}),
      ...(tags ? { tags: tags.map(({ key, values }) => (values ? { key, values } : { key })) } : {}),
    },
    isOne: isResource,
    page: args,
  });
}

/** The policy on a resource; null where it has none, or none is known. */
export async function resourcePolicyOf(ask: Ask, node: NodeOf<'Resource'>): Promise<NodeOf<'Policy'> | null> {
  const [policy = null] = await relatedOf(ask, 'Policy', node.id, 'HAS_RESOURCE_POLICY', 'OUT');
  return policy;
}
