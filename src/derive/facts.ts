import type { NodeOf, PrincipalNode } from '../graph/nodes.js';
import { present } from '../lib/invariant.js';
import type { AccountFacts, Caller, Literal, ResourceFacts, SessionFacts } from '../policy/model.js';
import type { PolicyView } from './view.js';

/** What is entered. */
export type EnteredNode = NodeOf<'Role'> | NodeOf<'RootUser'>;

/** An account as far as the graph knows it. One outside the snapshot's organisations may be in another: unknown. */
export function accountFacts(view: PolicyView, id: string): AccountFacts {
  const node = view.account(id);
  if (node === null) return { id, organization: undefined };
  const { canonicalUserId, outsideOf } = node;
  const known = canonicalUserId === undefined ? { id } : { id, canonicalUserId };
  if (node.organizationId !== null) {
    const path = node.organizationPath ?? `${node.organizationId}/`;
    return { ...known, organization: { id: node.organizationId, path, isManagementAccount: node.isManagement } };
  }
  return { ...known, organization: undefined, ...(outsideOf === undefined ? {} : { outsideOf }) };
}

/** The resource of a request to enter this role, or this root user's task. */
export function resourceFacts(view: PolicyView, to: EnteredNode): ResourceFacts {
  return {
    arn: present(to.arn, `${to.id} has no ARN`),
    account: to.account === null ? undefined : accountFacts(view, to.account),
    tags: to.label === 'Role' ? (knowsTags(view, to) ? to.tags : undefined) : [],
  };
}

/** What is known of the session that makes a request; of a user, also that sts:GetFederationToken made it. */
export type SessionOfCaller = SessionFacts & { readonly federationTokenName?: string };

/** Who makes the request. `claims`: what is known of a federated identity's provider keys. */
export function callerFacts(
  view: PolicyView,
  from: PrincipalNode,
  session: SessionOfCaller | null,
  claims: readonly Literal[],
): Caller {
  switch (from.label) {
    case 'User':
      return identityFacts(view, from, session ?? {});
    case 'Role':
      return identityFacts(view, from, {
        ...session,
        ...(session?.tags === undefined && from.refusesSessionTags === true ? { tags: [] } : {}),
      });
    case 'RootUser':
      return {
        kind: 'ROOT',
        arn: present(from.arn, 'a root user has an ARN'),
        account: accountFacts(view, present(from.account, 'a root user has an account')),
      };
    case 'Service':
      return { kind: 'SERVICE', name: from.name };
    case 'FederatedIdentity':
      return { kind: 'FEDERATED', protocol: from.protocol, provider: from.providerName, claims };
    case 'AccountPrincipal':
      return {
        kind: 'ACCOUNT',
        account: accountFacts(view, present(from.account, 'an account principal has an account')),
        knownIds: from.knownIds ?? [],
      };
    case 'Anyone':
      return {
        kind: 'ANYONE',
        knownAccounts: from.knownAccounts ?? [],
        knownOrganizations: from.knownOrganizations ?? [],
        knownIds: from.knownIds ?? [],
      };
  }
}

function knowsTags(view: PolicyView, { id, isCollected }: NodeOf<'User'> | NodeOf<'Role'>): boolean {
  return isCollected && view.hasOpenTags?.(id) !== true;
}

function identityFacts(view: PolicyView, from: NodeOf<'User'> | NodeOf<'Role'>, session: SessionOfCaller): Caller {
  const common = {
    arn: present(from.arn, `${from.id} has no ARN`),
    account: accountFacts(view, present(from.account, `${from.id} has no account`)),
    uniqueId: from.uniqueId ?? undefined,
    tags: knowsTags(view, from) ? from.tags : undefined,
    hasBoundary: from.isCollected ? view.attachments(from.id).some(({ use }) => use === 'BOUNDARY') : undefined,
    session,
  };
  return from.label === 'User'
    ? { kind: 'USER', ...common }
    : { kind: 'ROLE', ...common, isServiceLinked: from.isServiceLinked };
}
