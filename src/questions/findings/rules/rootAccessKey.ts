import { rootsOfWhom } from '../credentials.js';
import { dayOf } from '../days.js';
import { stated } from '../found.js';
import type { FindingRule } from '../rule.js';

export const rootAccessKey = Object.freeze<FindingRule>({
  id: 'root-access-key',
  title: 'Root user with an access key',
  severities: ['CRITICAL'],
  why: 'Whoever has an access key of the root user can do everything in the account, no identity policy or boundary limits it, and MFA is not asked for.',
  remediation:
    'Move what uses the key to a role, then delete the key: as the root user, or, for a member account, with the root task that deletes root credentials.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
  reads: ['credential reports'],
  find: async (scene) => {
    const { holders, gaps } = await rootsOfWhom(scene, 'access keys', ({ accessKeys }) => accessKeys !== null);
    const findings = holders.flatMap(({ node, credentials }) =>
      (credentials.accessKeys ?? []).flatMap(({ isActive, createdAt }) => {
        if (!isActive) return [];
        const made = createdAt === null ? '' : `, made on ${dayOf(createdAt)}`;
        const text = `The root user of account ${node.account ?? ''} has an active access key${made}.`;
        return [stated(node, createdAt ?? '', 'CRITICAL', text)];
      }),
    );
    return { findings, gaps };
  },
});
