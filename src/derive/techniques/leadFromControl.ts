import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import { conjoin } from './conjoin.js';
import { newRole } from './control.js';
import type { AddEdge } from './deriveTechniques.js';
import { allowEverything, viewWith } from './hypothesis.js';
import { requestsOf } from './requests.js';
import { canBeChanged } from './targets.js';
import type { Actor, World } from './world.js';

/** How whoever controls an account makes somebody of it itself, the first that is possible. */
const BY = {
  Role: ['iam:UpdateAssumeRolePolicy'],
  User: ['iam:CreateAccessKey', 'iam:UpdateLoginProfile', 'iam:CreateLoginProfile'],
} as const;

/** From control of an account to every principal of it that can be changed: asked for a role of the account that may do everything. */
export function leadFromControl({ view, roles, users }: World, { accountId }: NodeOf<'Account'>, add: AddEdge): void {
  const role = newRole(view, accountId);
  const requests = requestsOf(
    viewWith(view, { holder: role.id, attachments: [allowEverything(role.id)], nodes: [role] }),
    role,
    { isStart: false },
  );
  const targets: readonly Actor[] = [
    ...(roles.get(accountId) ?? []).filter(canBeChanged),
    ...(users.get(accountId) ?? []),
  ];
  for (const target of targets) {
    const ways = BY[target.label].flatMap((action) => {
      const asked = requests(action, { arn: target.arn ?? target.id, account: accountId, node: target }, {});
      const because = `Whoever controls account ${accountId} can call ${action} on it.`;
      return conjoin([asked], because) === null ? [] : [{ action, conjunction: conjoin([asked], because) }];
    });
    const way = ways.find(({ conjunction }) => conjunction?.decision === 'ALLOWED') ?? ways[0];
    if (way === undefined || way.conjunction === null) continue;
    add('CAN_ADMINISTER', nodeId.accountControl(accountId), target.id, {
      rule: 'account-control',
      action: way.action,
      ...way.conjunction,
    });
  }
}
