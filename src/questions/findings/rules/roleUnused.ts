import { stated } from '../found.js';
import type { FindingRule } from '../rule.js';
import { unusedRoles } from '../unusedRoles.js';

export const roleUnused = Object.freeze<FindingRule>({
  id: 'role-unused',
  title: 'Role that nobody uses',
  severities: ['LOW'],
  why: 'A role that nobody uses keeps its trust and its permissions, and is looked after by nobody. Whoever is still trusted can enter it.',
  remediation: 'Delete the role; or first take its permissions away, and delete it when nothing breaks.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_delete.html#roles-delete_prerequisites',
  reads: ['last use of roles'],
  find: async (scene) => {
    const { unused, gaps } = await scene.once(unusedRoles);
    return { findings: unused.map(({ node, text }) => stated(node, '', 'LOW', text)), gaps };
  },
});
