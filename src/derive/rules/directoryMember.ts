import type { Rule } from './rule.js';

export const directoryMember: Rule = Object.freeze({
  id: 'directory-member',
  edge: 'MEMBER_OF',
  title: 'Member of a directory group',
  law: 'What a group of the directory is assigned, each of its members is.',
  reference: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/users-groups-provisioning.html',
});
