import { literalsOfClaims } from '../derive/federation/claims.js';
import { combineHops, type Combined, type HopFacts, type KnownAlong, type Leave } from '../derive/position.js';
import type { GraphNode, PrincipalNode } from '../graph/nodes.js';
import type { Needs } from '../iam/decision.js';
import { conditionHolds, parseOperator } from '../policy/match/condition/index.js';
import type { KeyDomain, Literal } from '../policy/model.js';
import type { Stated } from './given.js';
import { knownOf, saidOfSession, settleStated, statedFor } from './statedAlong.js';

/** A hop as concluded alone, with what its place on a path turns on. */
export interface PlacedHop {
  readonly from: PrincipalNode;
  readonly to: GraphNode;
  /** The ARN that the request is on. */
  readonly on: string;
  readonly action: string;
  /** References filled in; null where it is ALLOWED. */
  readonly needs: Needs | null;
  /** Undefined: not decided, since nothing on the path asks. */
  readonly tagSession: Leave | undefined;
  readonly setSourceIdentity: Leave | undefined;
  /** It does something to a resource. */
  readonly entersNobody?: true;
}

/**
 * What hops come to in their position, or null when the last of them cannot hold there: MFA for a role session, say.
 * What is stated is looked at where a need moves to an earlier hop.
 */
export function inPosition(hops: readonly PlacedHop[], stated: Stated): Combined | null {
  const first = hops[0]?.from.label;
  const isOpen = first === 'AccountPrincipal' || first === 'Anyone';
  const start = { isRoleSession: isOpen ? null : first === 'Role', session: stated.session ?? {} };
  return combineHops(hops.map(factsOf), start, knownAlong(hops, stated));
}

function factsOf({ action, needs, from, to, tagSession, setSourceIdentity, entersNobody }: PlacedHop): HopFacts {
  const role = entersNobody !== true && to.label === 'Role' && to.isCollected ? to : null;
  return {
    action,
    needs,
    roleTags: role?.tags,
    roleId: role?.uniqueId ?? undefined,
    maxSessionSeconds: role?.maxSessionSeconds ?? null,
    ...(from.label === 'FederatedIdentity' ? { provider: from.providerName } : {}),
    ...(tagSession === undefined ? {} : { tagSession }),
    ...(setSourceIdentity === undefined ? {} : { setSourceIdentity }),
    ...(entersNobody === undefined ? {} : { entersNobody }),
  };
}

function knownAlong(hops: readonly PlacedHop[], stated: Stated): KnownAlong {
  const contexts = hops.map(({ from, on }, hop) => {
    const context = stated.on(on);
    return hop === 0 ? statedFor(from, context) : context;
  });
  const claims = hops.map(({ from }) => claimsOf(from));
  return {
    domain: (literal) => claimed(literal, claims[literal.hop ?? 0] ?? []) ?? knownOf(literal, contexts),
    settle: (literal) => settleStated(literal, contexts),
    said: contexts.map((context, hop) => (hop === 0 ? null : saidOfSession(context))),
  };
}

/** What is known of an identity's claims, where they are asked for in one way. */
function claimsOf(from: PrincipalNode): readonly Literal[] {
  const alternatives = from.label === 'FederatedIdentity' ? (from.claims?.alternatives ?? []) : [];
  const [only] = alternatives;
  return only !== undefined && alternatives.length === 1 ? literalsOfClaims(only) : [];
}

function claimed({ atom }: Literal, claims: readonly Literal[]): KeyDomain | null {
  if (atom.kind !== 'CONTEXT') return null;
  const key = atom.key.toLowerCase();
  const constraints = claims.filter((claim) => claim.atom.kind === 'CONTEXT' && claim.atom.key.toLowerCase() === key);
  if (constraints.length === 0) return null;
  return { mayBeAbsent: constraints.every(holdsWithout), isMultivalued: key.endsWith(':amr'), constraints };
}

function holdsWithout({ atom, isNegated }: Literal): boolean {
  const operator = atom.kind === 'CONTEXT' ? parseOperator(atom.operator) : null;
  return atom.kind === 'CONTEXT' && operator !== null && conditionHolds(operator, atom.values, null) !== isNegated;
}
