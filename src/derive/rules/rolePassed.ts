import type { Rule } from './rule.js';

export const rolePassed: Rule = Object.freeze({
  id: 'role-passed',
  edge: 'CAN_PASS',
  title: 'Role passed to a service',
  law: 'Whoever is allowed iam:PassRole on a role of its own account hands it to a service that the trust policy of the role lets in.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
});
