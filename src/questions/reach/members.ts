import type { AskedResource } from '../../derive/access.js';
import { policyBearersOf } from '../../derive/policyBearer.js';
import type { GraphNode, NodeLabel } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import { isAccountId, parseArn } from '../../iam/arn.js';
import type { Gap } from '../../iam/snapshot.js';
import { compileGlob, parseGlob } from '../../policy/match/condition/index.js';
import { shippedActions } from '../../shippedActions.js';
import { isOfObjects, locateResources, requestedResources } from '../askedResource.js';
import { badInput } from '../badInput.js';
import { unknownArn } from '../completeness.js';
import { listAll } from '../listAll.js';
import { MOST_ROWS } from '../page.js';

/** One request of a question that may be about several: one action, on one resource or on some part of one. */
export interface Member {
  readonly action: string;
  readonly resource: AskedResource;
}

/** What a question about an action, or a pattern of actions, and a resource, or a pattern of resources, is about. */
export interface AskedMembers {
  /** By action, then resource. */
  readonly members: readonly Member[];
  /** What the graph does not know of the resource. */
  readonly gaps: readonly Gap[];
}

/**
 * The members of what is asked: actions that AWS documents, and resources that the graph has. A pattern within one resource, such as the
 * objects of a bucket, is one member: the engine decides about all of them at once.
 * Errors: BAD_USER_INPUT naming the argument.
 */
export async function resolveMembers(
  reader: GraphReader,
  asked: { readonly action: string; readonly resource: string },
  call: Call,
): Promise<AskedMembers> {
  const [text = asked.resource] = await requestedResources(reader, [asked], call);
  const actions = actionsOf(asked.action, text);
  const { resources, gaps } = await resolveResourcesOf(reader, text, call);
  const unowned = resources.filter(({ arn, node, account }) => arn !== '*' && node === null && account === null);
  const members = actions.flatMap((action) => resources.map((resource) => ({ action, resource })));
  return { members, gaps: [...gaps, ...(gaps.length > 0 ? [] : unowned.map(({ arn }) => unknownArn(arn)))] };
}

/**
 * The same over resources of one type; an action on what lies in them, such as objects of buckets, on all of it. Errors: BAD_USER_INPUT.
 */
export async function membersOfType(
  reader: GraphReader,
  { action, type, account }: { readonly action: string; readonly type: string; readonly account: string },
  call: Call,
): Promise<AskedMembers> {
  const nodes = await listAll(reader, { labels: ['Resource'], accounts: [account], types: [type] }, call);
  if (nodes.length > MOST_ROWS) {
    throw badInput(
      'type',
      `${nodes.length} resources of account ${account}, and a question takes ${MOST_ROWS}: ask whoCan of a pattern`,
    );
  }
  const tail = isOfObjects(action) ? '/*' : '';
  const located = await locateResources(
    reader,
    nodes.map(({ arn }) => `${arn ?? ''}${tail}`),
    call,
  );
  const members = (tail === '' ? located : asPatterns(located)).flatMap((resource) =>
    actionsOf(action, resource.arn).map((each) => ({ action: each, resource })),
  );
  if (members.length > 0) return { members, gaps: [] };
  return { members, gaps: [noneOfType(type, account)] };
}

/** Nothing of a type may be so, or was not collected. */
function noneOfType(type: string, account: string): Gap {
  return {
    kind: 'RESOURCE_POLICY_NOT_COLLECTED',
    account,
    subject: type,
    mayHide: true,
    mayOverstate: false,
    text: `The snapshot has no ${type} in account ${account}: there is none, or none was collected.`,
  };
}

/** The actions that a pattern means and that can be done to such a resource. Errors: BAD_USER_INPUT. */
export function actionsOf(pattern: string, resource: string): readonly string[] {
  if (!/^[a-z0-9-]+:[a-z0-9*?]+$/i.test(pattern)) {
    throw badInput('action', 'not an action: write service:Action, or a pattern of one service such as s3:Get*');
  }
  const table = shippedActions();
  if (!/[*?]/.test(pattern)) {
    refuseObjectAction(pattern, resource);
    return [pattern];
  }
  const service = pattern.slice(0, pattern.indexOf(':')).toLowerCase();
  const matches = globOf(pattern.toLowerCase());
  const found = table
    .actionsOf(service)
    .map((name) => `${service}:${name}`)
    .filter((action) => matches(action.toLowerCase()) && takes(action, resource));
  if (found.length > 0) return found;
  throw badInput('action', 'no action that AWS documents of such a resource fits this pattern');
}

