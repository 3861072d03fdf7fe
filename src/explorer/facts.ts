import { asRecord, askServer } from './askServer.js';
import type { Facts } from './questions.js';

/** An access between two accounts is the most telling thing to start from; the listings stand in where there is none. */
const FACTS_QUERY = `{
  crossAccountAccess(first: 50) {
    nodes { from { __typename account { id isCollected } } to { id } shortest { from { arn } to { arn } } }
  }
  roles: principals(where: { kinds: [ROLE] }, first: 1) { nodes { arn name account { id } } }
  users: principals(where: { kinds: [USER] }, first: 1) { nodes { arn name account { id } } }
}`;

/** Reads the facts; what is not there is left empty. */
export async function readFacts(): Promise<Facts> {
  const { data } = await askServer({ query: FACTS_QUERY });
  const rows = nodesOf(data, 'crossAccountAccess');
  const within = rows.find((row) => at(row, 'from', 'account', 'isCollected') === true) ?? rows[0];
  const role = nodesOf(data, 'roles')[0];
  const user = nodesOf(data, 'users')[0] ?? role;
  const roleArn = textAt(within, 'shortest', 'to', 'arn') || textAt(role, 'arn');
  return {
    role: roleArn,
    principal: textAt(within, 'shortest', 'from', 'arn') || textAt(user, 'arn'),
    fromAccount: textAt(within, 'from', 'account', 'id') || textAt(user, 'account', 'id'),
    toAccount: textAt(within, 'to', 'id') || textAt(role, 'account', 'id'),
    searchText: roleArn.split('/').at(-1)?.split('-')[0] ?? 'admin',
  };
}

function nodesOf(data: unknown, field: string): readonly unknown[] {
  const nodes = at(data, field, 'nodes');
  return Array.isArray(nodes) ? (nodes as readonly unknown[]) : [];
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce((inner, key) => asRecord(inner)[key], value);
}

function textAt(value: unknown, ...keys: readonly string[]): string {
  const found = at(value, ...keys);
  return typeof found === 'string' ? found : '';
}
