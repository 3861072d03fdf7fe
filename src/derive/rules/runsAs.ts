import type { Rule } from './rule.js';

export const runsAs: Rule = Object.freeze({
  id: 'runs-as',
  edge: 'RUNS_AS',
  title: 'Runs as a role',
  law: 'What a service runs for a resource has the permissions of the role that the resource is given.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html',
});
