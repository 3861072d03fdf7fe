import { nodeId } from '../graph/ids.js';
import { isPrincipal, type GraphNode, type PrincipalNode } from '../graph/nodes.js';
import type { Call, GraphReader, NodeQuery } from '../graph/store.js';
import type { Judgement } from '../iam/decision.js';
import type { RoleNode } from './assumption.js';
import type { Pair } from './decide.js';
import { listAll } from './listAll.js';

/** A pair that one side may admit. `isNamed`: an identity policy names the role without a wildcard. */
export interface Candidate extends Pair {
  readonly isNamed: boolean;
}

/** Whether a DENIED pair is a near miss: its trust admits it, or an identity policy of it names the role. */
export function isNearMiss(candidate: Candidate, judgement: Pick<Judgement, 'decision' | 'evidence'>): boolean {
  if (judgement.decision !== 'DENIED') return false;
  const admits = (kind: 'RESOURCE' | 'IDENTITY') =>
    judgement.evidence.layers.some(
      (layer) => layer.kind === kind && (layer.outcome === 'ALLOWED' || layer.outcome === 'CONDITIONAL'),
    );
  return admits('RESOURCE') || (candidate.isNamed && admits('IDENTITY'));
}

/** The action by which a principal enters a role. */
export function actionOf(principal: PrincipalNode, role: RoleNode): string {
  if (role.label === 'RootUser') return 'sts:AssumeRoot';
  if (principal.label !== 'FederatedIdentity') return 'sts:AssumeRole';
  return principal.protocol === 'SAML' ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity';
}

/** Whom the trust of a role or an identity policy names. Ends early when the work budget is spent. */
export async function candidatesInto(reader: GraphReader, role: RoleNode, call: Call): Promise<readonly Candidate[]> {
  const [[trusted = []], [policies = []]] = await Promise.all([
    reader.related([role.id], 'TRUSTS', 'OUT', call),
    reader.related([role.id], 'NAMES', 'IN', call),
  ]);
  const named = await principalsWith(reader, policies, call);
  const found = new Map<string, PrincipalNode>(named.map((principal) => [principal.id, principal]));
  for (const node of await reader.nodes(trusted, call)) {
    for (const principal of node === null ? [] : await principalsOf(reader, node, call))
      found.set(principal.id, principal);
  }
  const namedIds = new Set(named.map(({ id }) => id));
  return [...found.values()]
    .filter((principal) => principal.id !== role.id && principal.label !== 'RootUser')
    .map((principal) => ({ principal, role, action: actionOf(principal, role), isNamed: namedIds.has(principal.id) }));
}

/** Which roles trust a principal, or are named by its identity policies. */
export async function candidatesFrom(
  reader: GraphReader,
  principal: PrincipalNode,
  call: Call,
): Promise<readonly Candidate[]> {
  const account = principal.account;
  const isIdentity = principal.label === 'User' || principal.label === 'Role';
  const trustedAs = [
    principal.id,
    ...(principal.label === 'FederatedIdentity' && principal.providerId !== null ? [principal.providerId] : []),
    ...(account !== null && isIdentity
      ? [nodeId.account(account), nodeId.accountPrincipal(account), nodeId.rootUser(account)]
      : []),
    ...(isIdentity || principal.label === 'AccountPrincipal' ? [nodeId.anyone] : []),
  ];
  const [trusting, [attached = []]] = await Promise.all([
    reader.related(trustedAs, 'TRUSTS', 'IN', call),
    reader.attachments([principal.id], call),
  ]);
  const policies = attached.filter(({ use }) => use === 'PERMISSIONS').map(({ policy }) => policy);
  const named = new Set((await reader.related(policies, 'NAMES', 'OUT', call)).flat());
  const roles = await reader.nodes([...new Set([...trusting.flat(), ...named])], call);
  return roles
    .filter((role) => role?.label === 'Role' || role?.label === 'RootUser')
    .filter((role) => role.id !== principal.id)
    .map((role) => ({ principal, role, action: actionOf(principal, role), isNamed: named.has(role.id) }));
}

/** Principals on which these policies are in force, through groups too. */
async function principalsWith(
  reader: GraphReader,
  policies: readonly string[],
  call: Call,
): Promise<readonly PrincipalNode[]> {
  const holders = await reader.nodes(
    [...new Set((await reader.related(policies, 'HAS_POLICY', 'IN', call)).flat())],
    call,
  );
  const groups = holders.flatMap((node) => (node?.label === 'Group' ? [node.id] : []));
  const members = await reader.nodes(
    [...new Set((await reader.related(groups, 'MEMBER_OF', 'IN', call)).flat())],
    call,
  );
  return [...holders, ...members].filter((node) => node !== null).filter(isPrincipal);
}

/** The principals that a trust statement means by a node. */
async function principalsOf(reader: GraphReader, node: GraphNode, call: Call): Promise<readonly PrincipalNode[]> {
  if (node.label === 'Anyone') return [node, ...(await listIdentities(reader, {}, call))];
  if (node.label === 'AccountPrincipal' && node.account !== null) {
    return [node, ...(await listIdentities(reader, { accounts: [node.account] }, call))];
  }
  if (node.label === 'Account') return listIdentities(reader, { accounts: [node.accountId] }, call);
  if (node.label === 'IdentityProvider') {
    const identities = await listAll(reader, { labels: ['FederatedIdentity'] }, call);
    return identities
      .filter((identity) => identity.label === 'FederatedIdentity')
      .filter((identity) => identity.providerId === node.id);
  }
  return isPrincipal(node) ? [node] : [];
}

/** All users and roles; each costs one of the work budget. */
async function listIdentities(
  reader: GraphReader,
  narrow: Pick<NodeQuery, 'accounts'>,
  call: Call,
): Promise<readonly PrincipalNode[]> {
  const spend = (nodes: readonly GraphNode[]) => call.budget.spend(nodes.length);
  return (await listAll(reader, { labels: ['User', 'Role'], ...narrow }, call, spend)).filter(isPrincipal);
}
