import { unboundedCall } from '../src/graph/call.js';
import type { GraphReader } from '../src/graph/store.js';

/** A question to time, with its variables. */
export interface Operation {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** It reads a list of edges of one node, which the store keeps for whoever asks again. */
  readonly readsEdgeLists?: true;
}

const ROW = `decision action crossAccount
  principal { __typename id name arn }
  role { __typename id name arn }
  needs { text alternatives { all { key operator values } } }`;

/** The questions that are timed, about nodes of the graph that are widely reached or reach far. */
export async function chooseOperations(reader: GraphReader): Promise<readonly Operation[]> {
  const list = async (text: string, labels: readonly ('Role' | 'User')[]) =>
    (await reader.list({ labels, text }, { first: 1, after: null }, unboundedCall())).nodes[0]?.arn ?? '';
  const shared = await list('SharedReader', ['Role']);
  const auditor = await list('role/SecurityAuditor', ['Role']);
  const user = await list('user/chain-0-user', ['User']);
  const end = await list('role/chain-0-end', ['Role']);
  const account = shared.split(':')[4] ?? '';
  return [
    {
      name: 'whoCanAssume',
      query: `query ($role: Arn!) { whoCanAssume(role: $role) { totalCount nodes { ${ROW} } } }`,
      variables: { role: shared },
      readsEdgeLists: true,
    },
    {
      name: 'rolesAssumableBy',
      query: `query ($principal: Arn!) { rolesAssumableBy(principal: $principal) { totalCount nodes { ${ROW} } } }`,
      variables: { principal: auditor },
      readsEdgeLists: true,
    },
    {
      name: 'paths',
      query: `query ($from: Arn!, $to: Arn!) {
        paths(from: { arn: $from }, to: { arn: $to }) { nodes { text decision length hops { kind to { __typename arn } } } }
      }`,
      variables: { from: user, to: end },
    },
    {
      name: 'principals',
      query: '{ principals(first: 50) { totalCount nodes { __typename id name arn account { id } } } }',
      variables: {},
    },
    { name: 'search', query: '{ search(text: "chain-") { __typename id name arn } }', variables: {} },
    {
      name: 'account',
      query: `query ($id: AccountId!) {
        account(id: $id) { id name controlPolicies { use policy { name } } principals(first: 20) { nodes { __typename name } } }
      }`,
      variables: { id: account },
    },
    {
      name: 'whoCanAssume with given',
      query: `query ($role: Arn!) {
        whoCanAssume(role: $role, given: { context: [{ key: "aws:SourceIp", values: ["10.0.0.7"] }] }) { totalCount }
      }`,
      variables: { role: shared },
    },
    {
      name: 'crossAccountAccess',
      query: 'query ($to: AccountId!) { crossAccountAccess(to: $to) { totalCount nodes { decision principalCount } } }',
      variables: { to: account },
    },
  ];
}
