import { rootsOfWhom } from '../credentials.js';
import { dayOf, isOlderThan } from '../days.js';
import { stated } from '../found.js';
import type { FindingRule } from '../rule.js';

export const rootUsed = Object.freeze<FindingRule>({
  id: 'root-used',
  title: 'Root user used recently',
  severities: ['HIGH'],
  why: 'The root user is for the few tasks that nobody else can do. Used more often, its password and MFA device are at hand, and whoever gets hold of them is limited by nothing in the account.',
  remediation:
    'Ask who signed in and for what. Do everyday work with roles, keep the credentials locked away, and in member accounts take them away and use root tasks.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
  reads: ['credential reports'],
  find: async (scene) => {
    const { holders, gaps } = await rootsOfWhom(scene, 'last use', () => true);
    const days = scene.config.thresholds.rootUsedDays;
    const findings = holders.flatMap(({ node, credentials }) => {
      const uses = [
        { what: 'password', at: credentials.passwordLastUsedAt },
        ...(credentials.accessKeys ?? []).map(({ lastUsedAt }) => ({ what: 'access key', at: lastUsedAt })),
      ];
      return uses.flatMap(({ what, at }) => {
        if (at === null || isOlderThan(at, days, scene.asOf)) return [];
        const text = `The ${what} of the root user of account ${node.account ?? ''} was last used on ${dayOf(at)}, less than ${days} days before the dump.`;
        return [stated(node, what, 'HIGH', text)];
      });
    });
    return { findings, gaps };
  },
});
