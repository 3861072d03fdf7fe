import { administrators, foundOfAdministrator } from '../administrators.js';
import type { FindingRule } from '../rule.js';
import { unusedRoles } from '../unusedRoles.js';
import { wayGaps } from '../ways.js';

export const administratorRoleUnused = Object.freeze<FindingRule>({
  id: 'administrator-role-unused',
  title: 'Administrator role that nobody uses',
  severities: ['MEDIUM'],
  why: 'A role that can do everything in the account, and that nobody uses, is a way in that nobody watches: whoever is still trusted has the account, and nobody will wonder why the role is used.',
  remediation:
    'Delete the role, or take its permissions away. One that is there for emergencies alone needs MFA, an alarm when it is entered, and a suppression with its reason.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#remove-credentials',
  reads: ['last use of roles', 'CAN_ADMINISTER'],
  find: async (scene) => {
    const { unused, gaps } = await scene.once(unusedRoles);
    const known = await scene.once(administrators);
    const found = unused.flatMap(({ node, text }) => {
      const way = known.get(node.id);
      return way === undefined ? [] : [{ way, text: `${text} It can do everything in account ${node.account ?? ''}.` }];
    });
    const findings = found.map(({ way, text }) =>
      foundOfAdministrator(scene, way, { about: '', severity: 'MEDIUM', text }),
    );
    const all = await scene.reader.gaps(scene.call);
    return { findings, gaps: [...gaps, ...found.flatMap(({ way }) => wayGaps(way, all))] };
  },
});
