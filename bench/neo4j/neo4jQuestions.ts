import { unboundedCall } from '../../src/graph/call.js';
import type { GraphReader } from '../../src/graph/store.js';
import { createRandom } from '../random.js';

/** A question that is timed, with as many sets of variables as are asked in turn. */
export interface TimedQuestion {
  readonly name: string;
  readonly query: string;
  readonly variables: readonly Readonly<Record<string, unknown>>[];
}

const HOPS = `nodes { text decision length hops { kind to { __typename arn } } }`;
const ROW = `decision action crossAccount principal { __typename id name arn } role { __typename id name arn }
  needs { text alternatives { all { key operator values } } }`;

/** Users and roles of the graph; the seed picks them. */
async function choose(
  reader: GraphReader,
  label: 'User' | 'Role',
  text: string,
  count: number,
): Promise<readonly string[]> {
  const { nodes } = await reader.list({ labels: [label], text }, { first: 2000, after: null }, unboundedCall());
  const random = createRandom(7);
  return Array.from({ length: count }, () => random.pick(nodes).arn ?? '');
}

/** Paths between two principals and between sets of them, pages of who can assume, and the facts of an account. */
export async function timedQuestions(reader: GraphReader): Promise<readonly TimedQuestion[]> {
  const users = await choose(reader, 'User', '', 5);
  const roles = await choose(reader, 'Role', '', 5);
  const shared = await choose(reader, 'Role', 'SharedReader', 3);
  const audited = await choose(reader, 'Role', 'SecurityAuditor', 5);
  const accountOf = (arn: string | undefined): string => arn?.split(':')[4] ?? '';
  const planted = [0, 1, 3];
  const chains = await Promise.all(
    planted.map(async (index) => {
      const [from = ''] = await choose(reader, 'User', `chain-${index}-user`, 1);
      const [to = ''] = await choose(reader, 'Role', `chain-${index}-end`, 1);
      return { from, to };
    }),
  );
  return [
    {
      name: 'paths, one to one',
      query: `query ($from: Arn!, $to: Arn!) { paths(from: { arn: $from }, to: { arn: $to }) { ${HOPS} } }`,
      variables: [...chains, ...users.map((from, index) => ({ from, to: audited[index] }))],
    },
    {
      name: 'paths, an account to an account',
      query: `query ($from: AccountId!, $to: AccountId!) {
        paths(from: { account: $from }, to: { account: $to }, maxHops: 4) { ${HOPS} }
      }`,
      variables: users.map((user, index) => ({ from: accountOf(user), to: accountOf(roles[index]) })),
    },
    {
      name: 'whoCanAssume, a page',
      query: `query ($role: Arn!) { whoCanAssume(role: $role) { totalCount nodes { ${ROW} } } }`,
      variables: [...shared, ...roles].map((role) => ({ role })),
    },
    {
      name: 'rolesAssumableBy, a page',
      query: `query ($principal: Arn!) { rolesAssumableBy(principal: $principal) { totalCount nodes { ${ROW} } } }`,
      variables: users.map((principal) => ({ principal })),
    },
    {
      name: 'account',
      query: `query ($id: AccountId!) {
        account(id: $id) { id name controlPolicies { use policy { name } } principals(first: 20) { nodes { __typename name } } }
      }`,
      variables: roles.map((role) => ({ id: accountOf(role) })),
    },
  ];
}
