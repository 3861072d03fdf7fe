import { promisedNode, promisedNodeOf } from '../src/questions/facts.js';
import type { PolicyAttachmentResolvers } from './generated/types.js';

export const PolicyAttachment: PolicyAttachmentResolvers = {
  policy: (attachment, _arguments, context, info) => promisedNodeOf(context.ask(info), 'Policy', attachment.policy),
  use: (policyAttachment) => policyAttachment.use,
  through: (attachment, _arguments, context, info) => promisedNode(context.ask(info), attachment.through),
};
