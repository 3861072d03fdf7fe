import { accountSwitches, bucketGrants, bucketSwitches, objectOwnership } from '../src/questions/resourceSettings.js';
import type { BucketResolvers } from './generated/types.js';
import { resourceFields } from './resourceFields.js';

export const Bucket: BucketResolvers = {
  ...resourceFields,
  publicAccessBlock: (node) => bucketSwitches(node),
  accountPublicAccessBlock: (node, _arguments, context, info) => accountSwitches(context.ask(info), node),
  objectOwnership: (node) => objectOwnership(node),
  acl: (node) => bucketGrants(node),
};
