import type { AskedResource } from '../derive/access.js';
import { policyBearersOf } from '../derive/policyBearer.js';
import { nodeId } from '../graph/ids.js';
import type { GraphNode } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import { isAccountId, parseArn } from '../iam/arn.js';
import { shippedActions } from '../shippedActions.js';
import { badInput } from './badInput.js';

/** What is asked for, as the API takes it. */
export interface ResourceInput {
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string | null;
}

/**
 * The resource of each request with its owner, as far as the ARN, the graph or the caller of the product tells; `*` for an action that takes none.
 * `argumentOf` names the field of a request. Errors: BAD_USER_INPUT for no ARN, an owner that contradicts, an object's action on a bucket.
 */
export async function resolveResources(
  reader: GraphReader,
  inputs: readonly ResourceInput[],
  argumentOf: (index: number, field: keyof ResourceInput) => string,
  call: Call,
): Promise<readonly AskedResource[]> {
  const ids = inputs.flatMap((input) => [...idsOf(input.resource), ...policiesOf(input)]);
  const byId = await fetchNodes(reader, ids, call);
  const asked = inputs.map((input) => ({ ...input, resource: resourceOf(input, byId) }));
  const nodeOf = (resource: string): GraphNode | null => idsOf(resource).flatMap((id) => byId.get(id) ?? [])[0] ?? null;
  const buckets = await fetchNodes(
    reader,
    asked.flatMap(({ resource }) => bucketOf(nodeOf(resource)) ?? []),
    call,
  );
  return asked.map((input, index) => {
    const argument = (field: keyof ResourceInput): string => argumentOf(index, field);
    const { resource } = input;
    checkResource(input, argument('resource'));
    const node = nodeOf(resource);
    const bucket = buckets.get(bucketOf(node) ?? '');
    return {
      arn: resource,
      node,
      account: ownerOf(input, node, argument('resourceAccount')),
      ...(bucket?.label === 'Resource' ? { bucket } : {}),
    };
  });
}

async function fetchNodes(
  reader: GraphReader,
  ids: readonly string[],
  call: Call,
): Promise<ReadonlyMap<string, GraphNode>> {
  const distinct = [...new Set(ids)];
  const found = distinct.length === 0 ? [] : await reader.nodes(distinct, call);
  return new Map(found.flatMap((node) => (node === null ? [] : [[node.id, node]])));
}

/**
 * What AWS matches policies against: an action of the whole account is asked of `*`, whatever the question names. The table that says so is
 * not complete, so that a resource with a policy of its own is taken at its word.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function resourceOf(input: ResourceInput, known: ReadonlyMap<string, GraphNode>): string {
  return takesNoResource(input) && !policiesOf(input).some((id) => known.has(id)) ? '*' : input.resource;
}

function takesNoResource({ action, resource }: ResourceInput): boolean {
  return parseArn(resource) !== null && shippedActions().find(action)?.resources.length === 0;
}

/** Ids of policies that would contradict the table. */
function policiesOf(input: ResourceInput): readonly string[] {
  return takesNoResource(input) ? idsOf(input.resource).map(nodeId.resourcePolicy) : [];
}

/** The ids of nodes that an ARN may mean, best first. */
function idsOf(resource: string): readonly string[] {
  const arn = parseArn(resource);
  if (arn === null) return [];
  if (arn.service === 'iam' && arn.resource === 'root') return [nodeId.rootUser(arn.account)];
  return [resource, ...policyBearersOf(resource)].map(nodeId.arn);
}

/** The id of the bucket behind an access point. */
function bucketOf(node: GraphNode | null): string | null {
  if (node?.label !== 'Resource' || node.type !== 'AWS::S3::AccessPoint') return null;
  const { bucket } = node.properties;
  if (typeof bucket !== 'string' || bucket === '') return null;
  return nodeId.arn(
    bucket.startsWith('arn:') ? bucket : `arn:${parseArn(node.arn ?? '')?.partition ?? 'aws'}:s3:::${bucket}`,
  );
}

function checkResource({ action, resource }: ResourceInput, argument: string): void {
  if (resource === '*') return;
  const arn = parseArn(resource);
  if (arn === null) throw badInput(argument, 'not an ARN, nor `*` for an action that takes no resource');
  if (/[*?]/.test(resource))
    throw badInput(argument, 'a request is for one resource, not for a pattern: name one that it stands for');
  if (arn.service !== 's3' || arn.resource.includes('/')) return;
  const forms = shippedActions().find(action)?.resources ?? [];
  const isOfObjects = forms.length > 0 && forms.every(({ arns }) => arns.every((form) => form.includes('/')));
  if (isOfObjects) {
    throw badInput(argument, `${action} is done to an object, and this is a bucket: write ${resource}/key`);
  }
}

function ownerOf(
  { resource, resourceAccount = null }: ResourceInput,
  node: GraphNode | null,
  argument: string,
): string | null {
  const inArn = parseArn(resource)?.account ?? '';
  const known = node?.account ?? (isAccountId(inArn) ? inArn : null);
  if (known !== null && resourceAccount !== null && known !== resourceAccount) {
    throw badInput(argument, `the resource is of account ${known}`);
  }
  return known ?? resourceAccount;
}
