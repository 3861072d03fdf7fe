import { groupBy } from '../../../derive/groupBy.js';
import type { NodeOf } from '../../../graph/nodes.js';
import type { Gap } from '../../../iam/snapshot.js';
import { accountsNotCollected } from '../credentials.js';
import { dayOf, isOlderThan } from '../days.js';
import { stated } from '../found.js';
import type { FindingRule } from '../rule.js';

export const roleUnused = Object.freeze<FindingRule>({
  id: 'role-unused',
  title: 'Role that nobody uses',
  severities: ['LOW'],
  why: 'A role that nobody uses keeps its trust and its permissions, and is looked after by nobody. Whoever is still trusted can enter it.',
  remediation: 'Delete the role; or first take its permissions away, and delete it when nothing breaks.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_delete.html#roles-delete_prerequisites',
  reads: ['last use of roles'],
  find: async (scene) => {
    const days = scene.config.thresholds.roleUnusedDays;
    const roles = (await scene.list('Role')).filter(
      ({ isCollected, isServiceLinked, isIdentityCenter }) => isCollected && !isServiceLinked && !isIdentityCenter,
    );
    const unknown = roles.filter(({ isLastUseUnknown }) => isLastUseUnknown === true);
    const findings = roles.flatMap((node) => {
      if (node.isLastUseUnknown === true) return [];
      const { createdAt, lastUsedAt, name } = node;
      const since = lastUsedAt ?? createdAt;
      if (since === null || !isOlderThan(since, days, scene.asOf)) return [];
      const last =
        lastUsedAt === null
          ? `, made on ${dayOf(since)}, was not used in the 400 days that AWS tells of`
          : ` was last used on ${dayOf(since)}`;
      return [stated(node, '', 'LOW', `Role ${name}${last}: more than ${days} days before the dump.`)];
    });
    return { findings, gaps: [...notTold(unknown), ...(await accountsNotCollected(scene))] };
  },
});

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
