import { activeKeys } from '../credentials.js';
import { dayOf, isOlderThan } from '../days.js';
import { stated } from '../found.js';
import type { FindingRule } from '../rule.js';

export const accessKeyOld = Object.freeze<FindingRule>({
  id: 'access-key-old',
  title: 'Access key older than the limit',
  severities: ['MEDIUM'],
  why: 'An access key works from anywhere until somebody deletes it, and the older it is, the more places it has been copied to. One that is never replaced is never noticed when it leaks.',
  remediation:
    'Give whoever uses it a role, and its temporary credentials, instead. Where that cannot be, make a second key, move its users over, deactivate this one, and delete it when nothing breaks.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html',
  reads: ['credential reports'],
  find: async (scene) => {
    const { keys, gaps } = await activeKeys(scene);
    const days = scene.config.thresholds.accessKeyAgeDays;
    const findings = keys
      .filter(({ key }) => isOlderThan(key.createdAt, days, scene.asOf))
      .map(({ node, key }) => {
        const text = `An active access key of user ${node.name} was made on ${dayOf(key.createdAt)}, more than ${days} days before the dump.`;
        return stated(node, key.createdAt, 'MEDIUM', text);
      });
    return { findings, gaps };
  },
});