/** Whether an action can be done to a resource of this form; one that takes no resource to `*` alone. */
function takes(action: string, resource: string): boolean {
  const forms = shippedActions().find(action)?.resources ?? [];
  if (resource === '*') return forms.every(({ isRequired }) => !isRequired);
  return forms.some(({ arns }) => arns.some((form) => isOfForm(resource, form)));
}

/** Whether an ARN, or a pattern, is of a documented form. A pattern may mean whatever fits it; `arn:${Partition}:s3:::${Bucket}/${Key}` has its parts where the resource has them. */
export function isOfForm(resource: string, form: string): boolean {
  const asked = resource.split(':');
  const parts = form.replaceAll(/\$\{[^}]*\}/g, '*').split(':');
  if (asked[2] !== parts[2] || (asked[4] === '') !== (parts[4] === '')) return false;
  const tail = asked.slice(5).join(':');
  const shape = parts.slice(5).join(':');
  if (parts[2] === 's3' && !shape.includes('/') && tail.includes('/')) return false;
  return (
    globOf(shape)(tail.replaceAll(/[*?]/g, 'x')) || (/[*?]/.test(tail) && globOf(tail)(shape.replaceAll('*', 'x')))
  );
}

function refuseObjectAction(action: string, resource: string): void {
  const arn = parseArn(resource);
  if (arn?.service !== 's3' || arn.resource.includes('/')) return;
  if (isOfObjects(action)) {
    throw badInput('resource', `${action} is done to an object, and this is a bucket: write ${resource}/*`);
  }
}

function globOf(pattern: string): (text: string) => boolean {
  return compileGlob(parseGlob(pattern.replaceAll('$', '${$}'), { wildcards: true }));
}

const RESOURCE_LABELS: readonly NodeLabel[] = [
  'Resource',
  'Role',
  'User',
  'Group',
  'Policy',
  'InstanceProfile',
  'IdentityProvider',
];

/** The resources that an ARN or a pattern means, with what the graph does not know of them. Errors: BAD_USER_INPUT. */
export async function resolveResourcesOf(
  reader: GraphReader,
  text: string,
  call: Call,
): Promise<{ readonly resources: readonly AskedResource[]; readonly gaps: readonly Gap[] }> {
  if (text === '*') return { resources: [{ arn: '*', account: null, node: null }], gaps: [] };
  const arn = parseArn(text);
  if (arn === null) throw badInput('resource', 'not an ARN, nor `*` for an action that takes no resource');
  if (/[*?]/.test(text.split(':').slice(0, 5).join(':'))) {
    throw badInput('resource', 'wildcards may stand behind the fifth colon alone');
  }
  if (!/[*?]/.test(text)) return { resources: await locateResources(reader, [text], call), gaps: [] };
  const bearers = [text, ...policyBearersOf(text)];
  const outermost = bearers.at(-1) ?? text;
  if (bearers.some((bearer) => !/[*?]/.test(bearer))) {
    return { resources: asPatterns(await locateResources(reader, [text], call)), gaps: [] };
  }
  const known = await resourcesLike(reader, outermost, call);
  const tail = text.slice(outermost.length);
  const located = await locateResources(
    reader,
    known.map(({ arn }) => `${arn ?? ''}${tail}`),
    call,
  );
  if (located.length > 0) return { resources: tail === '' ? located : asPatterns(located), gaps: [] };
  return { resources: asPatterns(await locateResources(reader, [text], call)), gaps: [unknownArn(text)] };
}

/** What a dump states of an account as if it were a resource. */
function isSetting(node: GraphNode): boolean {
  return node.label === 'Resource' && node.type === 'AWS::S3::AccountPublicAccessBlock';
}

function asPatterns(resources: readonly AskedResource[]): readonly AskedResource[] {
  return resources.map((resource) => ({ ...resource, isPattern: true }));
}

/** The resources of the graph that a pattern means. Errors: BAD_USER_INPUT for more than a question takes. */
async function resourcesLike(reader: GraphReader, pattern: string, call: Call): Promise<readonly GraphNode[]> {
  const matches = globOf(pattern);
  const account = ownerIn(pattern);
  const text = pattern.slice(0, pattern.search(/[*?]/));
  const query = { labels: RESOURCE_LABELS, text, ...(account === null ? {} : { accounts: [account] }) };
  const found = (await listAll(reader, query, call)).filter(
    (node) => node.arn !== null && matches(node.arn) && !isSetting(node),
  );
  if (found.length <= MOST_ROWS) return found;
  throw badInput('resource', `means ${found.length} resources, and a question takes ${MOST_ROWS}: narrow the pattern`);
}

function ownerIn(text: string): string | null {
  const account = parseArn(text)?.account ?? '';
  return isAccountId(account) ? account : null;
}
