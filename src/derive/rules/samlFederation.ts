import type { Rule } from './rule.js';

export const samlFederation: Rule = Object.freeze({
  id: 'saml-federation',
  edge: 'CAN_FEDERATE',
  title: 'SAML federation',
  law: 'The trust policy alone decides whom of a SAML provider it admits.',
  reference: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html',
});
