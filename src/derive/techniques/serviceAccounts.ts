import type { GraphNode, NodeOf } from '../../graph/nodes.js';
import type { Need } from '../../iam/decision.js';
import { isMeeting } from '../../policy/patterns.js';
import { hostOf } from '../federation/claims.js';
import type { PolicyView } from '../view.js';
import { requestToEnter } from './enter.js';
import type { DecidedRequest } from './requests.js';

/** A role that pods of a cluster enter by the token of their service account. */
export interface ServiceAccountRole {
  readonly role: NodeOf<'Role'>;
  /** Whether the cluster issues the tokens that it trusts; otherwise it may. */
  readonly isSure: boolean;
  /** Subjects that its trust admits, `*` and `?` in them for whatever; null: all. */
  readonly subjects: readonly string[] | null;
  /** What its trust says of such a pod. */
  readonly entry: DecidedRequest;
}

/** What an issuer of tokens is looked up in. */
export interface TrustedIdentities {
  readonly identities: readonly NodeOf<'FederatedIdentity'>[];
  /** Ids of the roles that trust a node. */
  readonly trusting: ReadonlyMap<string, readonly string[]>;
}

/**
 * The roles that trust the issuer of a cluster's tokens, in whatever account; where its URL is not stated, those that trust an issuer of EKS
 * in the cluster's Region.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
 */
export function rolesOfIssuer(
  view: PolicyView,
  issuer: string | undefined,
  region: string,
  { identities, trusting }: TrustedIdentities,
): readonly ServiceAccountRole[] {
  const stated = issuer?.replace(/^https:\/\//u, '');
  const isIssued = (host: string): boolean =>
    stated === undefined ? host.startsWith(`oidc.eks.${region}.`) : host === stated;
  return identities
    .filter(({ protocol, providerName }) => protocol === 'OIDC' && isIssued(hostOf(providerName)))
    .flatMap((identity) =>
      (trusting.get(identity.id) ?? []).flatMap((id): readonly ServiceAccountRole[] => {
        const role: GraphNode | null = view.node(id);
        if (role?.label !== 'Role') return [];
        const entry = requestToEnter(
          view,
          { from: identity, to: role, action: 'sts:AssumeRoleWithWebIdentity' },
          { because: `The trust policy admits ${identity.name}.` },
        );
        return entry === null ? [] : [{ role, isSure: stated !== undefined, subjects: subjectsOf(identity), entry }];
      }),
    );
}

function subjectsOf({ claims, providerName }: NodeOf<'FederatedIdentity'>): readonly string[] | null {
  const key = `${hostOf(providerName)}:sub`.toLowerCase();
  const isOnSubject = (need: Need): boolean => need.key?.toLowerCase() === key && !need.isNegated && isText(need);
  const found = (claims?.alternatives ?? []).map(({ all }) => all.filter(isOnSubject));
  if (found.length === 0 || found.some((needs) => needs.length === 0)) return null;
  return found.flat().flatMap(({ values }) => values);
}

function isText({ operator }: Need): boolean {
  return /String(?:Equals|Like)/u.test(operator) && !/Not/u.test(operator);
}

/** Whether the subjects take in service accounts of some of these namespaces, `*` in a name for whatever. */
export function admitsSome(subjects: readonly string[] | null, namespaces: readonly string[]): boolean {
  const pods = namespaces.map((namespace) => `system:serviceaccount:${namespace}:*`);
  return subjects === null || subjects.some((subject) => pods.some((pattern) => isMeeting(subject, pattern)));
}
