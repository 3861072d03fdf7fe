import { groupBy } from '../../derive/groupBy.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { Gap } from '../../iam/snapshot.js';
import { accountsNotCollected } from './credentials.js';
import { dayOf, isOlderThan } from './days.js';
import type { Scene } from './scene.js';

/** A role that nobody used for longer than the limit, with a sentence about it. */
export interface UnusedRole {
  readonly node: NodeOf<'Role'>;
  readonly text: string;
}

/** Roles that nobody uses, of those that customers make. */
export async function unusedRoles(
  scene: Scene,
): Promise<{ readonly unused: readonly UnusedRole[]; readonly gaps: readonly Gap[] }> {
  const days = scene.config.thresholds.roleUnusedDays;
  const roles = (await scene.list('Role')).filter(
    ({ isCollected, isServiceLinked, isIdentityCenter }) => isCollected && !isServiceLinked && !isIdentityCenter,
  );
  const unknown = roles.filter(({ isLastUseUnknown }) => isLastUseUnknown === true);
  const unused = roles.flatMap((node): readonly UnusedRole[] => {
    if (node.isLastUseUnknown === true) return [];
    const { createdAt, lastUsedAt, name } = node;
    const since = lastUsedAt ?? createdAt;
    if (since === null || !isOlderThan(since, days, scene.asOf)) return [];
    const last =
      lastUsedAt === null
        ? `, made on ${dayOf(since)}, was not used in the 400 days that AWS tells of`
        : ` was last used on ${dayOf(since)}`;
    return [{ node, text: `Role ${name}${last}: more than ${days} days before the dump.` }];
  });
  return { unused, gaps: [...notTold(unknown), ...(await accountsNotCollected(scene))] };
}

/** Accounts of which AWS was not asked when their roles were last used. */
function notTold(roles: readonly NodeOf<'Role'>[]): readonly Gap[] {
  const byAccount = groupBy(roles, ({ account }) => account);
  return [...byAccount].map(([account, own]) => ({
    kind: 'CREDENTIALS_NOT_COLLECTED',
    account,
    subject: 'RoleLastUsed',
    mayHide: true,
    mayOverstate: false,
    text: `When ${own.length} ${own.length === 1 ? 'role' : 'roles'} of account ${account ?? ''} were last used is not in the dump.`,
  }));
}
