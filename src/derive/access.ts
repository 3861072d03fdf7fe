import type { GraphNode, NodeOf, PrincipalNode } from '../graph/nodes.js';
import type { Judgement } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import { decide, decisionOf } from '../policy/index.js';
import type { AccessRequest, Caller, Layers, Literal, SessionFacts, StatedContext } from '../policy/model.js';
import { findRemedies, type Judge, type Remedies } from '../policy/remedies/index.js';
import { gapsOfAccess } from './accessGaps.js';
import { decideRequest } from './accessRequest.js';
import { decideAssumption, isUnlisted, NOT_LISTED } from './assume.js';
import { callerFacts, type EnteredNode, resourceFacts, type SessionOfCaller } from './facts.js';
import { federatedUsersOf, orAsFederatedUser } from './federatedUser.js';
import { decideFederation } from './federation/decideFederation.js';
import { layersOf } from './layers.js';
import {
  behindAccessPoint,
  bothConclusions,
  type ResourceKeys,
  resourceKeys,
  trafficFilterText,
} from './service/index.js';
import { ENTERING_ACTIONS, type EnteringAction } from './statements.js';
import type { PolicyView } from './view.js';

/** Who asks: a principal of the graph, or somebody who does not sign the request. */
export type Asker = PrincipalNode | 'ANONYMOUS';

/** What is asked for. */
export interface AskedResource {
  readonly arn: string;
  /** A pattern within one resource, such as the objects of a bucket: some part that it means is asked for. */
  readonly isPattern?: boolean;
  /** Of a pattern: what else is known of that part, made by `resourceLike`. */
  readonly bounds?: readonly Literal[];
  /** The account that owns it; null where nothing tells. */
  readonly account: string | null;
  /** Its node, or that of the resource whose policy bears on it; null where the graph has neither. */
  readonly node: GraphNode | null;
  /** Of an access point of S3: its bucket, where the graph has it. */
  readonly bucket?: NodeOf<'Resource'> | null;
}

/** One request, for any action. */
export interface AccessAsked {
  readonly from: Asker;
  /** One action; matched without case. */
  readonly action: string;
  readonly resource: AskedResource;
  /** The VPC endpoint through which the request is stated to come, or its name where the graph lacks it; left out: none is stated. */
  readonly endpoint?: NodeOf<'Resource'> | string;
}

/** What was concluded of a request. Evidence and remedies may hold the references of `graph/references.ts`. */
export interface AccessConclusion {
  readonly judgement: Judgement;
  /** What was not collected and could change this decision; found where it is read. */
  readonly gaps: readonly Gap[];
  /** Documents of policies that settings of the resource amount to, by the name that evidence gives them; no node has them. */
  readonly made: ReadonlyMap<string, Json>;
  /** The smallest changes that would turn it; looked for when they are asked for. */
  readonly remedies: () => Remedies;
}

/**
 * Decides one request from the policies of the graph. One that enters a role, or a root user's task, is decided as its edge is; one of a user
 * also as the sessions of sts:GetFederationToken that the resource names. `session` null: nothing is known of the caller's session.
 */
export function decideAccess(
  view: PolicyView,
  asked: AccessAsked,
  stated: StatedContext,
  session: SessionFacts | null,
  sessionPolicies: readonly Json[] | null,
): AccessConclusion {
  const direct = decideDirectly(view, asked, stated, session, sessionPolicies);
  if (asked.from === 'ANONYMOUS' || asked.from.label !== 'User') return direct;
  const users = federatedUsersOf(view, asked);
  if (users.length === 0) return direct;
  return orAsFederatedUser(
    direct,
    { users, asked, stated, named: session?.name, sessionPolicies },
    (request, context, as, policies) => decideDirectly(view, request, context, as, policies),
  );
}

