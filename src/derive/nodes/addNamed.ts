import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import { isAccountId, parseArn, resourceName, resourcePath } from '../../iam/arn.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { settingDocuments } from '../service/settingDocuments.js';
import { ENTERING_ACTIONS, statementsOf, takesIn, type NamedPrincipal, type Statement } from '../statements.js';
import { IDENTITY_CENTER_PATH, SERVICE_LINKED_PATH } from './addIdentities.js';
import { addNamedAccount } from './addOrganizations.js';
import type { Draft } from './draft.js';

/** Whoever trust and resource policies, grants and access control lists name, and roles that permissions name: nodes for those that were not collected, TRUSTS and NAMES. */
export function addNamed(draft: Draft): void {
  const policies = [...draft.nodes.values()].filter((node) => node.label === 'Policy');
  const byUniqueId = indexUniqueIds(draft);
  const named = (policy: NodeOf<'Policy'>) =>
    statementsOf(policy.documentKey === null ? null : (draft.documents.documents.get(policy.documentKey) ?? null));
  for (const policy of policies) {
    if (policy.kind === 'TRUST' || policy.kind === 'RESOURCE') {
      for (const statement of named(policy)) addTrusted(draft, policy, statement, byUniqueId);
    } else if (policy.kind === 'INLINE' || policy.kind === 'CUSTOMER_MANAGED' || policy.kind === 'AWS_MANAGED') {
      addNamedRoles(draft, policy, named(policy));
    }
  }
  const resources = [...draft.nodes.values()].filter((node) => node.label === 'Resource');
  for (const node of resources) {
    const statements = settingDocuments(node).flatMap(statementsOf);
    const targets = new Set(statements.flatMap((statement) => [...trustedBy(draft, statement, byUniqueId)]));
    for (const id of targets) draft.relate('TRUSTS', node.id, id);
  }
  const ids = knownIds(policies.flatMap(named), byUniqueId);
  addAccountPrincipals(draft, ids);
  markOutsiders(draft);
  if (draft.nodes.has(nodeId.anyone)) draft.setNode(describeAnyone(draft, ids));
}

/** Ids of collected users and roles in conditions on aws:userid, which is `AIDA…`, or `AROA…:session`. Root users, whose id is their account, enter no role. */
function knownIds(statements: readonly Statement[], byUniqueId: ReadonlyMap<string, string>): readonly string[] {
  const ids = statements.flatMap(({ conditions }) =>
    conditions.flatMap(({ key, values }) =>
      key.toLowerCase() === 'aws:userid' ? values.map((value) => value.split(':')[0] ?? '') : [],
    ),
  );
  return [...new Set(ids)].filter((id) => byUniqueId.has(id)).sort(compareCodePoints);
}

function describeAnyone(draft: Draft, ids: readonly string[]): NodeOf<'Anyone'> {
  const nodes = [...draft.nodes.values()];
  return {
    ...ANYONE,
    knownAccounts: nodes.flatMap((node) => (node.label === 'Account' ? [node.accountId] : [])).sort(compareCodePoints),
    knownOrganizations: nodes
      .flatMap((node) => (node.label === 'Organization' ? [node.organizationId] : []))
      .sort(compareCodePoints),
    ...(ids.length === 0 ? {} : { knownIds: ids }),
  };
}

/** An account that no organisation of the snapshot lists is outside them all. */
function markOutsiders(draft: Draft): void {
  const nodes = [...draft.nodes.values()];
  const outsideOf = nodes
    .flatMap((node) => (node.label === 'Organization' ? [node.organizationId] : []))
    .sort(compareCodePoints);
  if (outsideOf.length === 0) return;
  for (const node of nodes) {
    if (node.label === 'Account' && node.organizationId === null) draft.setNode({ ...node, outsideOf });
  }
}

function indexUniqueIds(draft: Draft): ReadonlyMap<string, string> {
  const byUniqueId = new Map<string, string>();
  for (const node of draft.nodes.values()) {
    if ((node.label === 'User' || node.label === 'Role') && node.uniqueId !== null) {
      byUniqueId.set(node.uniqueId, node.id);
    }
  }
  return byUniqueId;
}

function addTrusted(
  draft: Draft,
  policy: NodeOf<'Policy'>,
  statement: Statement,
  byUniqueId: ReadonlyMap<string, string>,
): void {
  if (policy.ownerId === null) return;
  for (const id of trustedBy(draft, statement, byUniqueId)) {
    draft.relate('TRUSTS', policy.ownerId, id, { statement: statement.index });
  }
}

/** Whom an Allow names, each once; nodes for those that were not collected. */
function trustedBy(draft: Draft, statement: Statement, byUniqueId: ReadonlyMap<string, string>): ReadonlySet<string> {
  const targets = new Set<string>();
  if (statement.effect !== 'Allow') return targets;
  for (const principal of statement.principals) {
    const id = addPrincipal(draft, principal, byUniqueId);
    if (id !== null) targets.add(id);
  }
  if (statement.notPrincipals.length > 0) targets.add(addAnyone(draft));
  addAccountsOfConditions(draft, statement);
  return targets;
}

