import type { Decision, Judgement } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json, JsonObject } from '../lib/json.js';
import { compilePolicy } from '../policy/compile.js';
import { mayHaveResourcePolicy } from '../policy/data/resourcePolicyServices.js';
import type { AttachedPolicy } from '../policy/model.js';
import type { AccessAsked, AskedResource, Asker } from './access.js';
import { callerGaps, placesOf, targetGaps } from './gaps.js';
import { hasPolicyBesides } from './policyBearer.js';
import { hasOwnPolicy } from './service/ownPolicy.js';
import { isHeardByTrusts } from './statements.js';
import type { ServiceTruth, UnknownSetting } from './service/index.js';
import type { PolicyView } from './view.js';

/** What may be so in place of what is assumed. A part left out is as it is assumed. */
export interface Hypothesis {
  /** The policy of the resource. */
  readonly policy?: AttachedPolicy;
  readonly truth?: ServiceTruth;
}

/** Decides the request again, were something else so: the decision alone, or what it needs too. */
export interface Trials {
  readonly decide: (hypothesis: Hypothesis) => Decision;
  readonly judge: (hypothesis: Hypothesis) => Pick<Judgement, 'decision' | 'needs'>;
}

/**
 * What was not collected and could change the decision of a request. Whether it could is asked of the engine: it decides again with a policy
 * in place of the one that is missing which allows everything; what allows already could be denied.
 */
export function gapsOfAccess(
  view: PolicyView,
  asked: AccessAsked,
  judgement: Judgement,
  unknown: readonly UnknownSetting[],
  trials: Trials,
): readonly Gap[] {
  const { from, resource } = asked;
  const all = view.gaps?.() ?? [];
  const known = new Set([
    ...(from === 'ANONYMOUS' ? [] : callerGaps(view, from)),
    ...(resource.node === null ? gapsOfOwner(all, resource.account) : targetGaps(view, resource.node)),
  ]);
  const places = placesOf(all);
  const sorted = [...known].sort((left, right) => (places.get(left) ?? 0) - (places.get(right) ?? 0));
  return [
    ...sorted,
    ...policyGaps(asked, all, judgement.decision, trials),
    ...settingGaps(asked, unknown, judgement, trials),
    ...endpointGaps(asked, judgement),
  ];
}

function gapsOfOwner(all: readonly Gap[], account: string | null): readonly Gap[] {
  return all.filter((gap) => gap.kind === 'ORGANIZATION_NOT_COLLECTED' && gap.account === account);
}

/** Whether the policy of the resource itself was collected, as far as one bears on requests for it. */
export function isPolicyRead({ resource }: AccessAsked): boolean {
  const { node } = resource;
  if (node === null) return false;
  if (node.label !== 'Resource') return !('isCollected' in node) || node.isCollected;
  return !hasOwnPolicy(node) || (node.isPolicyCollected && !isBesides(resource));
}

function isBesides({ arn, node }: AskedResource): boolean {
  return node?.label === 'Resource' && node.arn !== arn && hasPolicyBesides(arn);
}

/** The policy of the resource itself, where nobody asked for it. */
function policyGaps(asked: AccessAsked, all: readonly Gap[], decision: Decision, { decide }: Trials): readonly Gap[] {
  const { from, action, resource } = asked;
  const { arn, account, node } = resource;
  const isTrust = isHeardByTrusts(action);
  if (
    isPolicyRead(asked) ||
    arn === '*' ||
    !mayHaveResourcePolicy(action) ||
    (!isTrust && /^(?:iam|sts):/i.test(action))
  )
    return [];
  const best = decision === 'ALLOWED' ? decision : bestUnderAnyPolicy(from, decide);
  const gap = flagsOf(decision, best, decision !== 'DENIED');
  if (gap === null) return [];
  const subject = isBesides(resource) ? arn : (node?.arn ?? arn);
  const known = all.find((one) => one.kind === 'RESOURCE_POLICY_NOT_COLLECTED' && one.subject === subject);
  const text = `The ${isTrust ? 'trust' : 'resource'} policy of ${subject} was not collected.`;
  return [{ kind: 'RESOURCE_POLICY_NOT_COLLECTED', account, subject, text: known?.text ?? text, ...gap }];
}