/** The same for the caller itself, or the session that it makes. */
function decideDirectly(
  view: PolicyView,
  asked: AccessAsked,
  stated: StatedContext,
  session: SessionOfCaller | null,
  sessionPolicies: readonly Json[] | null,
): AccessConclusion {
  const { from, resource } = asked;
  const callerWith = (claims: readonly Literal[]): Caller =>
    from === 'ANONYMOUS' ? { kind: 'ANONYMOUS' } : callerFacts(view, from, session, claims);
  const judge = judgeOf(view, from, callerWith);
  const common = { caller: callerWith([]), stated };
  const entry = entryOf(asked.action, resource.node);
  if (entry !== null && from !== 'ANONYMOUS') {
    const { action, to } = entry;
    const { judgement, gaps } = decideAssumption(view, { from, to, action }, stated, session, { sessionPolicies });
    const request = { ...common, action, resource: resourceFacts(view, to) };
    return {
      judgement,
      gaps: [
        ...gaps,
        ...gapsOfAccess(view, asked, judgement, [], { decide: () => judgement.decision, judge: () => judgement }),
      ],
      made: NOTHING_MADE,
      remedies: () => remediesOfEntry(to, judgement, request, layersOf(view, from, to, sessionPolicies), judge),
    };
  }
  const decideOne = (one: AccessAsked, keys: ResourceKeys): AccessConclusion =>
    decideRequest(view, one, { ...common, sessionPolicies, judge, keys });
  const part = behindAccessPoint(asked);
  const direct = decideOne(asked, resourceKeys(asked));
  const whole = part === null ? direct : bothConclusions(direct, decideOne(part.asked, part.keys));
  const filter = trafficFilterText(resource.arn);
  return filter === null ? whole : withWords(whole, filter);
}

/** The same with a sentence more. */
function withWords(conclusion: AccessConclusion, words: string): AccessConclusion {
  const { judgement } = conclusion;
  const evidence = { ...judgement.evidence, because: `${judgement.evidence.because} ${words}.` };
  return { ...conclusion, judgement: { ...judgement, evidence } };
}

/** What decides: for whom nobody lists it is no, for an identity of several alternative claims each of them is asked. */
function judgeOf(view: PolicyView, from: Asker, callerWith: (claims: readonly Literal[]) => Caller): Judge {
  if (from === 'ANONYMOUS') return { decide, decisionOf };
  if (isUnlisted(view, from)) return { decide: () => refuse(NOT_LISTED), decisionOf: () => 'DENIED' };
  if (from.label !== 'FederatedIdentity') return { decide, decisionOf };
  const decideEach = (request: AccessRequest, layers: Layers): Judgement =>
    decideFederation(from, (claims) => decide({ ...request, caller: callerWith(claims) }, layers));
  return { decide: decideEach, decisionOf: (request, layers) => decideEach(request, layers).decision };
}

const NONE: Remedies = { remedies: [], isBounded: false };

/** Where AWS refuses before it reads a policy, no policy would help: then the policies alone come to another decision. */
function remediesOfEntry(
  to: EnteredNode,
  { decision }: Judgement,
  request: AccessRequest,
  layers: Layers,
  judge: Judge,
): Remedies {
  if (to.label !== 'Role' || !to.isCollected || to.isServiceLinked || to.isIdentityCenter) return NONE;
  const alone = judge.decide(request, layers);
  return alone.decision === decision ? findRemedies(request, layers, alone, judge) : NONE;
}

/** What a request enters, if it enters anybody: a role, or a root user's task. The action ignores case. */
export function entryOf(
  action: string,
  node: GraphNode | null,
): { readonly action: EnteringAction; readonly to: EnteredNode } | null {
  const entering = ENTERING_ACTIONS.find((known) => known.toLowerCase() === action.toLowerCase());
  if (entering === undefined || (node?.label !== 'Role' && node?.label !== 'RootUser')) return null;
  return { action: entering, to: node };
}

const NOTHING_MADE: ReadonlyMap<string, Json> = new Map();

function refuse(because: string): Judgement {
  return { decision: 'DENIED', denial: 'IMPLICIT', needs: null, evidence: { because, layers: [] } };
}
