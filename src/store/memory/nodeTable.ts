import { compareListed, compareOnPaths, ranks } from '../../graph/order.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { invariant, present } from '../../lib/invariant.js';
import type { GraphNode, NodeLabel } from '../../graph/nodes.js';

/** No account, in `NodeTable.account`. */
export const NO_ACCOUNT = 0;

/** Nodes by index (the order of listings) with what is looked up of them. */
export interface NodeTable {
  readonly nodes: readonly GraphNode[];
  readonly byId: ReadonlyMap<string, number>;
  readonly byArn: ReadonlyMap<string, readonly number[]>;
  readonly byLabel: ReadonlyMap<NodeLabel, readonly number[]>;
  /** By account number. */
  readonly byAccount: ReadonlyMap<string, readonly number[]>;
  /** Number of the node's account, NO_ACCOUNT for none; `accounts` names them. */
  readonly account: Uint32Array;
  /** Account numbers by their index; the first is none. */
  readonly accounts: readonly (string | null)[];
  /** Position by id. */
  readonly idRank: Uint32Array;
  /** Position by ARN (or id), then id. */
  readonly pathRank: Uint32Array;
}

/** Indexes the nodes of a graph. They have to be in the order of listings, each id once. */
export function buildNodeTable(nodes: readonly GraphNode[]): NodeTable {
  const byId = new Map<string, number>();
  const byArn = new Map<string, number[]>();
  const byLabel = new Map<NodeLabel, number[]>();
  const byAccount = new Map<string, number[]>();
  const account = new Uint32Array(nodes.length);
  const accounts: (string | null)[] = [null];
  const accountIndex = new Map<string, number>();
  for (const [index, node] of nodes.entries()) {
    const before = nodes[index - 1];
    invariant(before === undefined || compareListed(before, node) < 0, 'nodes are in the order of listings');
    invariant(!byId.has(node.id), 'a node has its own id');
    byId.set(node.id, index);
    if (node.arn !== null) push(byArn, node.arn, index);
    push(byLabel, node.label, index);
    if (node.account === null) continue;
    push(byAccount, node.account, index);
    let number = accountIndex.get(node.account);
    if (number === undefined) {
      number = accounts.push(node.account) - 1;
      accountIndex.set(node.account, number);
    }
    account[index] = number;
  }
  return {
    nodes,
    byId,
    byArn,
    byLabel,
    byAccount,
    account,
    accounts,
    idRank: ranks(nodes, (left, right) => compareCodePoints(left.id, right.id)),
    pathRank: ranks(nodes, compareOnPaths),
  };
}

/** The node at an index that is in range by construction. */
export function nodeAt(table: NodeTable, index: number): GraphNode {
  return present(table.nodes[index], 'node index in range');
}

/** Whether two nodes stand in the same account. Nodes of no account share it with themselves alone. */
export function isSameAccount(table: NodeTable, left: number, right: number): boolean {
  return left === right || (table.account[left] !== NO_ACCOUNT && table.account[left] === table.account[right]);
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
