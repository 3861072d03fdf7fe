import { nodeId } from '../../graph/ids.js';
import { parseArn } from '../../iam/arn.js';
import type { Snapshot } from '../../iam/snapshot.js';
import { addNamedAccount } from './addOrganizations.js';
import type { Draft } from './draft.js';

/** Resources and their policies. What is in the graph as an identity already (an instance profile, a user) is not there a second time. */
export function addResources(draft: Draft, snapshot: Snapshot): void {
  for (const resource of snapshot.resources) {
    const { arn, name, account, type, region, tags, isPolicyCollected, properties, policy } = resource;
    const id = nodeId.arn(arn);
    if (draft.nodes.has(id)) continue;
    addNamedAccount(draft, account, parseArn(arn)?.partition ?? 'aws');
    draft.addNode({ label: 'Resource', id, arn, name, account, type, region, tags, isPolicyCollected, properties });
    if (policy === null) continue;
    const policyId = nodeId.resourcePolicy(arn);
    draft.addNode({
      label: 'Policy',
      id: policyId,
      arn: null,
      name: 'resource policy',
      account,
      kind: 'RESOURCE',
      ownerId: id,
      versionId: null,
      documentKey: draft.documents.add(policy.document),
      isSubstitute: false,
    });
    draft.relate('HAS_RESOURCE_POLICY', id, policyId);
  }
}
