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
    arn: arn.text,
    account: arn.account,
    name: readName(item, 'UserName', arn),
    path: resourcePath(arn.resource),
    uniqueId: readOptionalText(item, 'UserId') ?? '',
    createdAt: readOptionalInstant(item, 'CreateDate', context.ledger),
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
    arn: arn.text,
    account: arn.account,
    name: readName(item, 'GroupName', arn),
    path: resourcePath(arn.resource),
    uniqueId: readOptionalText(item, 'GroupId') ?? '',
    createdAt: readOptionalInstant(item, 'CreateDate', context.ledger),
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
    arn: arn.text,
    account: arn.account,
    name: readName(item, 'RoleName', arn),
    path: resourcePath(arn.resource),
    uniqueId: readOptionalText(item, 'RoleId') ?? '',
    createdAt: readOptionalInstant(item, 'CreateDate', context.ledger),
    attachedPolicies: readAttachedPolicies(item, context),
    tags: readTags(item, 'Tags'),
    boundary: readBoundary(item),
    lastUsedAt: lastUsed === null ? null : readOptionalInstant(lastUsed, 'LastUsedDate', context.ledger),
    ...(lastUsed === null ? { isLastUseUnknown: true } : {}),
    maxSessionSeconds: readOptionalCount(item, 'MaxSessionDuration'),
    instanceProfiles: profiles.map((profile) => profile.arn).sort(compareCodePoints),
    inlinePolicies: readInlinePolicies(item, 'RolePolicyList', arn, context),
    trustPolicy: readDocument(item, 'AssumeRolePolicyDocument', 'TRUST', context, () => ({
      subject: `trust:${arn.text}`,
      what: `the trust policy of ${arn.text}`,
    })),
  };
  return { role, profiles };
}

function readName(item: Item, field: string, arn: IamArn): string {
  const inArn = resourceName(arn.resource);
  const name = readOptionalText(item, field) ?? inArn;
  if (name !== inArn) throw malformed(item, field, `${field} is not the name in the ARN`);
  return name;
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
    const { document, place } = readDocument(policy, 'PolicyDocument', 'IDENTITY', context, () => ({
      subject: `inline:${arn.text}:${name}`,
      what: `the inline policy ${name} of ${arn.text}`,
    }));
    return { name, document, place };
  });
  return policies.sort((left, right) => compareCodePoints(left.name, right.name));
}

/** `describe` names the id of the policy's node, since a policy without an ARN has no other name. */
function readDocument(
  item: Item,
  name: string,
  kind: 'IDENTITY' | 'TRUST',
  context: AccountContext,
  describe: () => { readonly subject: string; readonly what: string },
): PolicyText {
  const { account, ledger, documents } = context;
  const value = valueOf(item, name);
  if (value !== undefined && value !== '') {
    return documents.read(value, kind, placeOfField(item, name), () => ({ account, ...describe() }));
  }
  const { subject, what } = describe();
  ledger.gap({
    kind: 'POLICY_DOCUMENT_MISSING',
    account,
    subject,
    mayHide: true,
    mayOverstate: true,
    text: `The dump names ${what} without its document.`,
  });
  return { document: null, place: placeOf(item) };
}
