import type { Decision, Judgement } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import { compilePolicy } from '../policy/compile.js';
import { mayHaveResourcePolicy } from '../policy/data/resourcePolicyServices.js';
import type { AttachedPolicy, Layers, ServiceRules } from '../policy/model.js';
import type { AccessAsked, Asker } from './access.js';
import { callerGaps, placesOf, targetGaps } from './gaps.js';
import type { PolicyView } from './view.js';

/**
 * What was not collected and could change the decision of a request. Whether it could is asked of the engine: it decides again with a policy
 * in place of the one that is missing which allows everything; what allows already could be denied.
 */
export function gapsOfAccess(
  view: PolicyView,
  asked: AccessAsked,
  { decision }: Judgement,
  judgeWith: (layers: Partial<Layers>) => Judgement,
): readonly Gap[] {
  const { from, resource } = asked;
  const all = view.gaps?.() ?? [];
  const known = new Set([
    ...(from === 'ANONYMOUS' ? [] : callerGaps(view, from)),
    ...(resource.node === null ? gapsOfOwner(all, resource.account) : targetGaps(view, resource.node)),
  ]);
  const places = placesOf(all);
  const sorted = [...known].sort((left, right) => (places.get(left) ?? 0) - (places.get(right) ?? 0));
  return [...sorted, ...policyGaps(asked, all, decision, judgeWith), ...serviceGaps(asked, decision, judgeWith)];
}

function gapsOfOwner(all: readonly Gap[], account: string | null): readonly Gap[] {
  return all.filter((gap) => gap.kind === 'ORGANIZATION_NOT_COLLECTED' && gap.account === account);
}

/** The policy of the resource itself, where nobody asked for it. */
function policyGaps(
  { from, action, resource: { arn, account, node } }: AccessAsked,
  all: readonly Gap[],
  decision: Decision,
  judgeWith: (layers: Partial<Layers>) => Judgement,
): readonly Gap[] {
  const isRead =
    node?.label === 'Resource'
      ? node.isPolicyCollected
      : node !== null && (!('isCollected' in node) || node.isCollected);
  const isTrust = action.toLowerCase().startsWith('sts:');
  if (isRead || arn === '*' || !mayHaveResourcePolicy(action) || (!isTrust && /^iam:/i.test(action))) return [];
  const open = judgeWith({ resource: attach(allowEverything(from)) });
  const gap = flagsOf(decision, open.decision, decision !== 'DENIED');
  if (gap === null) return [];
  const subject = node?.arn ?? arn;
  const known = all.find((one) => one.kind === 'RESOURCE_POLICY_NOT_COLLECTED' && one.subject === subject);
  const text = `The ${isTrust ? 'trust' : 'resource'} policy of ${subject} was not collected.`;
  return [{ kind: 'RESOURCE_POLICY_NOT_COLLECTED', account, subject, text: known?.text ?? text, ...gap }];
}

/** What a service decides besides policies, which dumps state and no decision reads yet. */
function serviceGaps(
  { action, resource: { arn, account, node } }: AccessAsked,
  decision: Decision,
  judgeWith: (layers: Partial<Layers>) => Judgement,
): readonly Gap[] {
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  const everybody = attach(allowEverything('ANONYMOUS'));
  const rules = (service: ServiceRules): Decision => judgeWith({ service }).decision;
  const gap = (text: string, flags: Flags | null): readonly Gap[] =>
    flags === null ? [] : [{ kind: 'SERVICE_NOT_COVERED', account, subject: node?.arn ?? arn, text, ...flags }];
  if (service === 'kms' && arn !== '*') {
    const flags = flagsOf(decision, rules({ keyGrants: everybody }), false);
    return gap(`Grants of ${arn} are not evaluated yet: one may allow this.`, flags);
  }
  if (service !== 's3' || arn === '*') return [];
  const isClosed = rules({ restrictsPublicBuckets: true }) === 'DENIED' && decision !== 'DENIED';
  const flags = flagsOf(decision, isListed(action) ? rules({ acl: everybody }) : 'DENIED', isClosed);
  return gap(`Access control lists and RestrictPublicBuckets of ${arn} are not evaluated yet.`, flags);
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions */
function isListed(action: string): boolean {
  return /^s3:(?:(?:get|put)object(?:version)?(?:acl)?|listbucket(?:versions|multipartuploads)?|(?:get|put)bucketacl)$/i.test(
    action,
  );
}

type Flags = Pick<Gap, 'mayHide' | 'mayOverstate'>;

/** `best`: the decision, should what is missing allow all that it can. Null where it changes nothing. */
function flagsOf(decision: Decision, best: Decision, mayOverstate: boolean): Flags | null {
  const mayHide = decision !== 'ALLOWED' && best !== 'DENIED';
  return mayHide || mayOverstate ? { mayHide, mayOverstate } : null;
}

function attach(document: Json): AttachedPolicy {
  return { id: null, name: 'hypothetical policy', attachedTo: null, policy: compilePolicy(document) };
}

/** A policy on a resource that allows everything to whoever asks, by name where it has one. */
function allowEverything(from: Asker): Json {
  const allow = (principal: Json): Json => ({ Effect: 'Allow', Principal: principal, Action: '*', Resource: '*' });
  const named = from === 'ANONYMOUS' ? null : nameOf(from);
  return { Version: '2012-10-17', Statement: [allow('*'), ...(named === null ? [] : [allow(named)])] };
}

function nameOf(from: Exclude<Asker, 'ANONYMOUS'>): Json {
  if (from.label === 'Service') return { Service: from.name };
  if (from.label === 'FederatedIdentity') return { Federated: from.providerName };
  return from.arn === null ? null : { AWS: from.arn };
}
