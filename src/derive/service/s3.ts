import type { GraphNode } from '../../graph/nodes.js';
import { isAccountId, parseArn } from '../../iam/arn.js';
import { type AclGrant, readAcl } from '../../iam/settings/accessControlList.js';
import { readObjectOwnership } from '../../iam/settings/objectOwnership.js';
import { isOn, type PublicAccess, type PublicAccessLevel, readPublicAccess } from '../../iam/settings/publicAccess.js';
import { textOf } from '../../lib/fields.js';
import type { Json, JsonObject } from '../../lib/json.js';
import { isOfBucket, type S3Facts, s3Rules } from '../../policy/service/s3Rules.js';
import type { AccessAsked } from '../access.js';
import type { PolicyView } from '../view.js';
import { madePolicy, NO_SERVICE, type ServiceFacts, type ServiceTruth, type UnknownSetting } from './facts.js';
import { NOT_STATED, propertiesOf, sampleObjects, type Setting, settingOf, valueOf } from './settings.js';

/**
 * What S3 decides of a request besides policies: access control lists, object ownership and the switches of the public access block, which
 * stand at the bucket or access point and at the account, whose own show what its organisation enforces.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/configuring-block-public-access-account.html
 */
export function s3Facts(view: PolicyView, { from, action, resource }: AccessAsked): ServiceFacts {
  const arn = parseArn(resource.arn);
  const isAccessPoint = arn?.resource.startsWith('accesspoint/') === true;
  if (arn?.service !== 's3' || (arn.account !== '' && !isAccessPoint)) return NO_SERVICE;
  const { account, node } = resource;
  const bucket = propertiesOf(node, 'AWS::S3::Bucket');
  const slash = arn.resource.indexOf('/');
  const key = isAccessPoint ? null : slash < 0 ? null : arn.resource.slice(slash + 1);
  const listed = listThatBears(action, key, bucket);
  const ownership = settingOf(bucket, 'objectOwnership', readObjectOwnership);
  const switches = publicAccessOf(view, resource.node, account, isAccessPoint);
  const facts: S3Facts = {
    action,
    owner: account ?? undefined,
    isObject: key !== null,
    objectOwner: listed.owner,
    ownership: valueOf(ownership),
    acl: isAccessPoint ? undefined : valueOf(listed.acl),
    ignoresPublicAcls: isOn(switches.access, 'IgnorePublicAcls'),
    restrictsPublicBuckets: isOn(switches.access, 'RestrictPublicBuckets'),
  };
  const bearer = node?.arn ?? resource.arn;
  const truthOf = (change: Partial<S3Facts>): ServiceTruth => truth({ ...facts, ...change }, bearer);
  const asker = from === 'ANONYMOUS' ? null : from.account;
  const unknown: UnknownSetting[] = [];
  const isOfObject = key !== null && !isOfBucket(action);
  const isOwnerOpen = isOfObject && listed.owner === undefined;
  const isListOpen = facts.acl === undefined;
  if (facts.ownership !== 'BucketOwnerEnforced' && !isAccessPoint && (isListOpen || isOwnerOpen)) {
    unknown.push({
      subject: bearer,
      text: `${openText(isOfObject ? resource.arn : bearer, listed.acl, { isListOpen, isOwnerOpen })}, and objectOwnership is not known to be BucketOwnerEnforced.`,
      alternatives: [
        ...(isListOpen ? [{ gives: 'MORE', truth: () => truthOf({ acl: everything(asker) }) } as const] : []),
        ...(isOwnerOpen ? [{ gives: 'LESS', truth: () => truthOf({ objectOwner: SOMEBODY }) } as const] : []),
      ],
    });
  }
  const isOutside = from === 'ANONYMOUS' || (from.label !== 'Service' && from.account !== account);
  if (isOutside || facts.acl?.some(isPublic) === true) {
    const truth = (): ServiceTruth => truthOf({ ignoresPublicAcls: true, restrictsPublicBuckets: true });
    const alternatives = [{ gives: 'LESS', truth } as const];
    for (const { subject, text } of switches.missing(bearer)) unknown.push({ subject, text, alternatives });
  }
  return { ...truthOf({}), unknown };
}

