import { nodeId } from '../../graph/ids.js';
import { parseArn } from '../../iam/arn.js';
import { readAcl } from '../../iam/settings/accessControlList.js';
import type { AccessKey, Resource, Snapshot } from '../../iam/snapshot.js';
import { booleanOf, Malformed } from '../../lib/fields.js';
import type { Json, JsonObject } from '../../lib/json.js';
import { settingOf, valueOf } from '../service/settings.js';
import { addNamedAccount } from './addOrganizations.js';
import type { Draft } from './draft.js';

/** Resources and their policies. What is in the graph as an identity already (an instance profile, a user) is not there a second time. */
export function addResources(draft: Draft, snapshot: Snapshot): void {
  for (const resource of snapshot.resources) {
    const { arn, name, account, type, region, tags, isPolicyCollected, properties, policy } = resource;
    const id = nodeId.arn(arn);
    tellOfUser(draft, resource);
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

/** What the dump states of a user's credentials, where the credential report does not. */
function tellOfUser(draft: Draft, { arn, type, properties }: Resource): void {
  const node = draft.nodes.get(nodeId.arn(arn));
  if (type !== 'AWS::IAM::User' || node?.label !== 'User') return;
  const stated = <T>(name: string, read: (value: Json, pointer: string) => T): T | null =>
    valueOf(settingOf(properties, name, read)) ?? null;
  const keys = stated('accessKeys', countOf);
  const known = node.credentials;
  draft.setNode({
    ...node,
    credentials: {
      passwordEnabled: known?.passwordEnabled ?? stated('loginProfile', booleanOf),
      passwordLastUsedAt: known?.passwordLastUsedAt ?? null,
      mfaEnabled: known?.mfaEnabled ?? stated('mfa', booleanOf),
      accessKeys: known?.accessKeys ?? (keys === null ? null : Array.from({ length: keys }, () => UNDATED_KEY)),
    },
  });
}

const UNDATED_KEY: AccessKey = { isActive: true, createdAt: null, lastUsedAt: null };

/** AWS lets a user have two access keys. */
function countOf(value: Json, pointer: string): number {
  if (value === 0 || value === 1 || value === 2) return value;
  throw new Malformed(pointer, 'a number of access keys from 0 to 2 is expected here');
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
