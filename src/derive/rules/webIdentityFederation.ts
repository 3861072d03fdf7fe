import type { Rule } from './rule.js';

export const webIdentityFederation: Rule = Object.freeze({
  id: 'web-identity-federation',
  edge: 'CAN_FEDERATE',
  title: 'Web identity federation',
  law: 'The trust policy alone decides whom of an OIDC provider it admits.',
  reference: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html',
});
