import { type Ends, fillJudgement } from '../../graph/fill.js';
import type { GraphNode, NodeOf, PrincipalNode } from '../../graph/nodes.js';
import type { Judgement, Needs } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import type { StatedContext } from '../../policy/model.js';
import { type Witnessed, witnessingPart } from '../../policy/witness.js';
import { decideAccess } from '../access.js';
import { callerTellsApartNone } from './alike.js';
import { callerGaps } from '../gaps.js';
import type { PolicyView } from '../view.js';
import { type CallerKey, callerKey } from './callerKey.js';
import type { Choices } from './choices.js';
import { isOfOneRegion, regionOf, REQUESTED_REGION } from './regions.js';
import { withoutHypothetical } from './withoutHypothetical.js';
import type { Step } from './technique.js';
import type { Actor } from './world.js';

/** One request of a technique, decided. */
export interface DecidedRequest {
  readonly action: string;
  /** The ARN that it is made of; a pattern where the actor names it. */
  readonly resource: string;
  /** What the actor may choose: equal texts are one choice. Null: it chooses nothing. */
  readonly choice: string | null;
  /** What else it may choose; null: nothing. */
  readonly choices: Choices | null;
  /** It is made in one region, which is not known: none is the actor's to pick. */
  readonly isElsewhere: boolean;
  readonly judgement: Judgement;
  readonly gaps: readonly Gap[];
  /** What the references of its judgement were filled with; null: they stand for the ends of the edge. */
  readonly ends: Ends | null;
  /** What the engine was asked, where somebody witnesses. A fact asks nothing. */
  readonly decided: readonly Witnessed[] | null;
}

/** What a request is made of. */
export interface AskedOn {
  readonly arn: string;
  readonly isPattern?: boolean;
  readonly account: string | null;
  readonly node: GraphNode | null;
  /** The region in which it is made; null: one that is not known. Without: that of the node, or else any that the actor likes. */
  readonly region?: string | null | undefined;
}

/** Decides requests of one principal, each once. */
export type Requests = (action: string, on: AskedOn, context: Step['context']) => DecidedRequest;

/** Requests of actors: those of actors that are decided alike are decided once, but for what a resource's own policy says of each. */
export function sharedRequests(
  view: PolicyView,
): (actor: Actor | NodeOf<'RootUser'>) => { readonly requests: Requests; readonly key: CallerKey } {
  const byKey = new Map<string, Shared>();
  return (actor) => {
    const key = callerKey(view, actor);
    const shared = byKey.get(key.inAccount) ?? { decided: new Map(), isAlike: callerTellsApartNone(view, actor) };
    byKey.set(key.inAccount, shared);
    return { key, requests: requestsOf(view, actor, { isStart: true, shared }) };
  };
}

/** What callers share that are decided alike. */
interface Shared {
  readonly decided: Map<string, DecidedRequest>;
  /** Of an action: whether it is decided alike on whatever has no policy of its own. */
  readonly isAlike: (action: string) => boolean;
}

/**
 * Nothing is known of the session; what the technique itself sends is stated. What is said of a principal that is not the start of the edge
 * names it: references stand for the ends of edges alone.
 */
export function requestsOf(
  view: PolicyView,
  from: PrincipalNode,
  options: { readonly isStart: boolean; readonly shared?: Shared },
): Requests {
  const own = new Map<string, DecidedRequest>();
  return (action, on, context) => {
    const isOfResource = on.node?.label === 'Resource';
    const known = isOfResource ? own : (options.shared?.decided ?? own);
    const isAlike = !isOfResource && options.shared?.isAlike(action) === true;
    const key = `${textOf(context)} ${on.region} ${action} ${isAlike ? on.account : on.arn}`;
    let found = known.get(key);
    if (found === undefined) {
      const ends = options.isStart ? null : { from: from.arn ?? from.id, to: on.arn };
      found = decide(view, from, { action, on, context }, ends);
      known.set(key, found);
    }
    if (found.resource === on.arn) return found;
    return { ...found, resource: on.arn, choice: on.isPattern === true ? on.arn : null };
  };
}

