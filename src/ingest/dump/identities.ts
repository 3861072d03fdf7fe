import { resourceName, resourcePath } from '../../iam/arn.js';
import type { Group, InlinePolicy, InstanceProfile, PolicyText, Role, User } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import {
  type Item,
  malformed,
  placeOf,
  placeOfField,
  readItems,
  readOptionalCount,
  readOptionalInstant,
  readOptionalItem,
  readOptionalText,
  readTags,
  readText,
  readTexts,
  valueOf,
} from '../fields.js';
import { type AccountContext, type IamArn, readIamArn, readOwnArn } from './context.js';

/** A user before the names of its groups are looked up. */
export type UserDraft = Omit<User, 'groups' | 'credentials'> & {
  readonly groupNames: readonly string[];
  readonly item: Item;
};

/** An entry of UserDetailList. Errors: DUMP_MALFORMED, DUMP_CONFLICT, POLICY_MALFORMED. */
export function readUser(item: Item, context: AccountContext): UserDraft {
  const arn = readOwnArn(item, 'user/', context);
  return {
    item,
    ...readNames(item, 'User', arn, context),
    attachedPolicies: readAttachedPolicies(item, context),
    tags: readTags(item, 'Tags'),
    groupNames: readTexts(item, 'GroupList'),
    boundary: readBoundary(item),
    inlinePolicies: readInlinePolicies(item, 'UserPolicyList', arn, context),
  };
}

/** An entry of GroupDetailList. Errors: as of users. */
export function readGroup(item: Item, context: AccountContext): Group {
  const arn = readOwnArn(item, 'group/', context);
  return {
    ...readNames(item, 'Group', arn, context),
    attachedPolicies: readAttachedPolicies(item, context),
    inlinePolicies: readInlinePolicies(item, 'GroupPolicyList', arn, context),
  };
}

/** An entry of RoleDetailList, with the instance profiles in it. Errors: as of users. */
export function readRole(
  item: Item,
  context: AccountContext,
): { readonly role: Role; readonly profiles: readonly InstanceProfile[] } {
  const arn = readOwnArn(item, 'role/', context);
  const profiles = readItems(item, 'InstanceProfileList').map((profile) =>
    readInstanceProfile(profile, arn.text, context),
  );
  const lastUsed = readOptionalItem(item, 'RoleLastUsed');
  const role: Role = {
    ...readNames(item, 'Role', arn, context),
    attachedPolicies: readAttachedPolicies(item, context),
    tags: readTags(item, 'Tags'),
    boundary: readBoundary(item),
    lastUsedAt: lastUsed === null ? null : readOptionalInstant(lastUsed, 'LastUsedDate', context.ledger),
    maxSessionSeconds: readOptionalCount(item, 'MaxSessionDuration'),
    instanceProfiles: profiles.map((profile) => profile.arn).toSorted(compareCodePoints),
    inlinePolicies: readInlinePolicies(item, 'RolePolicyList', arn, context),
    trustPolicy: readDocument(
      item,
      'AssumeRolePolicyDocument',
      'TRUST',
      { subject: `trust:${arn.text}`, what: `the trust policy of ${arn.text}` },
      context,
    ),
  };
  return { role, profiles };
}

function readNames(item: Item, type: 'User' | 'Group' | 'Role', arn: IamArn, context: AccountContext) {
  const name = readOptionalText(item, `${type}Name`) ?? resourceName(arn.resource);
  if (name !== resourceName(arn.resource))
    throw malformed(item, `${type}Name`, `${type}Name is not the name in the ARN`);
  return {
    arn: arn.text,
    account: arn.account,
    name,
    path: resourcePath(arn.resource),
    uniqueId: readOptionalText(item, `${type}Id`) ?? '',
    createdAt: readOptionalInstant(item, 'CreateDate', context.ledger),
  };
}

function readInstanceProfile(item: Item, role: string, context: AccountContext): InstanceProfile {
  const arn = readOwnArn(item, 'instance-profile/', context);
  return { arn: arn.text, account: arn.account, name: resourceName(arn.resource), role };
}

function readAttachedPolicies(item: Item, context: AccountContext): readonly string[] {
  const arns = readItems(item, 'AttachedManagedPolicies').map((policy) => {
    const text = readText(policy, 'PolicyArn');
    if (!context.policyArns.has(text)) context.policyArns.add(readIamArn(policy, 'PolicyArn', 'policy/').text);
    return text;
  });
  return arns.length < 2 ? arns : [...new Set(arns)].toSorted(compareCodePoints);
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachedPermissionsBoundary.html */
function readBoundary(item: Item): string | null {
  const boundary = readOptionalItem(item, 'PermissionsBoundary');
  if (boundary === null || Object.keys(boundary.raw).length === 0) return null;
  return readIamArn(boundary, 'PermissionsBoundaryArn', 'policy/').text;
}

/** Names first: a document counts in the books as soon as it is read. */
function readInlinePolicies(item: Item, list: string, arn: IamArn, context: AccountContext): readonly InlinePolicy[] {
  const named = readItems(item, list).map((policy) => ({ policy, name: readText(policy, 'PolicyName') }));
  const names = new Set<string>();
  for (const { policy, name } of named) {
    if (names.has(name)) throw malformed(policy, 'PolicyName', `Two inline policies have the name ${name}`);
    names.add(name);
  }
  const policies = named.map(({ policy, name }) => {
    const what = `the inline policy ${name} of ${arn.text}`;
    const { document, place } = readDocument(
      policy,
      'PolicyDocument',
      'IDENTITY',
      { subject: `inline:${arn.text}:${name}`, what },
      context,
    );
    return { name, document, place };
  });
  return policies.sort((left, right) => compareCodePoints(left.name, right.name));
}

/** `subject` is the id of the policy's node: a policy without an ARN has no other name. */
function readDocument(
  item: Item,
  name: string,
  kind: 'IDENTITY' | 'TRUST',
  policy: { readonly subject: string; readonly what: string },
  context: AccountContext,
): PolicyText {
  const { account, ledger, documents } = context;
  const value = valueOf(item, name);
  if (value !== undefined && value !== '') {
    return documents.read(value, kind, placeOfField(item, name), { account, ...policy });
  }
  ledger.gap({
    kind: 'POLICY_DOCUMENT_MISSING',
    account,
    subject: policy.subject,
    mayHide: true,
    mayOverstate: true,
    text: `The dump names ${policy.what} without its document.`,
  });
  return { document: null, place: placeOf(item) };
}
