import type { Rule } from './rule.js';

export const serviceTrusted: Rule = Object.freeze({
  id: 'service-trusted',
  edge: 'CAN_ASSUME',
  title: 'Service trusted',
  law: 'A service named in the trust policy enters the role for whoever may pass it the role.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
});
