import type { Rule } from './rule.js';

export const sameAccountTrusted: Rule = Object.freeze({
  id: 'same-account-trusted',
  edge: 'CAN_ASSUME',
  title: 'Own account trusted',
  law: 'A trust policy that names its own account lets in those whom an identity policy allows as well.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
});
