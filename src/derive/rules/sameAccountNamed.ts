import type { Rule } from './rule.js';

export const sameAccountNamed: Rule = Object.freeze({
  id: 'same-account-named',
  edge: 'CAN_ASSUME',
  title: 'Named in the trust policy of its own account',
  law: 'A trust policy that names a user or role of its own account, or everyone, lets it in without any identity policy.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
});
