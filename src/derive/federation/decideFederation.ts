import type { Judgement, Needs, NeedSet } from '../../iam/decision.js';
import { boundedNeeds, inOrder } from '../../policy/needs/needSets.js';
import type { Literal } from '../../policy/model.js';
import type { NodeOf } from '../../graph/nodes.js';
import { isProviderKey, literalsOfClaims } from './claims.js';

/**
 * Decides for an identity of several alternative claims: for each alternative alone, then together. Claims are not needs again: where a
 * decision would turn on one of the provider's keys still, the identity's claims do not entail what the role asks, and it does not enter.
 */
export function decideFederation(
  identity: NodeOf<'FederatedIdentity'>,
  judge: (claims: readonly Literal[]) => Judgement,
): Judgement {
  const provider = { name: identity.providerName, protocol: identity.protocol };
  const alternatives = identity.claims?.alternatives ?? [];
  if (alternatives.length === 0) return withoutClaims(judge([]), provider);
  const judged: { readonly claims: NeedSet; readonly judgement: Judgement }[] = [];
  for (const claims of alternatives) {
    const judgement = withoutClaims(judge(literalsOfClaims(claims)), provider);
    if (judgement.decision === 'DENIED') return judgement;
    judged.push({ claims, judgement });
  }
  const [first] = judged;
  const conditional = judged.find(({ judgement }) => judgement.decision === 'CONDITIONAL');
  if (conditional === undefined && first !== undefined) return first.judgement;
  const needs = new Set(judged.map(({ judgement }) => JSON.stringify(judgement.needs)));
  const judgement = (conditional ?? first)?.judgement ?? judge([]);
  return needs.size === 1 ? judgement : { ...judgement, needs: unionOf(judged) };
}

/** Alternatives that turn on a provider's key are no way in for this identity. */
function withoutClaims(
  judgement: Judgement,
  provider: { readonly name: string; readonly protocol: 'SAML' | 'OIDC' },
): Judgement {
  if (judgement.needs === null) return judgement;
  const left = judgement.needs.alternatives.filter(
    ({ all }) => !all.some((need) => need.key !== null && isProviderKey(need.key, provider)),
  );
  if (left.length > 0) return { ...judgement, needs: { ...judgement.needs, alternatives: left } };
  return {
    decision: 'DENIED',
    denial: 'IMPLICIT',
    needs: null,
    evidence: {
      ...judgement.evidence,
      because: 'The claims of this identity do not entail those that the trust policy asks for.',
    },
  };
}

/** Each alternative identity under its own needs. */
function unionOf(judged: readonly { readonly claims: NeedSet; readonly judgement: Judgement }[]): Needs {
  const alternatives = judged.flatMap(({ claims, judgement }): readonly NeedSet[] =>
    judgement.needs === null
      ? [claims]
      : judgement.needs.alternatives.map(({ all, unread }) => ({ all: [...claims.all, ...all], unread })),
  );
  const isCut = judged.some(({ judgement }) => judgement.needs?.truncated === true);
  return boundedNeeds(inOrder(alternatives), isCut);
}
