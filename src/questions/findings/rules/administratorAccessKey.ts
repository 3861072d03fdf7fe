import { administrators, foundOfAdministrator } from '../administrators.js';
import { activeKeys } from '../credentials.js';
import { dayOf } from '../days.js';
import type { FindingRule } from '../rule.js';
import { wayGaps } from '../ways.js';

export const administratorAccessKey = Object.freeze<FindingRule>({
  id: 'administrator-access-key',
  title: 'Administrator with an access key',
  severities: ['HIGH', 'MEDIUM'],
  why: 'The key of a user who can do everything in the account is the account: it works from anywhere, asks for no second factor, and lasts until somebody deletes it. One that is pasted into a file or a chat is enough.',
  remediation:
    'Give the user a role to administer with, entered with MFA, and take the policies off the user; or delete the key and let people sign in through IAM Identity Center.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp',
  reads: ['credential reports', 'CAN_ADMINISTER'],
  find: async (scene) => {
    const { keys, gaps } = await activeKeys(scene);
    const known = await scene.once(administrators);
    const ways = keys.flatMap(({ node, key }) => {
      const way = known.get(node.id);
      return way === undefined ? [] : [{ way, key }];
    });
    const findings = ways.map(({ way, key }) => {
      const text = `User ${way.from.name} can do everything in account ${way.from.account ?? ''}, with an access key of ${dayOf(key.createdAt)}.`;
      const severity = way.edge.conclusion.decision === 'ALLOWED' ? ('HIGH' as const) : ('MEDIUM' as const);
      return foundOfAdministrator(scene, way, { about: key.createdAt, severity, text });
    });
    const all = await scene.reader.gaps(scene.call);
    return { findings, gaps: [...gaps, ...ways.flatMap(({ way }) => wayGaps(way, all))] };
  },
});
