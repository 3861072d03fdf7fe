import { facts, type KeyFacts } from './keyFacts.js';

const KMS = 'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html';

/** Keys of single services that follow from the request. */
export const SERVICE_KEYS: readonly KeyFacts[] = [
  facts('kms:CallerAccount', 'CALLER', `${KMS}#conditions-kms-caller-account`),
];
