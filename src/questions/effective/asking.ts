import type { AccessAsked, AccessConclusion, AskedResource, Asker } from '../../derive/access.js';
import { mayAdmit } from '../../derive/admitting.js';
import { type BearingPolicies, policiesBearing } from '../../derive/accessRequest.js';
import type { PolicyView } from '../../derive/view.js';
import type { WorkBudget } from '../../graph/store.js';
import type { SessionFacts } from '../../policy/model.js';
import { decideStated, placeRequest } from '../accessRequest.js';
import type { Stated } from '../given.js';
import type { Cell } from './cells.js';

/** Whose access is asked for, and under what. */
export interface Asking {
  /** Has the caller, every resource that is decided about, and the endpoint. */
  readonly view: PolicyView;
  readonly from: Asker;
  readonly stated: Stated;
  readonly session: SessionFacts | null;
  readonly endpoint: AccessAsked['endpoint'] | null;
  /** What several services share, made once for a question. */
  readonly shared: Shared;
  /** One decision costs one. */
  readonly budget: WorkBudget;
}

/** Decides one action on one resource, or on some part that a pattern means, as canPerform does. */
export function conclude(asking: Asking, action: string, resource: AskedResource): AccessConclusion {
  const { view, from, stated, session, endpoint, budget } = asking;
  budget.spend(1);
  const { asked, gaps } = placeRequest(from, action, resource, endpoint);
  const conclusion = decideStated(view, asked, stated, session);
  return gaps.length === 0 ? conclusion : { ...conclusion, gaps: [...gaps, ...conclusion.gaps] };
}

/** The policies that such a decision reads. */
export function bearing(asking: Asking, action: string, resource: AskedResource): BearingPolicies {
  const { asked } = placeRequest(asking.from, action, resource, asking.endpoint);
  return policiesBearing(asking.view, asked, asking.stated.sessionPolicies);
}

/** Whether a resource may admit the caller, so far as it is of another account; where not, all that is asked of it is refused alike. */
export function mayBeAdmitted(
  { view, from, endpoint, session }: Asking,
  action: string,
  resource: AskedResource,
): boolean {
  return mayAdmit(view, placeRequest(from, action, resource, endpoint).asked, session);
}

/** What is the same for all services. */
export interface Shared {
  /** The policies of the caller's side. */
  own: BearingPolicies | null;
  /** Forms of ARNs as patterns over the caller's account. */
  readonly forms: Map<string, AskedResource>;
  /** What was decided where nothing tells one resource from another, by the statements that decided and the kind of service. */
  readonly plain: Map<string, readonly Cell[]>;
  /** Resources of other accounts that were seen to refuse the caller something: all that they do not admit is DENIED for the same reasons. */
  readonly refusing: Set<AskedResource>;
}

export function makeShared(): Shared {
  return { own: null, forms: new Map(), plain: new Map(), refusing: new Set() };
}

/** The policies of the caller's side, and what limits it in its own account. */
export function ownBearing(asking: Asking): BearingPolicies {
  return (asking.shared.own ??= bearing(asking, 'none:None', { arn: '*', account: null, node: null }));
}
