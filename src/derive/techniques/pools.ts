import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import { parseArn } from '../../iam/arn.js';
import { sourceOf } from '../../policy/compile.js';
import { claimsOf } from '../federation/claims.js';
import { statementsOf } from '../statements.js';
import type { PolicyView } from '../view.js';
import { requestToEnter } from './enter.js';
import type { DecidedRequest } from './requests.js';

const NAME = 'cognito-identity.amazonaws.com';

/** Those of a pool who have signed in, or its guests, as its tokens tell them. */
const OF_POOL = {
  SIGNED_IN: { amr: 'authenticated', who: 'whoever has signed in to' },
  GUEST: { amr: 'unauthenticated', who: 'whoever is a guest of' },
} as const;

/**
 * What the trust of a role says of somebody of an identity pool; null where it admits nobody of that pool. Who somebody is in the
 * pool (`sub`) is not chosen, so that a trust that asks for it admits nobody new.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export function enterByPool(
  view: PolicyView,
  pool: NodeOf<'Resource'>,
  role: NodeOf<'Role'>,
  as: keyof typeof OF_POOL,
): DecidedRequest | null {
  const { amr, who } = OF_POOL[as];
  const aud = /^identitypool\/(.+)$/u.exec(parseArn(pool.arn ?? '')?.resource ?? '')?.[1];
  const trust = view.node(nodeId.trustPolicy(role.id)) === null ? null : view.policy(nodeId.trustPolicy(role.id));
  if (aud === undefined || trust === null || 'text' in trust) return null;
  const provider = { name: NAME, protocol: 'OIDC', node: null } as const;
  if (claimsOf(statementsOf(sourceOf(trust)), provider) === null) return null;
  const identity: NodeOf<'FederatedIdentity'> = {
    label: 'FederatedIdentity',
    id: nodeId.federatedIdentity(`${NAME} ${aud} ${amr}`),
    arn: null,
    name: `${who} the identity pool ${aud}`,
    account: null,
    protocol: 'OIDC',
    providerName: NAME,
    providerId: null,
    claims: null,
  };
  return requestToEnter(
    view,
    { from: identity, to: role, action: 'sts:AssumeRoleWithWebIdentity' },
    {
      stated: [
        [`${NAME}:aud`, aud],
        [`${NAME}:amr`, amr],
      ],
      because: `The trust policy admits ${identity.name}.`,
    },
  );
}
