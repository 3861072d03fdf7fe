import { activeKeys } from '../credentials.js';
import { dayOf, isOlderThan } from '../days.js';
import { stated } from '../found.js';
import type { FindingRule } from '../rule.js';

export const accessKeyUnused = Object.freeze<FindingRule>({
  id: 'access-key-unused',
  title: 'Active access key that nobody uses',
  severities: ['MEDIUM'],
  why: 'A key that nobody uses is of use to whoever finds it alone, and nobody will notice that it is used again.',
  remediation: 'Deactivate the key, and delete it when nothing breaks.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html',
  reads: ['credential reports'],
  find: async (scene) => {
    const { keys, gaps } = await activeKeys(scene);
    const days = scene.config.thresholds.accessKeyUnusedDays;
    const findings = keys
      .filter(({ key }) => isOlderThan(key.lastUsedAt ?? key.createdAt, days, scene.asOf))
      .map(({ node, key }) => {
        const last =
          key.lastUsedAt === null
            ? `, made on ${dayOf(key.createdAt)}, was never used`
            : ` was last used on ${dayOf(key.lastUsedAt)}`;
        const text = `An active access key of user ${node.name}${last}: more than ${days} days before the dump.`;
        return stated(node, key.createdAt, 'MEDIUM', text);
      });
    return { findings, gaps };
  },
});