/** Of most requests nothing is stated. */
function textOf(context: Step['context']): string {
  for (const _key in context) return JSON.stringify(context);
  return '';
}

function decide(
  view: PolicyView,
  from: PrincipalNode,
  asked: { readonly action: string; readonly on: AskedOn; readonly context: Step['context'] },
  ends: Ends | null,
): DecidedRequest {
  const { action, context } = asked;
  const { arn, isPattern = false, account, node } = asked.on;
  const resource = { arn, account, node, ...(isPattern ? { isPattern } : {}) };
  const region = isOfOneRegion(action) ? undefined : asked.on.region === undefined ? regionOf(node) : asked.on.region;
  const { result: conclusion, decided } = witnessingPart(() =>
    decideAccess(view, { from, action, resource }, statedBy(context, region ?? null), null, null),
  );
  const judgement = conclusion.judgement.decision === 'DENIED' ? DENIED : told(conclusion.judgement, ends);
  const request = {
    action,
    resource: arn,
    choice: isPattern ? arn : null,
    choices: null,
    isElsewhere: region === null,
    judgement,
    ends,
    decided,
  };
  if (judgement === DENIED) return { ...request, gaps: [] };
  // What is new, or has no resource policy, lacks nothing but what the caller's side does.
  const gaps = node?.label === 'Resource' ? conclusion.gaps : callerGaps(view, from);
  return { ...request, gaps };
}

/** Nobody is told why a technique is not open. */
const DENIED: Judgement = {
  decision: 'DENIED',
  denial: 'IMPLICIT',
  needs: null,
  evidence: { because: 'Denied.', layers: [] },
};

function told(judgement: Judgement, ends: Ends | null): Judgement {
  const known = withoutHypothetical(judgement);
  return ends === null ? known : fillJudgement(known, ends);
}

function statedBy(context: Step['context'], region: string | null): StatedContext {
  const entries = Object.entries(region === null ? context : { ...context, [REQUESTED_REGION]: region });
  return {
    values: new Map(entries.flatMap(([key, value]) => (value === null ? [] : [[key.toLowerCase(), [value]]]))),
    absent: new Set(entries.flatMap(([key, value]) => (value === null ? [key.toLowerCase()] : []))),
    missing: 'UNKNOWN',
  };
}

/** Something that has to be so and that nobody collected: a condition on nothing but that. */
export function unknownFact(action: string, resource: string, gap: Gap): DecidedRequest {
  const needs: Needs = { alternatives: [{ all: [], unread: [gap] }], truncated: false };
  const evidence = { because: gap.text, layers: [] };
  const judgement: Judgement = { decision: 'CONDITIONAL', denial: null, needs, evidence };
  return {
    action,
    resource,
    choice: null,
    choices: null,
    isElsewhere: false,
    judgement,
    gaps: [],
    ends: null,
    decided: null,
  };
}

/** The same request, with something more to tell of it. */
export function telling(request: DecidedRequest, more: string): DecidedRequest {
  const { evidence } = request.judgement;
  const because = `${evidence.because} ${more}`;
  return { ...request, judgement: { ...request.judgement, evidence: { ...evidence, because } } };
}

/** A fact of a node, or of an account, that the dump does not state. */
export function notCollected(node: NodeOf<'Account'> | GraphNode, what: string): Gap {
  return missing(node, `${what} was not collected.`);
}

/** Something that no dump states. */
export function notKnown(node: GraphNode, what: string): Gap {
  return missing(node, `${what} is not known.`);
}

function missing(node: NodeOf<'Account'> | GraphNode, text: string): Gap {
  return {
    kind: 'LISTING_INCOMPLETE',
    account: node.account,
    subject: node.arn,
    mayHide: false,
    mayOverstate: true,
    text,
  };
}