/** The policy of the endpoint through which the request is stated to come: it could stop whatever passes. */
function endpointGaps({ endpoint }: AccessAsked, { decision }: Judgement): readonly Gap[] {
  if (endpoint === undefined || decision === 'DENIED') return [];
  const { account, arn, isPolicyCollected } =
    typeof endpoint === 'string' ? { account: null, arn: endpoint, isPolicyCollected: false } : endpoint;
  if (isPolicyCollected) return [];
  const text = `The policy of the endpoint ${arn ?? ''} was not collected.`;
  const gap = { kind: 'RESOURCE_POLICY_NOT_COLLECTED', account, subject: arn, text } as const;
  return [{ ...gap, mayHide: false, mayOverstate: true }];
}

/** Settings of the resource, and of its account, that nobody stated: each where one of the things that may be so gives another answer. */
function settingGaps(
  { resource: { account } }: AccessAsked,
  unknown: readonly UnknownSetting[],
  { decision, denial, needs }: Judgement,
  { judge }: Trials,
): readonly Gap[] {
  return unknown.flatMap(({ subject, text, alternatives }): readonly Gap[] => {
    const others = alternatives
      .filter(({ gives }) =>
        gives === 'LESS' ? decision !== 'DENIED' : decision !== 'ALLOWED' && denial !== 'EXPLICIT',
      )
      .map(({ truth }) => judge({ truth: truth() }));
    const isOther = others.some(
      (other) => other.decision !== decision || JSON.stringify(other.needs) !== JSON.stringify(needs),
    );
    if (!isOther) return [];
    const ranks = others.map((other) => RANK[other.decision]);
    const isSame = ranks.every((rank) => rank === RANK[decision]);
    return [
      {
        kind: 'RESOURCE_POLICY_NOT_COLLECTED',
        account,
        subject,
        mayHide: isSame || ranks.some((rank) => rank > RANK[decision]),
        mayOverstate: isSame || ranks.some((rank) => rank < RANK[decision]),
        text,
      },
    ];
  });
}

const RANK: Readonly<Record<Decision, number>> = { DENIED: 0, CONDITIONAL: 1, ALLOWED: 2 };

type Flags = Pick<Gap, 'mayHide' | 'mayOverstate'>;

/** `best`: the decision, should what is missing allow all that it can. Null where it changes nothing. */
function flagsOf(decision: Decision, best: Decision, mayOverstate: boolean): Flags | null {
  const mayHide = decision !== 'ALLOWED' && best !== 'DENIED';
  return mayHide || mayOverstate ? { mayHide, mayOverstate } : null;
}

function attach(statements: readonly JsonObject[]): AttachedPolicy {
  const document = { Version: '2012-10-17', Statement: statements };
  return { id: null, name: 'hypothetical policy', attachedTo: null, policy: compilePolicy(document) };
}

/** The best that a policy of the resource could give: one for everybody, or, where a bucket's switches stop that, one that is not public. */
function bestUnderAnyPolicy(from: Asker, decide: Trials['decide']): Decision {
  const named = from === 'ANONYMOUS' ? null : nameOf(from);
  const byName = named === null ? [] : [allow(named)];
  const best = decide({ policy: attach([allow('*'), ...byName]) });
  if (best !== 'DENIED') return best;
  return decide({ policy: attach([{ ...allow('*'), Condition: FROM_SOMEWHERE }, ...byName]) });
}

/**
 * Keeps a statement for everybody from being public; which address it is does not matter.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const FROM_SOMEWHERE: JsonObject = { IpAddress: { 'aws:SourceIp': '192.0.2.1/32' } };

function allow(principal: Json): JsonObject {
  return { Effect: 'Allow', Principal: principal, Action: '*', Resource: '*' };
}

function nameOf(from: Exclude<Asker, 'ANONYMOUS'>): Json {
  if (from.label === 'Service') return { Service: from.name };
  if (from.label === 'FederatedIdentity') return { Federated: from.providerName };
  return from.arn === null ? null : { AWS: from.arn };
}
