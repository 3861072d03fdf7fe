import { nodeId } from '../graph/ids.js';
import { isPrincipalOrPerson, type GraphNode, type NodeLabel } from '../graph/nodes.js';
import type { Call, GraphReader, NodeQuery } from '../graph/store.js';
import { parseArn } from '../iam/arn.js';
import type { Gap } from '../iam/snapshot.js';
import { nodesOf } from './atHand.js';
import { badInput } from './badInput.js';
import { unknownArn } from './completeness.js';
import { listAll } from './listAll.js';
import { mapPromised, type Promised } from './promised.js';
import { principalQuery, type PrincipalFilter } from './listing.js';
import type { ResourceEnd } from './perform/resolveTarget.js';

/** One end of a path, as the API takes it: exactly one field. */
export interface PathEndInput {
  readonly arn?: string | null;
  readonly node?: string | null;
  readonly account?: string | null;
  readonly organizationalUnit?: string | null;
  readonly outside?: boolean | null;
  readonly anyone?: boolean | null;
  readonly principals?: PrincipalFilter | null;
  readonly resource?: ResourceEnd | null;
  readonly administrator?: boolean | null;
  readonly administratorOf?: string | null;
}

const FIELDS = [
  'arn',
  'node',
  'account',
  'organizationalUnit',
  'outside',
  'anyone',
  'principals',
  'resource',
  'administrator',
  'administratorOf',
] as const;

/** Which end it is; also the name of its argument. */
export type EndSide = 'from' | 'to';

/** The node ids that an end stands for, and what is missing of it. */
export interface PathEnds {
  readonly ids: readonly string[];
  readonly gaps: readonly Gap[];
}

/**
 * The nodes that an end of a path stands for. What the graph lacks gives none, and a gap.
 * Errors: BAD_USER_INPUT naming the field when not exactly one is given, a Boolean is false, it only starts paths, or it names no principal.
 */
export function resolveEnd(reader: GraphReader, input: PathEndInput, side: EndSide, call: Call): Promised<PathEnds> {
  checkEnd(input, side);
  const { arn, node, account, organizationalUnit, principals } = input;
  if (typeof arn === 'string') return byArn(reader, arn, side, call);
  if (typeof node === 'string') return byNode(reader, node, side, call);
  if (typeof account === 'string') return ofAccount(reader, account, side, call);
  if (typeof organizationalUnit === 'string') return underUnit(reader, organizationalUnit, call);
  if (principals) return some(reader, principals, call);
  if (input.resource) throw badInput(`${side}.resource`, 'only ends a path');
  if (typeof input.administratorOf === 'string') return administrators(reader, input.administratorOf, side, call);
  if (typeof input.administrator === 'boolean') {
    if (!input.administrator) throw badInput(`${side}.administrator`, 'has to be true');
    return administrators(reader, null, side, call);
  }
  const name = typeof input.outside === 'boolean' ? 'outside' : 'anyone';
  if (side === 'to') throw badInput(`to.${name}`, 'only starts a path');
  if (input[name] !== true) throw badInput(`from.${name}`, 'has to be true');
  return name === 'outside' ? outside(reader, call) : { ids: [nodeId.anyone], gaps: [] };
}

/** Errors: BAD_USER_INPUT when not exactly one field is given. */
export function checkEnd(input: PathEndInput, side: EndSide): void {
  const given = FIELDS.filter((name) => (input[name] ?? null) !== null);
  if (given.length !== 1) throw badInput(side, 'exactly one field has to be given');
}

function byArn(reader: GraphReader, text: string, side: EndSide, call: Call): Promised<PathEnds> {
  const arn = parseArn(text);
  const isRoot = arn?.service === 'iam' && arn.resource === 'root';
  const ids = isRoot
    ? [nodeId.rootUser(arn.account), ...(side === 'from' ? [nodeId.accountPrincipal(arn.account)] : [])]
    : [text, ...(arn === null ? [nodeId.service(text)] : [])];
  return firstOf(reader, ids, { text, side, field: 'arn' }, call);
}

function byNode(reader: GraphReader, id: string, side: EndSide, call: Call): Promised<PathEnds> {
  return firstOf(reader, [id], { text: id, side, field: 'node' }, call);
}

/** How an end was named. */
interface Named {
  readonly text: string;
  readonly side: EndSide;
  readonly field: 'arn' | 'node';
}

/** What the first of these nodes that the graph has stands for. */
function firstOf(reader: GraphReader, ids: readonly string[], named: Named, call: Call): Promised<PathEnds> {
  return mapPromised(nodesOf(reader, ids, call), (nodes) => {
    const found = nodes.find((node) => node !== null);
    if (found === undefined || found === null) return { ids: [], gaps: [unknownArn(named.text)] };
    return itself(found, named.side) ?? standFor(reader, found, named, call);
  });
}

