import { expect, it } from 'vitest';
import { isKeptInAccount, KEPT_ACTIONS } from '../../../src/policy/data/crossAccountActions.js';
import { MANAGED_KEY_ACTIONS, managedKeyOf } from '../../../src/policy/data/managedKeyActions.js';
import { shippedActions } from '../../../src/shippedActions.js';

const table = shippedActions();

/**
 * The operations for which AWS says that permission across accounts is effective, as actions.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html
 */
const EFFECTIVE: Readonly<Record<string, readonly string[]>> = {
  kms: [
    'CreateGrant',
    'Decapsulate',
    'Decrypt',
    'DeriveSharedSecret',
    'DescribeKey',
    'Encapsulate',
    'Encrypt',
    'GenerateDataKey',
    'GenerateDataKeyPair',
    'GenerateDataKeyPairWithoutPlaintext',
    'GenerateDataKeyWithoutPlaintext',
    'GenerateMac',
    'GetKeyRotationStatus',
    'GetPublicKey',
    'ListGrants',
    'ReEncryptFrom',
    'ReEncryptTo',
    'RetireGrant',
    'RevokeGrant',
    'Sign',
    'Verify',
    'VerifyMac',
  ],
  secretsmanager: [
    'CancelRotateSecret',
    'DeleteResourcePolicy',
    'DeleteSecret',
    'DescribeSecret',
    'GetRandomPassword',
    'GetResourcePolicy',
    'GetSecretValue',
    'ListSecretVersionIds',
    'PutResourcePolicy',
    'PutSecretValue',
    'RemoveRegionsFromReplication',
    'ReplicateSecretToRegions',
    'RestoreSecret',
    'RotateSecret',
    'StopReplicationToReplica',
    'TagResource',
    'UntagResource',
    'UpdateSecret',
    'UpdateSecretVersionStage',
    'ValidateResourcePolicy',
  ],
};

/** Named by neither list: of no key, or asked by KMS itself. */
const NEITHER: Readonly<Record<string, readonly string[]>> = {
  kms: ['GenerateRandom', 'ListRetirableGrants', 'SynchronizeMultiRegionKey'],
  secretsmanager: [],
};

it.each(KEPT_ACTIONS)('keeps actions of $service that the table knows, in order', ({ service, actions }) => {
  expect(actions).toEqual([...new Set(actions)].toSorted());
  expect(actions.filter((action) => table.find(`${service}:${action}`)?.name !== `${service}:${action}`)).toEqual([]);
});

it.each(MANAGED_KEY_ACTIONS)('knows the actions that use the key of $type', ({ actions, type, source }) => {
  expect(actions.map((action) => table.find(action)?.name)).toEqual(actions);
  expect(actions.map((action) => managedKeyOf(action.toLowerCase())?.type)).toEqual(actions.map(() => type));
  expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//u);
});

it.each(Object.keys(EFFECTIVE))('knows of every action of %s on which side it is', (service) => {
  const effective = EFFECTIVE[service] ?? [];
  const isKept = (action: string): boolean => isKeptInAccount(`${service}:${action}`.toLowerCase());
  const unsorted = table.actionsOf(service).filter((action) => !isKept(action) && !effective.includes(action));
  expect(unsorted.toSorted()).toEqual(NEITHER[service]);
  expect(effective.filter(isKept)).toEqual([]);
});
