import type { PermissionSet, PolicyText } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import {
  type Item,
  malformed,
  placeOfField,
  readItems,
  readOptionalItem,
  readOptionalText,
  readText,
  valueOf,
} from '../fields.js';
import { describePlace, refusal } from '../refusal.js';
import type { IdentityCenterAnswers } from './identityCenter.js';

/**
 * PermissionSets, by the ARN of their instance: each what DescribePermissionSet says, with the answers about its policies in it
 * (InlinePolicy, AttachedManagedPolicies, CustomerManagedPolicyReferences, PermissionsBoundary).
 * Errors: DUMP_MALFORMED, DUMP_CONFLICT, POLICY_MALFORMED.
 * @see https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DescribePermissionSet.html
 */
export function readPermissionSets(answers: IdentityCenterAnswers): ReadonlyMap<string, readonly PermissionSet[]> {
  const found = new Map<string, PermissionSet[]>();
  const seen = new Map<string, Item>();
  answers.each('PermissionSets', 'PermissionSet', (entry) => {
    const item = readOptionalItem(entry, 'PermissionSet') ?? entry;
    const instance = answers.instanceOf(item, 'PermissionSetArn');
    const arn = readText(item, 'PermissionSetArn');
    const before = seen.get(arn);
    if (before !== undefined)
      throw refusal(
        'DUMP_CONFLICT',
        placeOfField(item, 'PermissionSetArn'),
        `${arn} stands twice, at first in ${describePlace(before)}`,
      );
    const name = readText(item, 'Name');
    const set: PermissionSet = {
      arn,
      name,
      attachedPolicies: readItems(entry, 'AttachedManagedPolicies')
        .map((policy) => readPolicyArn(policy, 'Arn'))
        .toSorted(compareCodePoints),
      customerPolicies: readItems(entry, 'CustomerManagedPolicyReferences')
        .map(pathAndName)
        .toSorted(compareCodePoints),
      boundary: readBoundary(entry),
      // Last, since a document is counted where it is read.
      inlinePolicy: readInlinePolicy(answers, entry, name, arn),
    };
    seen.set(arn, item);
    found.set(instance, [...(found.get(instance) ?? []), set]);
  });
  for (const sets of found.values()) sets.sort((left, right) => compareCodePoints(left.arn, right.arn));
  return found;
}

function readInlinePolicy({ draft }: IdentityCenterAnswers, entry: Item, name: string, arn: string): PolicyText | null {
  const value = valueOf(entry, 'InlinePolicy');
  if (value === undefined || value === '') return null;
  const what = `the inline policy of the permission set ${name}`;
  return draft.documents.read(value, 'IDENTITY', placeOfField(entry, 'InlinePolicy'), () => ({
    account: null,
    subject: arn,
    what,
  }));
}

function readBoundary(entry: Item): string | null {
  const boundary = readOptionalItem(entry, 'PermissionsBoundary');
  if (boundary === null) return null;
  const reference = readOptionalItem(boundary, 'CustomerManagedPolicyReference');
  return reference === null ? readPolicyArn(boundary, 'ManagedPolicyArn') : pathAndName(reference);
}

function readPolicyArn(item: Item, name: string): string {
  const arn = readText(item, name);
  if (!/^arn:[^:]+:iam::aws:policy\/./.test(arn))
    throw malformed(item, name, `${name} is no ARN of an AWS managed policy`);
  return arn;
}

/** The path is `/` where it is left out. */
function pathAndName(reference: Item): string {
  return `${readOptionalText(reference, 'Path') ?? '/'}${readText(reference, 'Name')}`;
}
