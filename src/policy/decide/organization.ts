import type { RequestContext } from '../context.js';
import { RCP_SERVICES } from '../data/rcpServices.js';
import type { Layers } from '../model.js';
import { TRUE } from '../needs/formula.js';
import { absentLayer, hearLayer, type LayerSaid } from './layer.js';

const NO_SCPS = [absentLayer('SCP', TRUE, { status: 'NOT_ATTACHED' })];
const NO_RCPS = [absentLayer('RCP', TRUE, { status: 'NOT_ATTACHED' })];

/**
 * SCPs, one layer for each level; each needs an Allow (R11). They bind principals of member accounts and nobody else (R12).
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function hearScps(context: RequestContext, layers: Layers): readonly LayerSaid[] {
  if (layers.scp === null) return NO_SCPS;
  const reason = scpExemption(context);
  return layers.scp.map(({ at, policies }) =>
    reason === null
      ? hearLayer('SCP', policies, context, at)
      : absentLayer('SCP', TRUE, { status: 'EXEMPT', reason, at }),
  );
}

function scpExemption({ request: { caller } }: RequestContext): string | null {
  if (caller.kind === 'SERVICE') return 'SCPs do not bind service principals';
  if (caller.kind === 'FEDERATED') return 'SCPs do not bind callers that have no AWS identity yet';
  if (caller.kind === 'ANONYMOUS') return 'SCPs do not bind unsigned requests';
  if (caller.kind === 'ANYONE') return 'SCPs do not bind callers outside the organisation';
  if (caller.kind === 'ROLE' && caller.isServiceLinked) return 'SCPs do not bind service-linked roles';
  if (caller.kind === 'CANONICAL_USER') return null;
  if (caller.account.organization?.isManagementAccount === true) return 'SCPs do not bind the management account';
  return null;
}

/**
 * RCPs, one layer for each level. Those of customers only deny, and what AWS attaches everywhere allows all; they bind every caller, for
 * resources of member accounts and services on AWS's list (R14).
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function hearRcps(context: RequestContext, layers: Layers): readonly LayerSaid[] {
  if (layers.rcp === null) return NO_RCPS;
  const reason = rcpExemption(context);
  return layers.rcp.map(({ at, policies }) =>
    reason === null
      ? hearLayer('RCP', policies, context, at)
      : absentLayer('RCP', TRUE, { status: 'EXEMPT', reason, at }),
  );
}

/** In lower case. */
export const RETIRE_GRANT = 'kms:retiregrant';

function rcpExemption({ request: { caller, resource }, action }: RequestContext): string | null {
  const service = action.slice(0, Math.max(0, action.indexOf(':')));
  if (!RCP_SERVICES.prefixes.has(service)) return `RCPs do not bind ${service} actions`;
  if (action === RETIRE_GRANT) return 'RCPs do not bind kms:RetireGrant';
  if (caller.kind === 'ROLE' && caller.isServiceLinked) return 'RCPs do not bind service-linked roles';
  if (resource.account?.organization?.isManagementAccount === true) {
    return 'RCPs do not bind resources of the management account';
  }
  return null;
}
