import type { AskedResource } from '../derive/access.js';
import { policyBearersOf } from '../derive/policyBearer.js';
import { nodeId } from '../graph/ids.js';
import type { GraphNode } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import { isAccountId, parseArn } from '../iam/arn.js';
import { present } from '../lib/invariant.js';
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
  const resources = await requestedResources(reader, inputs, call);
  const asked = inputs.map((input, index) => ({ ...input, resource: resources[index] ?? input.resource }));
  const located = await locateResources(
    reader,
    asked.map(({ resource }) => resource),
    call,
  );
  return asked.map((input, index) => {
    const argument = (field: keyof ResourceInput): string => argumentOf(index, field);
    checkResource(input, argument('resource'));
    const found = present(located[index], 'a place for each');
    return { ...found, account: ownerOf(input, found, argument('resourceAccount')) };
  });
}

/** What the graph knows of resources by their ARNs, or of that in which a pattern stands; `account` as far as node or ARN tell. */
export async function locateResources(
  reader: GraphReader,
  resources: readonly string[],
  call: Call,
): Promise<readonly AskedResource[]> {
  const byId = await fetchNodes(reader, resources.flatMap(idsOf), call);
  const nodeOf = (resource: string): GraphNode | null => idsOf(resource).flatMap((id) => byId.get(id) ?? [])[0] ?? null;
  const buckets = await fetchNodes(
    reader,
    resources.flatMap((resource) => bucketOf(nodeOf(resource)) ?? []),
    call,
  );
  return resources.map((resource) => {
    const node = nodeOf(resource);
    const bucket = buckets.get(bucketOf(node) ?? '');
    const inArn = parseArn(resource)?.account ?? '';
    return {
      arn: resource,
      node,
      account: node?.account ?? (isAccountId(inArn) ? inArn : null),
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
export async function requestedResources(
  reader: GraphReader,
  inputs: readonly ResourceInput[],
  call: Call,
): Promise<readonly string[]> {
  const known = await fetchNodes(reader, inputs.flatMap(policiesOf), call);
  return inputs.map((input) =>
    takesNoResource(input) && !policiesOf(input).some((id) => known.has(id)) ? '*' : input.resource,
  );
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
  if (arn.service !== 's3' || arn.account !== '') return;
  const slash = arn.resource.indexOf('/');
  if (slash < 0 && isOfObjects(action)) {
    throw badInput(argument, `${action} is done to an object, and this is a bucket: write ${resource}/key`);
  }
  if (slash >= 0 && isOfBuckets(action)) {
    const bucket = resource.slice(0, resource.length - arn.resource.length + slash);
    throw badInput(argument, `${action} is done to a bucket, and this is an object: write ${bucket}`);
  }
}

/** Whether an action of S3 is done to objects alone. */
export function isOfObjects(action: string): boolean {
  const forms = /^s3:/i.test(action) ? (shippedActions().find(action)?.resources ?? []) : [];
  return forms.length > 0 && forms.every(({ arns }) => arns.every((form) => form.includes('/')));
}

/** Whether an action of S3 is done to buckets, and to no object. */
function isOfBuckets(action: string): boolean {
  const forms = /^s3:/i.test(action) ? (shippedActions().find(action)?.resources ?? []) : [];
  return forms.some(({ type }) => type === 'bucket') && !forms.some(({ type }) => type === 'object');
}

function ownerOf(
  { resourceAccount = null }: ResourceInput,
  { account }: AskedResource,
  argument: string,
): string | null {
  if (account !== null && resourceAccount !== null && account !== resourceAccount) {
    throw badInput(argument, `the resource is of account ${account}`);
  }
  return account ?? resourceAccount;
}
