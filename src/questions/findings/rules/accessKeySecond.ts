import { groupBy } from '../../../derive/groupBy.js';
import { activeKeys } from '../credentials.js';
import { dayOf } from '../days.js';
import { stated } from '../found.js';
import type { FindingRule } from '../rule.js';

export const accessKeySecond = Object.freeze<FindingRule>({
  id: 'access-key-second',
  title: 'Two active access keys',
  severities: ['LOW'],
  why: 'The second key of a user is there to replace the first. Where both stay active, the old one was never taken away, and there are twice as many secrets to lose.',
  remediation: 'Move what still uses the older key to the newer one, deactivate the older one, and delete it.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html',
  reads: ['credential reports'],
  find: async (scene) => {
    const { keys, gaps } = await activeKeys(scene);
    const byUser = groupBy(keys, ({ node }) => node);
    const findings = [...byUser].flatMap(([node, own]) => {
      if (own.length < 2) return [];
      const days = own.map(({ key }) => dayOf(key.createdAt)).sort();
      return [stated(node, '', 'LOW', `User ${node.name} has two active access keys, made on ${days.join(' and ')}.`)];
    });
    return { findings, gaps };
  },
});
