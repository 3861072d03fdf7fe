import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import { parseArn, resourceName } from '../../iam/arn.js';
import { sourceOf } from '../../policy/compile.js';
import { claimsKey, claimsOf } from '../federation/claims.js';
import { nameIdentity } from '../federation/nameIdentity.js';
import { statementsOf } from '../statements.js';
import type { PolicyView } from '../view.js';
import { requestToEnter } from './enter.js';
import type { DecidedRequest } from './requests.js';

/** A SAML provider that the trust of a role names, and what entering by it takes of whoever writes the provider's assertions. */
export interface TrustedProvider {
  readonly provider: NodeOf<'IdentityProvider'>;
  /** False: none of the snapshot has its ARN. */
  readonly isThere: boolean;
  readonly entry: DecidedRequest;
}

const ACTION = 'sts:AssumeRoleWithSAML';

/**
 * The SAML providers of its own account that a role trusts. Whoever holds the key of a provider signs what it likes, so that what the trust asks
 * of the assertion is no need.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_saml.html
 */
export function trustedProviders(view: PolicyView, role: NodeOf<'Role'>): readonly TrustedProvider[] {
  const id = nodeId.trustPolicy(role.id);
  const trust = view.node(id) === null ? null : view.policy(id);
  if (trust === null || 'text' in trust) return [];
  const statements = statementsOf(sourceOf(trust));
  const named = new Set(
    statements.flatMap(({ effect, principals }) =>
      effect === 'Allow' ? principals.filter(({ type }) => type === 'Federated').map(({ value }) => value) : [],
    ),
  );
  return [...named].flatMap((arn): readonly TrustedProvider[] => {
    if (!arn.includes(':saml-provider/') || parseArn(arn)?.account !== role.account) return [];
    const node = view.node(nodeId.arn(arn));
    const there = node?.label === 'IdentityProvider' ? node : null;
    const provider = { name: arn, protocol: 'SAML' as const, node: there };
    const admitted = claimsOf(statements, provider);
    if (admitted === null) return [];
    const identity: NodeOf<'FederatedIdentity'> = {
      label: 'FederatedIdentity',
      id: nodeId.federatedIdentity(claimsKey(arn, admitted.claims)),
      arn: null,
      name: nameIdentity(provider, admitted.claims),
      account: null,
      protocol: 'SAML',
      providerName: arn,
      providerId: there?.id ?? null,
      claims: admitted.claims,
    };
    const because = `The trust policy admits ${identity.name}.`;
    const entry = requestToEnter(view, { from: identity, to: role, action: ACTION }, { because });
    return entry === null ? [] : [{ provider: there ?? absent(arn, role), isThere: there !== null, entry }];
  });
}

function absent(arn: string, { account }: NodeOf<'Role'>): NodeOf<'IdentityProvider'> {
  const name = resourceName(arn);
  const id = nodeId.arn(arn);
  return {
    label: 'IdentityProvider',
    id,
    arn,
    name,
    account,
    kind: 'SAML',
    url: null,
    clientIds: [],
    isDetailed: false,
  };
}
