import { nodeId } from '../../graph/ids.js';
import { claimsKey, claimsOf, type Provider } from '../federation/claims.js';
import { nameIdentity } from '../federation/nameIdentity.js';
import { statementsOf } from '../statements.js';
import type { Draft } from './draft.js';

/** The identities whom trust policies admit from identity providers, one for each provider and claims, and TRUSTS to them. */
export function addFederated(draft: Draft): void {
  const admitted = new Map<string, { readonly id: string } | null>();
  for (const trust of draft.nodes.values()) {
    if (trust.label !== 'Policy' || trust.kind !== 'TRUST' || trust.ownerId === null || trust.documentKey === null)
      continue;
    const role = draft.nodes.get(trust.ownerId);
    if (role?.label === 'Role' && role.isIdentityCenter) continue;
    const statements = statementsOf(draft.documents.documents.get(trust.documentKey) ?? null);
    for (const { index, effect, principals } of statements) {
      if (effect !== 'Allow') continue;
      for (const { type, value } of principals) {
        if (type !== 'Federated') continue;
        const key = `${trust.documentKey} ${value}`;
        const found = admitted.get(key) ?? addIdentity(draft, providerOf(draft, value), statements);
        admitted.set(key, found);
        if (found !== null) draft.relate('TRUSTS', trust.ownerId, found.id, { statement: index });
      }
    }
  }
}

function providerOf(draft: Draft, name: string): Provider {
  const node = draft.nodes.get(nodeId.arn(name));
  return {
    name,
    protocol: name.includes(':saml-provider/') ? 'SAML' : 'OIDC',
    node: node?.label === 'IdentityProvider' ? node : null,
  };
}

function addIdentity(
  draft: Draft,
  provider: Provider,
  statements: Parameters<typeof claimsOf>[0],
): { readonly id: string } | null {
  const found = claimsOf(statements, provider);
  if (found === null) return null;
  const id = nodeId.federatedIdentity(claimsKey(provider.name, found.claims));
  draft.addNode({
    label: 'FederatedIdentity',
    id,
    arn: null,
    name: nameIdentity(provider, found.claims),
    account: null,
    protocol: provider.protocol,
    providerName: provider.name,
    providerId: provider.node?.id ?? null,
    claims: found.claims,
  });
  return { id };
}
