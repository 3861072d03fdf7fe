import type { Rule } from './rule.js';

export const administrator: Rule = Object.freeze({
  id: 'administrator',
  edge: 'CAN_ADMINISTER',
  title: 'Administrator',
  law: 'Who can do every action of a written list on whatever no policy singles out, after all layers, is an administrator of its account.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/getting-started-account-iam.html',
});
