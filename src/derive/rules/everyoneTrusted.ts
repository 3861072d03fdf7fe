import type { Rule } from './rule.js';

export const everyoneTrusted: Rule = Object.freeze({
  id: 'everyone-trusted',
  edge: 'CAN_ASSUME',
  title: 'Everyone trusted',
  law: 'A trust policy that names everyone lets in any AWS identity of another account whose own side allows.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
});
