import { literalsOfClaims } from '../derive/federation/claims.js';
import { combineHops, type Combined, type HopFacts, type KnownAlong, type Leave } from '../derive/position.js';
import { isPrincipal, type GraphNode } from '../graph/nodes.js';
import type { Needs } from '../iam/decision.js';
import { conditionHolds, parseOperator } from '../policy/match/condition/index.js';
import type { KeyDomain, Literal, SessionFacts, StatedContext } from '../policy/model.js';
import { boundedNeeds, inOrder } from '../policy/needs/needSets.js';
import type { Stated } from './given.js';
import { knownOf, saidOfSession, settleStated, statedFor } from './statedAlong.js';

/** A hop as concluded alone, with what its place on a path turns on. */
export interface PlacedHop {
  readonly from: GraphNode;
  readonly to: GraphNode;
  /** The ARN that the request is on. */
  readonly on: string;
  readonly action: string;
  /** References filled in; null where it is ALLOWED. */
  readonly needs: Needs | null;
  /** Undefined: not decided, since nothing on the path asks. */
  readonly tagSession: Leave | undefined;
  readonly setSourceIdentity: Leave | undefined;
  /** It is no request that enters a role: something is done to a resource, or a technique makes its start its end. */
  readonly entersNobody?: true;
}

/**
 * What hops come to in their position, or null when the last of them cannot hold there: MFA for a role session, say.
 * What is stated is looked at where a need moves to an earlier hop.
 */
export function inPosition(hops: readonly PlacedHop[], stated: Stated): Combined | null {
  return combinePosition(positionOf(hops, stated));
}

/** All that the position of the hops of a path turns on, as plain data. */
export interface Position {
  /** With which the first request is made, as far as it is described. */
  readonly session: SessionFacts;
  readonly hops: readonly PositionedHop[];
}

/** What one hop's place turns on. */
export interface PositionedHop {
  /** Label of the node that it starts at. */
  readonly label: string;
  readonly facts: HopFacts;
  /** What is stated of its request. */
  readonly context: StatedContext;
  /** What is known of the claims of its caller. */
  readonly claims: readonly Literal[];
}

/** The position of hops under what is stated. */
export function positionOf(hops: readonly PlacedHop[], stated: Stated): Position {
  return {
    session: stated.session ?? {},
    hops: hops.map((hop, index) => {
      const context = stated.on(hop.on);
      return {
        label: hop.from.label,
        facts: factsOf(hop),
        context: index === 0 && isPrincipal(hop.from) ? statedFor(hop.from, context) : context,
        claims: claimsOf(hop.from),
      };
    }),
  };
}

/** What hops come to in their position; null when the last of them cannot hold there. */
export function combinePosition({ session, hops }: Position): Combined | null {
  let all: Combined = { decision: 'ALLOWED', needs: null };
  let first = 0;
  for (const run of runsOf(hops)) {
    const start = { isRoleSession: isSession(run[0]), session: first === 0 ? session : {} };
    const combined = combineHops(
      run.map(({ facts }) => facts),
      start,
      knownAlong(run, first),
    );
    if (combined === null) return null;
    all = first === 0 ? combined : both(all, shift(combined, first));
    first += run.length;
  }
  return all;
}

/** Hops on which sessions follow from one another: one that is no request to enter a role begins anew with who is at its end. */
function runsOf(hops: readonly PositionedHop[]): readonly (readonly PositionedHop[])[] {
  if (hops.every(({ facts }) => facts.entersNobody !== true)) return [hops];
  const runs: PositionedHop[][] = [[]];
  for (const [place, hop] of hops.entries()) {
    runs.at(-1)?.push(hop);
    if (hop.facts.entersNobody === true && place < hops.length - 1) runs.push([]);
  }
  return runs;
}

const PERHAPS_SESSIONS: ReadonlySet<string> = new Set(['AccountPrincipal', 'Anyone', 'AccountControl', 'Resource']);

function isSession(first: PositionedHop | undefined): boolean | null {
  return first !== undefined && PERHAPS_SESSIONS.has(first.label) ? null : first?.label === 'Role';
}

/** Needs of a run as those of its hops on the whole path. */
function shift({ decision, needs }: Combined, by: number): Combined {
  const moved = needs?.alternatives.map(({ all, unread }) => ({
    all: all.map((need) => ({ ...need, hop: (need.hop ?? 0) + by })),
    unread,
  }));
  return { decision, needs: needs === null || moved === undefined ? null : { ...needs, alternatives: moved } };
}

/** Runs have nothing in common, so that any alternative of one goes with any of the other. */
function both(left: Combined, right: Combined): Combined {
  if (left.needs === null) return right;
  if (right.needs === null) return left;
  const product = left.needs.alternatives.flatMap((one) =>
    (right.needs?.alternatives ?? []).map((other) => ({
      all: [...one.all, ...other.all],
      unread: [...new Map([...one.unread, ...other.unread].map((gap) => [gap.text, gap])).values()],
    })),
  );
  const isCut = left.needs.truncated || right.needs.truncated;
  return { decision: 'CONDITIONAL', needs: boundedNeeds(inOrder(product), isCut) };
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

function knownAlong(hops: readonly PositionedHop[], before: number): KnownAlong {
  const contexts = hops.map(({ context }) => context);
  return {
    domain: (literal) => claimed(literal, hops[literal.hop ?? 0]?.claims ?? []) ?? knownOf(literal, contexts),
    settle: (literal) => settleStated(literal, contexts),
    said: contexts.map((context, hop) => (hop + before === 0 ? null : saidOfSession(context))),
  };
}

/** What is known of an identity's claims, where they are asked for in one way. */
function claimsOf(from: GraphNode): readonly Literal[] {
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
