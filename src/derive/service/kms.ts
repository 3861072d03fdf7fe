import { parseArn } from '../../iam/arn.js';
import { readKeyGrants } from '../../iam/settings/keyGrants.js';
import type { Json } from '../../lib/json.js';
import { isGrantable, keyGrantPolicy } from '../../policy/service/keyGrantPolicy.js';
import type { AccessAsked } from '../access.js';
import { madePolicy, NO_SERVICE, type ServiceFacts, type ServiceTruth } from './facts.js';
import { propertiesOf, settingOf } from './settings.js';

/** Grants that let everybody do everything. */
const EVERYBODY: Json = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

/**
 * What KMS decides of a request besides policies: grants of the key.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export function kmsFacts({ action, resource: { arn, node } }: AccessAsked): ServiceFacts {
  if (parseArn(arn)?.resource.startsWith('key/') !== true) return NO_SERVICE;
  const grants = settingOf(propertiesOf(node, 'AWS::KMS::Key'), 'grants', readKeyGrants);
  if (grants.kind === 'STATED') {
    if (grants.value.length === 0) return NO_SERVICE;
    return { ...granted(keyGrantPolicy(grants.value), arn), unknown: [] };
  }
  if (!isGrantable(action)) return NO_SERVICE;
  const why = grants.why === null ? 'were not collected' : `cannot be read (${grants.why})`;
  const unknown = {
    subject: arn,
    text: `The grants of ${arn} ${why}.`,
    alternatives: [{ gives: 'MORE', truth: () => granted(EVERYBODY, arn) }],
  } as const;
  return { ...NO_SERVICE, unknown: [unknown] };
}

function granted(document: Json, key: string): ServiceTruth {
  return {
    rules: { keyGrants: madePolicy('grants', document, key) },
    objectOwner: undefined,
    made: new Map([['grants', document]]),
  };
}
