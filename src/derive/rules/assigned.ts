import type { Rule } from './rule.js';

export const assigned: Rule = Object.freeze({
  id: 'assigned',
  edge: 'IS_ASSIGNED',
  title: 'Assigned in IAM Identity Center',
  law: 'Whoever is assigned a permission set in an account signs in to the role that IAM Identity Center provisions for it there.',
  reference: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html',
});