async function some(reader: GraphReader, filter: PrincipalFilter, call: Call): Promise<PathEnds> {
  return { ids: await listIds(reader, principalQuery(filter), call), gaps: [] };
}

/** What nobody becomes, and whoever has it starts with. */
const STARTS_ALONE: readonly NodeLabel[] = ['Resource', 'DirectoryGroup'];

/** Who can be an end stands for itself; null for what stands for others. */
function itself(node: GraphNode, side: EndSide): PathEnds | null {
  const isStart = STARTS_ALONE.includes(node.label) && side === 'from';
  const isEnd = isPrincipalOrPerson(node) || node.label === 'AccountControl' || isStart;
  return isEnd ? { ids: [node.id], gaps: [] } : null;
}

/** A group stands for its members, an identity provider for all it admits; a resource starts with the role that it runs as. */
async function standFor(reader: GraphReader, node: GraphNode, { side, field }: Named, call: Call): Promise<PathEnds> {
  if (node.label === 'Group') {
    const [members = []] = await reader.related([node.id], 'MEMBER_OF', 'IN', call);
    return { ids: members, gaps: [] };
  }
  if (node.label === 'IdentityProvider') {
    const identities = await listAll(reader, { labels: ['FederatedIdentity'] }, call);
    const admitted = identities.filter((one) => one.label === 'FederatedIdentity' && one.providerId === node.id);
    return { ids: admitted.map(({ id }) => id), gaps: [] };
  }
  throw badInput(`${side}.${field}`, `names a ${node.label}, which is no end of a path`);
}

/**
 * Control of an account, or of any, and who holds it now. One who is an administrator on conditions ends no path: control stands behind it,
 * so that its conditions are on the path.
 */
async function administrators(
  reader: GraphReader,
  account: string | null,
  side: EndSide,
  call: Call,
): Promise<PathEnds> {
  const controls = await listIds(
    reader,
    { labels: ['AccountControl'], ...(account === null ? {} : { accounts: [account] }) },
    call,
  );
  if (account !== null && controls.length === 0) return { ids: [], gaps: [unknownArn(account)] };
  const into = await reader.edgesInto(controls, ['CAN_ADMINISTER'], call);
  const holders = into.flat().filter(({ conclusion }) => side === 'from' || conclusion.decision === 'ALLOWED');
  return { ids: [...controls, ...holders.map(({ from }) => from)], gaps: [] };
}

async function ofAccount(reader: GraphReader, account: string, side: EndSide, call: Call): Promise<PathEnds> {
  const labels: NodeQuery['labels'] =
    side === 'from' ? ['User', 'Role', 'AccountPrincipal'] : ['User', 'Role', 'RootUser'];
  const [[node], ids] = await Promise.all([
    reader.nodes([nodeId.account(account)], call),
    listIds(reader, { labels, accounts: [account] }, call),
  ]);
  const isKnown = (node ?? null) !== null || ids.length > 0;
  return { ids, gaps: isKnown ? [] : [unknownArn(account)] };
}

async function underUnit(reader: GraphReader, unit: string, call: Call): Promise<PathEnds> {
  const [node] = await nodesOf(reader, [nodeId.unit(unit)], call);
  if (node === null || node === undefined) return { ids: [], gaps: [unknownArn(unit)] };
  return { ids: await listIds(reader, { ...principalQuery(null), organizationalUnit: unit }, call), gaps: [] };
}

/**
 * Accounts as callers and identity providers' users outside the snapshot's organisations, and Anyone. Where the snapshot has organisations,
 * users and roles of collected accounts that stand in none are outside too.
 */
async function outside(reader: GraphReader, call: Call): Promise<PathEnds> {
  const [organizations, accounts, callers] = await Promise.all([
    listAll(reader, { labels: ['Organization'] }, call),
    listAll(reader, { labels: ['Account'], isInOrganization: true }, call),
    listAll(reader, { labels: ['AccountPrincipal', 'FederatedIdentity', 'Anyone', 'User', 'Role'] }, call),
  ]);
  const members = new Set(accounts.flatMap((node) => (node.label === 'Account' ? [node.accountId] : [])));
  const isOutside = (node: GraphNode): boolean => {
    if (node.label === 'FederatedIdentity' || node.label === 'Anyone') return true;
    const isStranger = node.account !== null && !members.has(node.account);
    return isStranger && (node.label === 'AccountPrincipal' || organizations.length > 0);
  };
  return { ids: callers.filter(isOutside).map(({ id }) => id), gaps: [] };
}

async function listIds(reader: GraphReader, query: NodeQuery, call: Call): Promise<readonly string[]> {
  return (await listAll(reader, query, call)).map(({ id }) => id);
}
