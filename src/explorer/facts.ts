import { asRecord, askServer } from './askServer.js';
import type { Facts } from './questions/question.js';

/** An access between two accounts is the most telling thing to start from; the listings stand in where there is none. */
const FACTS_QUERY = `{
  crossAccountAccess(first: 100) {
    nodes {
      from { __typename ... on Account { accountId isCollected isManagement } }
      to { accountId }
      shortest { from { arn } to { arn } }
    }
  }
  roles: principals(where: { kinds: [ROLE] }, first: 1) { nodes { arn account { accountId } } }
  users: principals(where: { kinds: [USER] }, first: 1) { nodes { arn account { accountId } } }
}`;

/** Reads the facts; what is not there is left empty. */
export async function readFacts(): Promise<Facts> {
  const { data } = await askServer({ query: FACTS_QUERY });
  const rows = nodesOf(data, 'crossAccountAccess');
  const row = rows.find(isTelling) ?? rows[0];
  const role = nodesOf(data, 'roles')[0];
  const user = nodesOf(data, 'users')[0] ?? role;
  const roleArn = textAt(row, 'shortest', 'to', 'arn') || textAt(role, 'arn');
  return {
    role: roleArn,
    principal: textAt(row, 'shortest', 'from', 'arn') || textAt(user, 'arn'),
    fromAccount: textAt(row, 'from', 'accountId') || textAt(user, 'account', 'accountId'),
    toAccount: textAt(row, 'to', 'accountId') || textAt(role, 'account', 'accountId'),
    searchText: roleArn.split('/').at(-1)?.split('-')[0] ?? 'admin',
  };
}

/** That a management account gets into every other one is known beforehand. */
function isTelling(row: unknown): boolean {
  return at(row, 'from', 'isCollected') === true && at(row, 'from', 'isManagement') === false;
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
