import type { AskedResource } from '../derive/access.js';
import { policyBearerOf } from '../derive/policyBearer.js';
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
  const ids = inputs.map(({ resource }) => idsOf(resource));
  const distinct = [...new Set(ids.flat())];
  const found = await reader.nodes(distinct, call);
  const byId = new Map(distinct.map((id, index) => [id, found[index] ?? null]));
  return inputs.map((input, index) => {
    const argument = (field: keyof ResourceInput): string => argumentOf(index, field);
    checkResource(input, argument('resource'));
    const node = (ids[index] ?? []).map((id) => byId.get(id) ?? null).find((one) => one !== null) ?? null;
    return { arn: input.resource, node, account: ownerOf(input, node, argument('resourceAccount')) };
  });
}

/** The ids of nodes that an ARN may mean, best first. */
function idsOf(resource: string): readonly string[] {
  const arn = parseArn(resource);
  if (arn === null) return [];
  if (arn.service === 'iam' && arn.resource === 'root') return [nodeId.rootUser(arn.account)];
  const bearer = policyBearerOf(resource);
  return bearer === null ? [nodeId.arn(resource)] : [nodeId.arn(resource), nodeId.arn(bearer)];
}

function checkResource({ action, resource }: ResourceInput, argument: string): void {
  if (resource === '*') return;
  const arn = parseArn(resource);
  if (arn === null) throw badInput(argument, 'not an ARN, nor `*` for an action that takes no resource');
  if (/[*?]/.test(resource)) throw badInput(argument, 'a request is for one resource, not for a pattern');
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
