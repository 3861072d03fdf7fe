import { resourceName } from '../../iam/arn.js';
import type { ManagedPolicy } from '../../iam/snapshot.js';
import type { DocumentReader } from '../documents.js';
import {
  type Item,
  placeOf,
  placeOfField,
  readItems,
  readOptionalBoolean,
  readOptionalText,
  readText,
  valueOf,
} from '../fields.js';
import type { Ledger } from '../ledger.js';
import type { IamArn } from './context.js';

/**
 * An entry of Policies, customer managed or AWS managed. The default version is in force, the others are kept.
 * Errors: DUMP_MALFORMED, POLICY_MALFORMED.
 */
export function readManagedPolicy(
  item: Item,
  arn: IamArn,
  context: { readonly ledger: Ledger; readonly documents: DocumentReader },
): ManagedPolicy {
  const account = arn.account === 'aws' ? null : arn.account;
  const versions = readItems(item, 'PolicyVersionList').map((version) => ({
    item: version,
    id: readText(version, 'VersionId'),
    isDefault: readOptionalBoolean(version, 'IsDefaultVersion') ?? false,
  }));
  const named = readOptionalText(item, 'DefaultVersionId') ?? versions.find((version) => version.isDefault)?.id ?? null;
  const name = readOptionalText(item, 'PolicyName') ?? resourceName(arn.resource);
  const texts = versions.map((version) => {
    const value = valueOf(version.item, 'Document');
    const place = placeOfField(version.item, 'Document');
    if (value === undefined || value === '') {
      return { versionId: version.id, document: null, place: placeOf(version.item) };
    }
    const what = `version ${version.id} of the policy ${arn.text}`;
    const describe = () => ({ account, subject: arn.text, what });
    const { document } = context.documents.read(value, 'IDENTITY', place, describe, { isMadeByAws: account === null });
    return { versionId: version.id, document, place };
  });
  const inForce = texts.find((version) => version.versionId === named);
  return {
    arn: arn.text,
    name,
    account,
    defaultVersion: named,
    policy: { document: inForce?.document ?? null, place: inForce?.place ?? placeOf(item) },
    isSubstitute: false,
    otherVersions: texts.filter((version) => version !== inForce),
  };
}

/** The number of a policy's default version, to tell which of two listings is newer: `v12` is 12. */
export function versionNumber(item: Item): number {
  const version = /^v(\d{1,9})$/.exec(readOptionalText(item, 'DefaultVersionId') ?? '');
  return version === null ? 0 : Number(version[1]);
}
