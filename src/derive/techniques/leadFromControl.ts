import type { NodeOf } from '../../graph/nodes.js';
import { levelsOf } from '../layers.js';
import { tellsApartNone } from './alike.js';
import { conjoin, type Conjunction } from './conjoin.js';
import { newRole } from './control.js';
import { allowEverything, viewWith } from './hypothesis.js';
import { openResources } from './newResources.js';
import { perWorld } from './perWorld.js';
import { type DecidedRequest, requestsOf } from './requests.js';
import { canBeChanged } from './canBeChanged.js';
import { accountNode, type Actor, type World } from './world.js';

/** How whoever controls an account makes somebody of it itself, the first that is possible. */
const BY = {
  Role: ['iam:UpdateAssumeRolePolicy'],
  User: ['iam:CreateAccessKey', 'iam:UpdateLoginProfile', 'iam:CreateLoginProfile'],
} as const;

/** Whether control of its account leads to somebody whatever is so. */
export function isLedTo(world: World, { id, account }: Actor): boolean {
  return waysFromControl(world, accountNode(world.view, account ?? '')).get(id)?.conjunction.decision === 'ALLOWED';
}

/** The same of everybody of an account whom another could become. */
export function areAllLedTo(world: World, account: string): boolean {
  return allLedTo(world, account, () => targetsIn(world, account).every((target) => isLedTo(world, target)));
}

const allLedTo = perWorld<boolean>();

/** Those of an account who can be changed. */
export function targetsIn({ roles, users }: World, account: string): readonly Actor[] {
  return [...(roles.get(account) ?? []).filter(canBeChanged), ...(users.get(account) ?? [])];
}

/** How control of an account leads to somebody. */
export interface WayFromControl {
  readonly action: string;
  readonly conjunction: Conjunction;
}

const known = perWorld<ReadonlyMap<string, WayFromControl>>();

/** To those of an account who can be changed, by their ids; asked for a role of the account that may do everything. */
export function waysFromControl(world: World, account: NodeOf<'Account'>): ReadonlyMap<string, WayFromControl> {
  return known(world, account.accountId, () => findWays(world, account));
}

function findWays(world: World, account: NodeOf<'Account'>): ReadonlyMap<string, WayFromControl> {
  const { view } = world;
  const { accountId } = account;
  const role = newRole(view, accountId);
  const requests = requestsOf(
    viewWith(view, { holder: role.id, attachments: [allowEverything(role.id)], nodes: [role] }),
    role,
    { isStart: false },
  );
  const concluded = new Map<DecidedRequest, Conjunction | null>();
  const conclude = (asked: DecidedRequest, action: string): Conjunction | null => {
    const before = concluded.get(asked);
    if (before !== undefined) return before;
    const found = conjoin([asked], `Whoever controls account ${accountId} can call ${action} on it.`);
    concluded.set(asked, found);
    return found;
  };
  const levels = levelsOf(view, accountId, 'SERVICE_CONTROL', accountId) ?? [];
  const isAlike = tellsApartNone(levels.flatMap(({ policies }) => policies.map(({ policy }) => policy)));
  const found = new Map<string, WayFromControl>();
  for (const target of targetsIn(world, accountId)) {
    const ways = BY[target.label].flatMap((action) => {
      const arn = isAlike(action) ? unnamed(action, account) : (target.arn ?? target.id);
      const conjunction = conclude(
        requests(action, { arn, account: accountId, node: isAlike(action) ? null : target }, {}),
        action,
      );
      return conjunction === null ? [] : [{ action, conjunction }];
    });
    const way = ways.find(({ conjunction }) => conjunction.decision === 'ALLOWED') ?? ways[0];
    if (way !== undefined) found.set(target.id, way);
  }
  return found;
}

function unnamed(action: string, account: NodeOf<'Account'>): string {
  return openResources(action, account, '', 'UNNAMED')[0]?.arn ?? '*';
}