function openText(
  arn: string,
  acl: Setting<unknown>,
  { isListOpen, isOwnerOpen }: { readonly isListOpen: boolean; readonly isOwnerOpen: boolean },
): string {
  if (!isListOpen) return `Who owns ${arn} was not collected`;
  const list = `the access control list of ${arn} ${notCollected(acl)}`;
  return isOwnerOpen ? `Who owns ${arn} was not collected, ${list}` : `T${list.slice(1)}`;
}

function isPublic({ grantee }: AclGrant): boolean {
  return grantee.kind === 'ALL_USERS' || grantee.kind === 'AUTHENTICATED_USERS';
}

/** An account number that no account has. */
const SOMEBODY = '000000000000';

function truth(facts: S3Facts, bearer: string): ServiceTruth {
  const { acl, restrictsPublicBuckets, objectOwner } = s3Rules(facts);
  return {
    rules: {
      ...(acl === null ? {} : { acl: madePolicy('acl', acl, bearer) }),
      ...(restrictsPublicBuckets ? { restrictsPublicBuckets } : {}),
    },
    objectOwner,
    made: acl === null ? NO_SERVICE.made : new Map([['acl', acl]]),
  };
}

/** The list that allows whoever asks all that a list can. */
function everything(asker: string | null): readonly AclGrant[] {
  const permission = 'FULL_CONTROL';
  const everybody: AclGrant = { grantee: { kind: 'ALL_USERS' }, permission };
  return asker === null ? [everybody] : [everybody, { grantee: { kind: 'ACCOUNT', account: asker }, permission }];
}

interface Listed {
  readonly acl: Setting<readonly AclGrant[]>;
  /** The account that owns the object, where it is stated. */
  readonly owner: string | undefined;
}

/** The list of the bucket or, of an object, its own, which stands with it among the bucket's sample objects. */
function listThatBears(action: string, key: string | null, bucket: JsonObject): Listed {
  const readGrants = (value: Json, pointer: string): readonly AclGrant[] => readAcl(value, pointer).grants;
  if (key === null || isOfBucket(action)) return { acl: settingOf(bucket, 'acl', readGrants), owner: undefined };
  const found = sampleObjects(bucket).find((each) => each['key'] === key);
  if (found === undefined) return { acl: NOT_STATED, owner: undefined };
  const owner = valueOf(settingOf(found, 'owner', textOf));
  return {
    acl: settingOf(found, 'acl', readGrants),
    owner: owner !== undefined && isAccountId(owner) ? owner : undefined,
  };
}

interface StatedSwitches {
  readonly access: PublicAccess;
  /** Levels at which nobody stated them. */
  missing(bearer: string): readonly { readonly subject: string; readonly text: string }[];
}

/** Where S3 is asked for an account's own switches, as IAM names it. */
const ACCOUNT_CALL = 's3:GetAccountPublicAccessBlock';

function publicAccessOf(
  view: PolicyView,
  node: GraphNode | null,
  account: string | null,
  isAccessPoint: boolean,
): StatedSwitches {
  const own: PublicAccessLevel = isAccessPoint ? 'accessPoint' : 'bucket';
  const properties = propertiesOf(node, isAccessPoint ? 'AWS::S3::AccessPoint' : 'AWS::S3::Bucket');
  const here = settingOf(properties, 'publicAccessBlock', (value, at) => readPublicAccess(value, at, own));
  const ofAccount = account === null ? undefined : view.account(account)?.publicAccessBlock;
  const there = settingOf(
    ofAccount === undefined ? {} : { publicAccessBlock: ofAccount },
    'publicAccessBlock',
    (value, at) => readPublicAccess(value, at, 'account'),
  );
  const access = { ...valueOf(here), ...valueOf(there) };
  return {
    access,
    missing: (bearer) => [
      ...(access[own] === undefined
        ? [{ subject: bearer, text: `The public access block of ${bearer} ${notCollected(here)}.` }]
        : []),
      ...(access.account === undefined && account !== null
        ? [
            {
              subject: ACCOUNT_CALL,
              text: `The public access block of account ${account} ${notCollected(there)}.`,
            },
          ]
        : []),
    ],
  };
}

function notCollected(setting: Setting<unknown>): string {
  const why = setting.kind === 'NOT_STATED' ? setting.why : null;
  return why === null ? 'was not collected' : `cannot be read (${why})`;
}
