import type { Rule } from './rule.js';

export const crossAccountTrusted: Rule = Object.freeze({
  id: 'cross-account-trusted',
  edge: 'CAN_ASSUME',
  title: 'Trusted from another account',
  law: 'Across accounts both the trust policy and the identity policy of the caller have to allow.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html',
});
