import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import { type CompiledPolicy, keysOf, statementsFor } from '../../policy/compile.js';
import { levelsOf } from '../layers.js';
import { conjoin, type Conjunction } from './conjoin.js';
import { newRole } from './control.js';
import type { AddEdge } from './edgesOut.js';
import { allowEverything, viewWith } from './hypothesis.js';
import { openResources } from './newResources.js';
import { type DecidedRequest, requestsOf } from './requests.js';
import { canBeChanged } from './targets.js';
import type { Actor, World } from './world.js';

/** How whoever controls an account makes somebody of it itself, the first that is possible. */
const BY = {
  Role: ['iam:UpdateAssumeRolePolicy'],
  User: ['iam:CreateAccessKey', 'iam:UpdateLoginProfile', 'iam:CreateLoginProfile'],
} as const;

/** From control of an account to every principal of it that can be changed: asked for a role of the account that may do everything. */
export function leadFromControl({ view, roles, users }: World, account: NodeOf<'Account'>, add: AddEdge): void {
  const { accountId } = account;
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
  const concluded = new Map<DecidedRequest, Conjunction | null>();
  const conclude = (asked: DecidedRequest, action: string): Conjunction | null => {
    const before = concluded.get(asked);
    if (before !== undefined) return before;
    const found = conjoin([asked], `Whoever controls account ${accountId} can call ${action} on it.`);
    concluded.set(asked, found);
    return found;
  };
  const isAlike = tellsApartNone(view, accountId);
  for (const target of targets) {
    const ways = BY[target.label].flatMap((action) => {
      const arn = isAlike(action) ? unnamed(action, account) : (target.arn ?? target.id);
      const conjunction = conclude(
        requests(action, { arn, account: accountId, node: isAlike(action) ? null : target }, {}),
        action,
      );
      return conjunction === null ? [] : [{ action, conjunction }];
    });
    const way = ways.find(({ conjunction }) => conjunction.decision === 'ALLOWED') ?? ways[0];
    if (way === undefined) continue;
    const { action, conjunction } = way;
    add('CAN_ADMINISTER', nodeId.accountControl(accountId), target.id, {
      rule: 'account-control',
      action,
      ...conjunction,
    });
  }
}

/** Whether the control policies of an account say the same of every user and role, by action. */
function tellsApartNone(view: World['view'], account: string): (action: string) => boolean {
  const known = new Map<string, boolean>();
  const levels = levelsOf(view, account, 'SERVICE_CONTROL', account) ?? [];
  const policies = levels.flatMap((level) => level.policies.map(({ policy }) => policy));
  return (action) => {
    let found = known.get(action);
    if (found === undefined) {
      found = policies.every((policy) => !('text' in policy) && policyTellsNone(policy, action));
      known.set(action, found);
    }
    return found;
  };
}

function policyTellsNone(policy: CompiledPolicy, action: string): boolean {
  const statements = statementsFor(policy, action);
  const isOpen = ({ resources }: (typeof statements)[number]): boolean =>
    resources === null || (!resources.isNot && resources.values.every((value) => value === '*'));
  return statements.every(isOpen) && keysOf(policy, statements).every((key) => !/resource/u.test(key));
}

function unnamed(action: string, account: NodeOf<'Account'>): string {
  return openResources(action, account, '', 'UNNAMED')[0]?.arn ?? '*';
}
