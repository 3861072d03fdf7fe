import type { GraphNode, NodeOf, PrincipalNode } from '../graph/nodes.js';
import type { Evidence, Needs } from '../iam/decision.js';
import type { StatedContext } from '../policy/model.js';
import { decideAccess } from './access.js';
import { shareJudgement } from './share.js';
import type { PolicyView } from './view.js';

export const PASS_ROLE = 'iam:PassRole';

/** Somebody who hands a role of its account to a service. */
export interface PassedRole {
  readonly from: PrincipalNode;
  readonly to: NodeOf<'Role'>;
  readonly service: string;
}

/** What was concluded of it, with references for the two ends. */
export interface Passing {
  readonly decision: 'ALLOWED' | 'CONDITIONAL';
  readonly needs: Needs | null;
  readonly evidence: Evidence;
}

/**
 * Whether the principal may pass the role to the service; null where it is DENIED. Nothing but the service is known of the request: for what
 * the role is passed (iam:AssociatedResourceArn) stays a need.
 */
export function decidePassing(view: PolicyView, passed: PassedRole): Passing | null {
  const { from, to, service } = passed;
  const resource = { arn: to.arn ?? to.id, account: to.account, node: to };
  const { judgement } = decideAccess(view, { from, action: PASS_ROLE, resource }, statedFor(service), null, null);
  const { decision } = judgement;
  if (decision === 'DENIED') return null;
  const { needs, evidence } = shareJudgement(judgement, { from, to }, { namesEveryone: false });
  return { decision, needs, evidence };
}

/** Nobody passes a role that is its service's own, or one that IAM Identity Center keeps. */
export function mayBePassed(node: GraphNode): node is NodeOf<'Role'> {
  return node.label === 'Role' && node.isCollected && !node.isServiceLinked && !node.isIdentityCenter;
}

/** The same with the service told. */
export function tellService({ evidence, ...passing }: Passing, service: string): Passing {
  const because = `${evidence.because} The role is passed to ${service}, which its trust policy lets in.`;
  return { ...passing, evidence: { ...evidence, because } };
}

/** The key by which policies tell services apart, as AWS writes it and in lower case. */
export const PASSED_TO_SERVICE = 'iam:PassedToService';
export const PASSED_TO = PASSED_TO_SERVICE.toLowerCase();

function statedFor(service: string): StatedContext {
  return { values: new Map([[PASSED_TO, [service]]]), absent: new Set(), missing: 'UNKNOWN' };
}
