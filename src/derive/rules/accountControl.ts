import type { Rule } from './rule.js';

export const accountControl: Rule = Object.freeze({
  id: 'account-control',
  edge: 'CAN_ADMINISTER',
  title: 'Control of the account',
  law: 'Whoever controls an account makes itself any user, and any role whose trust can be written, as far as control policies leave it.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_modify.html',
});
