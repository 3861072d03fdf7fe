import type { Rule } from './rule.js';

export const rootTask: Rule = Object.freeze({
  id: 'root-task',
  edge: 'CAN_ASSUME',
  title: 'Root task of a member account',
  law: 'Users and roles of the management account, or of an account to which root access is delegated, take a session of one root task of a member account.',
  reference: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html',
});
