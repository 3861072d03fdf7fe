import { nodeId } from '../../graph/ids.js';
import { parseArn } from '../../iam/arn.js';
import type { Draft } from './draft.js';

/** Relates a managed policy to its holder; one that nothing lists becomes a node without a document. */
export function attachPolicy(draft: Draft, holder: string, arn: string, use: 'PERMISSIONS' | 'BOUNDARY'): void {
  const parts = parseArn(arn);
  const isAws = parts === null || parts.account === 'aws';
  draft.addNode({
    label: 'Policy',
    id: nodeId.arn(arn),
    arn,
    name: arn.slice(arn.lastIndexOf('/') + 1),
    account: isAws ? null : parts.account,
    kind: isAws ? 'AWS_MANAGED' : 'CUSTOMER_MANAGED',
    ownerId: null,
    versionId: null,
    documentKey: null,
    isSubstitute: false,
  });
  draft.relate('HAS_POLICY', holder, nodeId.arn(arn), { use });
}