/** The node for whom a principal element names; null for a deleted principal, which matches nobody. */
function addPrincipal(
  draft: Draft,
  { type, value }: NamedPrincipal,
  byUniqueId: ReadonlyMap<string, string>,
): string | null {
  if (type === 'Service') {
    if (/[*?]/.test(value)) return null;
    const id = nodeId.service(value);
    draft.addNode({ label: 'Service', id, arn: null, name: value, account: null });
    return id;
  }
  if (type === 'Federated') return draft.nodes.has(nodeId.arn(value)) ? nodeId.arn(value) : null;
  if (type !== 'AWS') return null;
  if (value === '*') return addAnyone(draft);
  if (isAccountId(value)) return addAccount(draft, value, 'aws');
  const arn = parseArn(value);
  if (arn === null) return byUniqueId.get(value) ?? null;
  if (!isAccountId(arn.account)) return null;
  if (arn.service === 'iam' && arn.resource === 'root') return addAccount(draft, arn.account, arn.partition);
  if (arn.service === 'iam') return addIdentity(draft, value);
  // Which users may make a session of sts:GetFederationToken is decided when it is asked: its account stands for them.
  if (arn.resource.startsWith('federated-user/')) return addAccount(draft, arn.account, arn.partition);
  return addSessionOwner(draft, value);
}

const ANYONE: NodeOf<'Anyone'> = { label: 'Anyone', id: nodeId.anyone, arn: null, name: 'anyone', account: null };

function addAnyone(draft: Draft): string {
  draft.addNode(ANYONE);
  return nodeId.anyone;
}

function addAccount(draft: Draft, account: string, partition: string): string {
  addNamedAccount(draft, account, partition);
  const node = draft.nodes.get(nodeId.account(account));
  const isCollected = node?.label === 'Account' && node.isCollected;
  return isCollected ? nodeId.account(account) : nodeId.accountPrincipal(account);
}

/** A user or role by its ARN; null where the ARN is of something else, or has a wildcard, which names nobody. */
function addIdentity(draft: Draft, text: string): string | null {
  const arn = parseArn(text);
  if (arn === null || !isAccountId(arn.account) || /[*?$]/.test(text)) return null;
  const isRole = arn.resource.startsWith('role/');
  if (!isRole && !arn.resource.startsWith('user/')) return null;
  const id = nodeId.arn(text);
  if (draft.nodes.has(id)) return id;
  addNamedAccount(draft, arn.account, arn.partition);
  const path = resourcePath(arn.resource);
  const common = { id, arn: text, name: resourceName(arn.resource), account: arn.account } as const;
  const unknown = { isCollected: false, uniqueId: null, path, createdAt: null, tags: [] } as const;
  if (!isRole) draft.addNode({ label: 'User', ...common, ...unknown, credentials: null });
  else {
    draft.addNode({
      label: 'Role',
      ...common,
      ...unknown,
      lastUsedAt: null,
      isServiceLinked: path.startsWith(SERVICE_LINKED_PATH),
      isIdentityCenter: path.startsWith(IDENTITY_CENTER_PATH),
      instanceProfiles: [],
      maxSessionSeconds: null,
    });
  }
  return id;
}

/** The role of `arn:aws:sts::…:assumed-role/Name/session`: the collected one of that name, whose path the session does not tell, or a new node. */
function addSessionOwner(draft: Draft, text: string): string | null {
  const arn = parseArn(text);
  const name = arn === null ? undefined : /^assumed-role\/([^/]+)\/./.exec(arn.resource)?.[1];
  if (arn === null || name === undefined) return null;
  const plain = `arn:${arn.partition}:iam::${arn.account}:role/${name}`;
  if (draft.nodes.has(plain)) return plain;
  for (const node of draft.nodes.values()) {
    if (node.label === 'Role' && node.account === arn.account && node.name === name) return node.id;
  }
  return addIdentity(draft, plain);
}

const ACCOUNT_KEYS = new Set(['aws:principalaccount', 'aws:principalarn']);

/** Accounts that a trust's conditions name are known, though nobody of them was collected. */
function addAccountsOfConditions(draft: Draft, statement: Statement): void {
  for (const { operator, key, values } of statement.conditions) {
    if (!ACCOUNT_KEYS.has(key.toLowerCase()) || /Not|Null/.test(operator)) continue;
    for (const value of values) {
      const account = isAccountId(value) ? value : (parseArn(value)?.account ?? '');
      if (isAccountId(account)) addNamedAccount(draft, account, parseArn(value)?.partition ?? 'aws');
    }
  }
}

function addNamedRoles(draft: Draft, policy: NodeOf<'Policy'>, statements: readonly Statement[]): void {
  const roles = new Set<string>();
  for (const statement of statements) {
    if (statement.effect !== 'Allow') continue;
    const named = statement.resources.filter((resource) => /^arn:[^:]+:iam::[0-9]{12}:role\//.test(resource));
    if (named.length === 0 || !ENTERING_ACTIONS.some((action) => takesIn(statement, action))) continue;
    for (const resource of named) {
      const id = addIdentity(draft, resource);
      if (id !== null) roles.add(id);
    }
  }
  for (const role of roles) draft.relate('NAMES', policy.id, role);
}

/** One caller for each account whose own principals are not known. */
function addAccountPrincipals(draft: Draft, ids: readonly string[]): void {
  for (const account of draft.nodes.values()) {
    if (account.label !== 'Account' || account.isCollected) continue;
    const { accountId, partition, name } = account;
    draft.addNode({
      label: 'AccountPrincipal',
      id: nodeId.accountPrincipal(accountId),
      arn: `arn:${partition}:iam::${accountId}:root`,
      name,
      account: accountId,
      ...(ids.length === 0 ? {} : { knownIds: ids }),
    });
  }
}
