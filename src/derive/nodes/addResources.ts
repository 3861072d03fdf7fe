import { nodeId } from '../../graph/ids.js';
import { parseArn } from '../../iam/arn.js';
import { readAcl } from '../../iam/settings/accessControlList.js';
import type { Resource, Snapshot } from '../../iam/snapshot.js';
import type { Json, JsonObject } from '../../lib/json.js';
import { settingOf, valueOf } from '../service/settings.js';
import { addNamedAccount } from './addOrganizations.js';
import type { Draft } from './draft.js';

/** Resources and their policies. What is in the graph as an identity already (an instance profile, a user) is not there a second time. */
export function addResources(draft: Draft, snapshot: Snapshot): void {
  for (const resource of snapshot.resources) {
    const { arn, name, account, type, region, tags, isPolicyCollected, properties, policy } = resource;
    const id = nodeId.arn(arn);
    if (draft.nodes.has(id)) continue;
    addNamedAccount(draft, account, parseArn(arn)?.partition ?? 'aws');
    tellOfAccount(draft, resource);
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

/** What some resources say of the account as a whole: its public access block, and by the owner of a bucket its canonical user id. */
function tellOfAccount(draft: Draft, { type, account, properties }: Resource): void {
  const node = draft.nodes.get(nodeId.account(account));
  if (node?.label !== 'Account') return;
  if (type === 'AWS::S3::AccountPublicAccessBlock') {
    const { publicAccessBlock } = properties;
    if (publicAccessBlock !== undefined)
      draft.setNode({ ...node, publicAccessBlock: withOrganization(publicAccessBlock, node.publicAccessBlock) });
  }
  if (type !== 'AWS::S3::Bucket') return;
  const acl = valueOf(settingOf(properties, 'acl', readAcl));
  if (acl?.owner !== undefined) draft.setNode({ ...node, canonicalUserId: acl.owner });
}

/** An account's own switches beside those of its organisation, which win over what the account states of them. */
function withOrganization(own: Json, known: Json | undefined): Json {
  if (!isObject(known) || !isObject(own)) return own;
  return 'account' in known ? known : { ...own, ...known };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
