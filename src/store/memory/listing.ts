import { checkCall } from '../../graph/call.js';
import { lowerAscii } from '../../graph/text.js';
import { present } from '../../lib/invariant.js';
import { nodeAt } from './nodeTable.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Call, NodePage, NodeQuery, PageRequest } from '../../graph/store.js';
import type { NodeTable } from './nodeTable.js';
import type { TextTable } from './textTable.js';

/** Every so many nodes the deadline and the signal are looked at. */
const CHECK_EVERY = 4096;

/** What a listing reads. `accountsUnder`: numbers of accounts and ids of nodes under a unit or root, by AWS's id of it. */
export interface Listed {
  readonly nodes: NodeTable;
  readonly texts: () => TextTable;
  readonly under: (unit: string) => ReadonlySet<string>;
}

/** One page of a listing; see `GraphReader.list`. */
export function listNodes(
  listed: Listed,
  query: NodeQuery,
  page: PageRequest,
  call: Call,
  now: () => number,
): NodePage {
  const { nodes } = listed;
  const fields = Object.keys(query).length;
  if (fields === 1) return pageOf(nodes, ofLabels(nodes, query.labels), page);
  if (fields === 2 && query.accounts?.length === 1) return pageOf(nodes, ofAccount(nodes, query), page);
  const matches = matcher(listed, query);
  const after = page.after === null ? -1 : nodes.byId.get(page.after);
  const rows: GraphNode[] = [];
  let totalCount = 0;
  let following = 0;
  for (const [step, index] of candidates(nodes, query).entries()) {
    if (step % CHECK_EVERY === 0) checkCall(call, now());
    const node = nodeAt(nodes, index);
    if (!matches(node, index)) continue;
    totalCount++;
    if (after === undefined || index <= after) continue;
    following++;
    if (rows.length < page.first) rows.push(node);
  }
  return { nodes: rows, totalCount, hasNextPage: following > rows.length };
}

/** Where all of a list is asked for, a page is a piece of it. */
function pageOf(nodes: NodeTable, list: readonly number[], page: PageRequest): NodePage {
  const after = page.after === null ? -1 : nodes.byId.get(page.after);
  const start = after === undefined ? list.length : countUpTo(list, after);
  const rows = list.slice(start, start + page.first).map((index) => nodeAt(nodes, index));
  return { nodes: rows, totalCount: list.length, hasNextPage: list.length > start + rows.length };
}

/** How many of sorted numbers are not above a bound. */
function countUpTo(list: readonly number[], bound: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Indexes of the nodes that may match, in order. */
function candidates(nodes: NodeTable, query: NodeQuery): readonly number[] {
  if (query.arns !== undefined) {
    const found = new Set(query.arns.flatMap((arn) => nodes.byArn.get(arn) ?? []));
    return [...found].sort((left, right) => left - right);
  }
  if (query.accounts !== undefined) {
    const [only, ...others] = new Set(query.accounts);
    const ofOne = only === undefined ? [] : (nodes.byAccount.get(only) ?? []);
    return others.length === 0 ? ofOne : merge([ofOne, ...others.map((account) => nodes.byAccount.get(account) ?? [])]);
  }
  return ofLabels(nodes, query.labels);
}

const merged = new WeakMap<NodeTable, Map<string, readonly number[]>>();

/** Indexes of the nodes with one of these labels, merged once for each generation. */
function ofLabels(nodes: NodeTable, labels: NodeQuery['labels']): readonly number[] {
  const distinct = [...new Set(labels)].sort();
  const lists = distinct.map((label) => nodes.byLabel.get(label) ?? []);
  if (lists.length === 1) return present(lists[0], 'one list');
  const known = merged.get(nodes) ?? new Map<string, readonly number[]>();
  merged.set(nodes, known);
  const key = distinct.join();
  const list = known.get(key) ?? merge(lists);
  known.set(key, list);
  return list;
}

/** Indexes of the nodes of one account with one of these labels. */
function ofAccount(nodes: NodeTable, { accounts, labels }: NodeQuery): readonly number[] {
  const all = nodes.byAccount.get(accounts?.[0] ?? '') ?? [];
  return all.filter((index) => labels.includes(nodeAt(nodes, index).label));
}

function merge(lists: readonly (readonly number[])[]): readonly number[] {
  return lists.flat().sort((left, right) => left - right);
}

function matcher(listed: Listed, query: NodeQuery): (node: GraphNode, index: number) => boolean {
  const tests: ((node: GraphNode, index: number) => boolean)[] = [];
  const labels = new Set<string>(query.labels);
  tests.push((node) => labels.has(node.label));
  if (query.accounts !== undefined) {
    const accounts = new Set(query.accounts);
    tests.push((node) => node.account !== null && accounts.has(node.account));
  }
  if (query.organizationalUnit !== undefined) {
    const under = listed.under(query.organizationalUnit);
    tests.push((node) => isUnder(node, under));
  }
  const { tags, text, types, isInOrganization, isCollected } = query;
  if (tags !== undefined) tests.push((node) => hasTags(node, tags));
  if (types !== undefined) tests.push((node) => node.label === 'Resource' && types.includes(node.type));
  if (isInOrganization !== undefined) {
    tests.push((node) => node.label === 'Account' && (node.organizationId !== null) === isInOrganization);
  }
  if (isCollected !== undefined) tests.push((node) => node.label === 'Account' && node.isCollected === isCollected);
  if (text !== undefined) {
    const wanted = lowerAscii(text);
    const texts = listed.texts();
    tests.push((_, index) => texts.contains(index, wanted));
  }
  return (node, index) => tests.every((test) => test(node, index));
}

/** Units by their own id, everything else by its account's number. */
function isUnder(node: GraphNode, under: ReadonlySet<string>): boolean {
  if (node.label === 'OrganizationalUnit') return under.has(node.id);
  return node.account !== null && under.has(node.account);
}

function hasTags(node: GraphNode, wanted: NonNullable<NodeQuery['tags']>): boolean {
  const tags = 'tags' in node ? node.tags : [];
  return wanted.every(({ key, values }) =>
    tags.some((tag) => tag.key === key && (values === undefined || values.includes(tag.value))),
  );
}
