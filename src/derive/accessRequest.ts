import type { NodeOf } from '../graph/nodes.js';
import { nodeId } from '../graph/ids.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import type { AccessRequest, AttachedPolicy, Caller, Layers, ResourceFacts, StatedContext } from '../policy/model.js';
import { findRemedies, type Judge } from '../policy/remedies/index.js';
import type { AccessAsked, AccessConclusion, AskedResource } from './access.js';
import { gapsOfAccess, type Hypothesis, type Trials } from './accessGaps.js';
import { accountFacts } from './facts.js';
import { layersOfCaller, levelsAbove } from './layers.js';
import {
  behindAccessPoint,
  ownPolicy,
  policyOf,
  serviceFacts,
  type ResourceKeys,
  type ServiceTruth,
} from './service/index.js';
import type { PolicyView } from './view.js';

/** How one request is decided. */
interface Deciding {
  readonly caller: Caller;
  readonly stated: StatedContext;
  readonly sessionPolicies: readonly Json[] | null;
  readonly judge: Judge;
  /** Context keys that follow from the resource. */
  readonly keys: ResourceKeys;
}

/** Decides one request that enters nobody, from the policies of the graph and what the service decides besides. */
export function decideRequest(view: PolicyView, asked: AccessAsked, deciding: Deciding): AccessConclusion {
  const { caller, stated, sessionPolicies, judge, keys } = deciding;
  const service = serviceFacts(view, asked);
  const own = ownPolicy(view, asked);
  const base = { ...layersOfAccess(view, asked, sessionPolicies), resource: own.attached };
  const layersWith = ({ rules }: ServiceTruth): Layers => ({ ...base, service: rules });
  const requestWith = ({ objectOwner }: ServiceTruth): AccessRequest => ({
    caller,
    stated,
    action: asked.action,
    resource: factsOfResource(view, asked.resource, objectOwner, keys),
  });
  const layers = layersWith(service);
  const request = requestWith(service);
  const judgement = judge.decide(request, layers);
  const under = ({ policy, truth = service }: Hypothesis): readonly [AccessRequest, Layers] => [
    requestWith(truth),
    { ...layersWith(truth), ...(policy === undefined ? {} : { resource: policy }) },
  ];
  const trials: Trials = {
    decide: (hypothesis) => judge.decisionOf(...under(hypothesis)),
    judge: (hypothesis) => judge.decide(...under(hypothesis)),
  };
  let gaps: readonly Gap[] | null = null;
  return {
    judgement,
    get gaps() {
      return (gaps ??= gapsOfAccess(view, asked, judgement, service.unknown, trials));
    },
    made: new Map([...service.made, ...own.made]),
    remedies: () => findRemedies(request, layers, judgement, judge),
  };
}

/** The policies that a decision about a request reads, by whose they are; what settings amount to is among those of the resource. */
export interface BearingPolicies {
  /** That can allow on the caller's side. */
  readonly identity: readonly AttachedPolicy[];
  /** Of the resource, and of the bucket behind an access point. */
  readonly resource: readonly AttachedPolicy[];
  /** That allow nothing by themselves: boundary, session, control policies, endpoint. */
  readonly limits: readonly AttachedPolicy[];
}

/**
 * What a decision about a request reads: two actions of one service and one kind (`kindOfAction`) that the same statements of all of these are
 * about are decided alike.
 */
export function policiesBearing(
  view: PolicyView,
  asked: AccessAsked,
  sessionPolicies: readonly Json[] | null,
): BearingPolicies {
  const { identity, boundary, session, scp, rcp, endpoint } = layersOfAccess(view, asked, sessionPolicies);
  const behind = behindAccessPoint(asked);
  const places = behind === null ? [asked] : [asked, behind.asked];
  const beyond = behind === null ? null : layersOfAccess(view, behind.asked, sessionPolicies).rcp;
  const levels = [...(scp ?? []), ...(rcp ?? []), ...(beyond ?? [])];
  return {
    identity,
    resource: places.flatMap((place) => {
      const { rules } = serviceFacts(view, place);
      return [ownPolicy(view, place).attached, rules.acl, rules.keyGrants].filter(
        (one) => one !== null && one !== undefined,
      );
    }),
    limits: [
      ...(boundary ?? []),
      ...(session ?? []),
      ...levels.flatMap(({ policies }) => policies),
      ...(endpoint ?? []),
    ],
  };
}

/** A part of a resource has tags of its own, which the graph does not know. */
function factsOfResource(
  view: PolicyView,
  { arn, isPattern = false, bounds, account, node }: AskedResource,
  objectOwner: string | undefined,
  keys: ResourceKeys,
): ResourceFacts {
  const isItself = node !== null && node.arn === arn && 'tags' in node;
  const isCollected = isItself && (!('isCollected' in node) || node.isCollected);
  return {
    arn,
    account: account === null ? undefined : accountFacts(view, account),
    tags: isCollected && view.hasOpenTags?.(node.id) !== true ? node.tags : undefined,
    ...(objectOwner === undefined ? {} : { objectOwner: accountFacts(view, objectOwner) }),
    ...(isPattern ? { isPattern } : {}),
    ...(bounds === undefined ? {} : { bounds }),
    ...(keys.size === 0 ? {} : { keys }),
  };
}

const WITHOUT_POLICIES: Layers = {
  identity: [],
  boundary: null,
  session: null,
  scp: null,
  rcp: null,
  resource: null,
  endpoint: null,
};

function layersOfAccess(
  view: PolicyView,
  { from, resource, endpoint }: AccessAsked,
  sessionPolicies: readonly Json[] | null,
): Omit<Layers, 'resource'> {
  const ofCaller = from === 'ANONYMOUS' ? WITHOUT_POLICIES : layersOfCaller(view, from, sessionPolicies);
  const { account } = resource;
  return {
    ...ofCaller,
    rcp: account === null ? null : levelsAbove(view, from === 'ANONYMOUS' ? null : from, account),
    endpoint: endpoint === undefined || typeof endpoint === 'string' ? null : endpointPolicies(view, endpoint),
  };
}

/**
 * What the policy of an endpoint lets through. One without a policy of its own lets everything through.
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
function endpointPolicies(view: PolicyView, endpoint: NodeOf<'Resource'>): readonly AttachedPolicy[] | null {
  const policy = policyOf(view, endpoint, nodeId.resourcePolicy(endpoint.id));
  return policy === null ? null : [policy];
}
