import { present } from '../src/lib/invariant.js';
import { accountOf } from '../src/questions/facts.js';
import { resourcePolicyOf } from '../src/questions/resources.js';
import type { OtherResourceResolvers } from './generated/types.js';

/** The fields that resources of every type have. */
export const resourceFields: Omit<OtherResourceResolvers, '__isTypeOf'> = {
  id: (node) => node.id,
  arn: (node) => present(node.arn, `${node.id} should have an ARN`),
  name: (node) => node.name,
  account: (node, _arguments, context, info) => accountOf(context.ask(info), node),
  type: (node) => node.type,
  region: (node) => node.region,
  tags: (node) => node.tags,
  resourcePolicy: (node, _arguments, context, info) => resourcePolicyOf(context.ask(info), node),
  isPolicyCollected: (node) => node.isPolicyCollected,
  // A path may end in what the graph does not have, whose type is not known.
  isCollected: (node) => node.type !== '',
  properties: (node) => node.properties,
};
