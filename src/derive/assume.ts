import { nodeId } from '../graph/ids.js';
import type { PrincipalNode } from '../graph/nodes.js';
import type { Judgement } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import { decide } from '../policy/index.js';
import type { CompiledPolicy } from '../policy/compile.js';
import type { Literal, SessionFacts, StatedContext } from '../policy/model.js';
import { stateTask, taskPolicyArns, whyNoRootSession } from './assumeRoot.js';
import { isNamed, trustNames } from './classes/trusts.js';
import { roleUseText } from './confusedDeputy.js';
import { callerFacts, resourceFacts, type EnteredNode } from './facts.js';
import { decideFederation } from './federation/decideFederation.js';
import { gapsOfPair, mayLack } from './gaps.js';
import { layersOf } from './layers.js';
import { shareJudgement } from './share.js';
import type { PolicyView } from './view.js';

/** One principal asks to enter one role, or one root user's task, by one action. */
export interface AssumptionPair {
  readonly from: PrincipalNode;
  readonly to: EnteredNode;
  readonly action: string;
}

/** What was concluded of a pair. */
export interface AssumptionDecision {
  /** Its evidence may hold the references of `graph/references.ts`. */
  readonly judgement: Judgement;
  /** What was not collected and could change this row. */
  readonly gaps: readonly Gap[];
  /** Of sts:AssumeRoot alone: ARNs of the task policies that are not DENIED. */
  readonly taskPolicies: readonly string[] | null;
}

/**
 * The one place where a pair is decided: derive makes edges by it, questions decide again by it with what is stated.
 * `session` null: nothing is known of the caller's session.
 */
export function decideAssumption(
  view: PolicyView,
  pair: AssumptionPair,
  stated: StatedContext,
  session: SessionFacts | null,
  options: { readonly sessionPolicies?: readonly Json[] | null } = {},
): AssumptionDecision {
  const refusal = whyRefused(view, pair);
  if (refusal !== null)
    return { judgement: refuse(refusal), gaps: gapsOfPair(view, pair.from, pair.to), taskPolicies: null };
  const judge = (context: StatedContext, claims: readonly Literal[]): Judgement => {
    const request = {
      caller: callerFacts(view, pair.from, session, claims),
      action: pair.action,
      resource: resourceFacts(view, pair.to),
      stated: context,
    };
    const layers = layersOf(view, pair.from, pair.to, options.sessionPolicies ?? null);
    const judgement = tellWhoPasses(decide(request, layers), pair);
    return shareJudgement(judgement, pair, { namesEveryone: namesEveryone(view, pair.to) });
  };
  const gaps = gapsOfPair(view, pair.from, pair.to);
  if (pair.to.label === 'RootUser') return { ...decideTasks(pair, stated, (context) => judge(context, [])), gaps };
  const judgement =
    pair.from.label === 'FederatedIdentity'
      ? decideFederation(pair.from, (claims) => judge(stated, claims))
      : judge(stated, []);
  return { judgement, gaps, taskPolicies: null };
}

const NO_TRUST_READ = 'The trust policy of the role was not collected.';

/** What AWS decides before it reads any policy; null where the policies decide. */
function whyRefused(view: PolicyView, { from, to, action }: AssumptionPair): string | null {
  if (from.label === 'RootUser') return 'Root credentials can enter no role.';
  if (to.label === 'RootUser') return isUnlisted(view, from) ? NOT_LISTED : whyNoRootSession(view, from, to);
  if (to.isServiceLinked && from.label !== 'Service') {
    return 'A service-linked role is entered by its service only.';
  }
  if (to.isIdentityCenter && action !== 'sts:AssumeRole') {
    return 'A role of IAM Identity Center is entered through assignments only.';
  }
  if (!to.isCollected) return NO_TRUST_READ;
  if (view.node(nodeId.trustPolicy(to.id)) === null) return 'The role has no trust policy.';
  const trust = view.policy(nodeId.trustPolicy(to.id));
  // Whom a document would let in that nobody has read cannot be told: a gap on the role says so, and no row.
  if (!('statements' in trust)) return NO_TRUST_READ;
  if (isUnlisted(view, from) && !(isNamed(trustNames(trust), from) && mayLack(view, from.account ?? '')))
    return NOT_LISTED;
  if (!isTrustedAtAll(trust, from)) {
    return 'The trust policy names neither this caller nor, for an account, everyone or the account as a whole.';
  }
  return null;
}

export const NOT_LISTED = 'The caller is not among the principals of its account, which was collected.';

/**
 * A user or role that a policy names in an account which was collected and does not list it. AWS keeps no ARN of what does not exist in a
 * trust, so it is nobody; but where the listing is known to lack something, it may be what is lacking, and a trust that names it vouches.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function isUnlisted(view: PolicyView, from: PrincipalNode): boolean {
  if ((from.label !== 'User' && from.label !== 'Role') || from.isCollected || from.account === null) return false;
  return view.account(from.account)?.isCollected === true;
}

/**
 * Whom no statement can let in. Principals of an account that was not collected have rows of their own where they are named; the account
 * itself has one only where it is trusted as a whole.
 */
function isTrustedAtAll(trust: CompiledPolicy, from: PrincipalNode): boolean {
  const names = trustNames(trust);
  switch (from.label) {
    case 'Anyone':
      return names.allowsEveryone;
    case 'AccountPrincipal':
      return names.allowsEveryone || (from.account !== null && names.allowedAccounts.has(from.account));
    case 'Service':
    case 'FederatedIdentity':
    case 'User':
    case 'Role':
    case 'RootUser':
      return true;
  }
}

/** A service enters a role for whoever may pass it the role (R35), and its own service-linked roles for itself. */
function tellWhoPasses(judgement: Judgement, { from, to }: AssumptionPair): Judgement {
  if (from.label !== 'Service' || judgement.decision === 'DENIED' || to.label !== 'Role') return judgement;
  const { because } = judgement.evidence;
  const use = roleUseText(from.name, to.isServiceLinked ? 'SERVICE_LINKED_ROLE' : 'ROLE');
  return { ...judgement, evidence: { ...judgement.evidence, because: `${because} ${use}` } };
}

function namesEveryone(view: PolicyView, to: EnteredNode): boolean {
  if (to.label !== 'Role') return false;
  const trust = view.policy(nodeId.trustPolicy(to.id));
  return 'statements' in trust && trustNames(trust).allowsEveryone;
}

function refuse(because: string): Judgement {
  return { decision: 'DENIED', denial: 'IMPLICIT', needs: null, evidence: { because, layers: [] } };
}

/** The session of a root task: which of the tasks are open, and the decision with the task left open. */
function decideTasks(
  pair: AssumptionPair,
  stated: StatedContext,
  judge: (stated: StatedContext) => Judgement,
): Pick<AssumptionDecision, 'judgement' | 'taskPolicies'> {
  const partition = pair.to.arn?.split(':')[1] ?? 'aws';
  const tasks = taskPolicyArns(partition).flatMap((task) => {
    const context = stateTask(stated, task);
    return context === null ? [] : [{ task, judgement: judge(context) }];
  });
  const open = tasks.filter(({ judgement }) => judgement.decision !== 'DENIED');
  const [first] = tasks;
  if (open.length === 0 && first !== undefined) return { judgement: first.judgement, taskPolicies: [] };
  const isAllowed = open.length === tasks.length && open.every(({ judgement }) => judgement.decision === 'ALLOWED');
  const judgement = isAllowed && first !== undefined ? first.judgement : judge(stated);
  return { judgement, taskPolicies: open.map(({ task }) => task) };
}
