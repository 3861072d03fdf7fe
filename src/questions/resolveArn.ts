import { nodeId } from '../graph/ids.js';
import {
  isPrincipal,
  isPrincipalOrPerson,
  type GraphNode,
  type PrincipalNode,
  type PrincipalOrPerson,
} from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import { parseArn } from '../iam/arn.js';
import { nodesOf } from './atHand.js';
import { badInput } from './badInput.js';

const SERVICE_NAME = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.com(\.cn)?|aws\.internal|amazon\.com)$/;

/** The ids of nodes that an input for a principal may mean, best first. */
export function inputIds(text: string): readonly string[] {
  const arn = parseArn(text);
  if (arn !== null) {
    if (arn.service !== 'iam' || arn.resource !== 'root') return [text];
    return [nodeId.rootUser(arn.account), nodeId.accountPrincipal(arn.account)];
  }
  return SERVICE_NAME.test(text) ? [nodeId.service(text)] : [text];
}

/**
 * Whom an input for a principal means: its node, or null when the graph has none (`anonymous` never has one).
 * Errors: BAD_USER_INPUT when the text is neither ARN, service, `anonymous` nor the id of a principal without an ARN,
 * or names something that makes no requests.
 */
export async function resolvePrincipal(
  reader: GraphReader,
  text: string,
  argument: string,
  call: Call,
): Promise<PrincipalNode | null> {
  const node = await resolvePrincipalOrPerson(reader, text, argument, call);
  if (node !== null && !isPrincipal(node))
    throw badInput(argument, 'names a Person, which makes no requests: ask about the roles that it signs in to');
  return node;
}

/** The same, or a person. Errors: as above. */
export async function resolvePrincipalOrPerson(
  reader: GraphReader,
  text: string,
  argument: string,
  call: Call,
): Promise<PrincipalOrPerson | null> {
  if (text === 'anonymous') return null;
  const ids = inputIds(text);
  const found = await nodesOf(reader, ids, call);
  const node = found.find((one) => one !== null) ?? null;
  if (node === null && parseArn(text) === null && !SERVICE_NAME.test(text)) {
    throw badInput(argument, 'neither an ARN, nor a service such as ec2.amazonaws.com, nor the id of a principal');
  }
  if (node !== null && !isPrincipalOrPerson(node))
    throw badInput(argument, `names a ${node.label}, which makes no requests`);
  return node;
}

/**
 * The role, or root user, that an input means; null when the graph has none.
 * Errors: BAD_USER_INPUT when the text is no ARN, or the ARN of something that cannot be entered.
 */
export async function resolveRole(
  reader: GraphReader,
  text: string,
  argument: string,
  call: Call,
): Promise<Extract<GraphNode, { label: 'Role' | 'RootUser' }> | null> {
  const arn = parseArn(text);
  if (arn === null) throw badInput(argument, 'not an ARN');
  const isRoot = arn.resource === 'root';
  if (arn.service !== 'iam' || (!isRoot && !arn.resource.startsWith('role/'))) {
    throw badInput(argument, 'not the ARN of a role, nor of an account’s root (`…:root`)');
  }
  const [node] = await nodesOf(reader, [isRoot ? nodeId.rootUser(arn.account) : text], call);
  return node?.label === 'Role' || node?.label === 'RootUser' ? node : null;
}
