import { isAccountId } from '../../iam/arn.js';
import type { AccountAssignment } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { malformed, readText } from '../fields.js';
import type { IdentityCenterAnswers } from './identityCenter.js';

/**
 * AccountAssignments, by the ARN of their instance, each once. Errors: DUMP_MALFORMED.
 * @see https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignments.html
 */
export function readAssignments(answers: IdentityCenterAnswers): ReadonlyMap<string, readonly AccountAssignment[]> {
  const found = new Map<string, Map<string, AccountAssignment>>();
  answers.each('AccountAssignments', 'AccountAssignment', (item) => {
    const instance = answers.instanceOf(item, 'PermissionSetArn');
    const account = readText(item, 'AccountId');
    if (!isAccountId(account)) throw malformed(item, 'AccountId', 'AccountId is no account number');
    const principalType = readText(item, 'PrincipalType');
    if (principalType !== 'USER' && principalType !== 'GROUP')
      throw malformed(item, 'PrincipalType', 'PrincipalType is neither USER nor GROUP');
    const permissionSet = readText(item, 'PermissionSetArn');
    const principalId = readText(item, 'PrincipalId');
    const key = JSON.stringify([account, permissionSet, principalType, principalId]);
    const known = found.get(instance) ?? new Map<string, AccountAssignment>();
    found.set(instance, known.set(key, { account, permissionSet, principalType, principalId }));
  });
  return new Map(
    [...found].map(([instance, some]) => [
      instance,
      [...some].sort(([left], [right]) => compareCodePoints(left, right)).map(([, one]) => one),
    ]),
  );
}
