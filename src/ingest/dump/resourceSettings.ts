import { readAcl } from '../../iam/settings/accessControlList.js';
import { readKeyGrants } from '../../iam/settings/keyGrants.js';
import { readObjectOwnership } from '../../iam/settings/objectOwnership.js';
import { readPublicAccess } from '../../iam/settings/publicAccess.js';
import { Malformed } from '../../lib/fields.js';
import type { Json } from '../../lib/json.js';
import { type Item, placeOfField } from '../fields.js';
import type { Ledger } from '../ledger.js';

type Reader = (value: Json, pointer: string) => unknown;

const publicAccessBlock: Reader = (value, pointer) => readPublicAccess(value, pointer, 'bucket');

/** Settings beside the policy that decisions read, by type and name. */
const SETTINGS: Readonly<Record<string, Readonly<Record<string, Reader>>>> = {
  'AWS::S3::Bucket': { acl: readAcl, objectOwnership: readObjectOwnership, publicAccessBlock },
  'AWS::S3::AccessPoint': { publicAccessBlock },
  'AWS::S3::AccountPublicAccessBlock': { publicAccessBlock },
  'AWS::KMS::Key': { grants: readKeyGrants },
};

/**
 * Warns of settings that cannot be read. They are kept as they stand, and are a gap on the decisions that they could change.
 * Errors: DUMP_WARNING when strict.
 */
export function checkSettings(item: Item, type: string, ledger: Ledger): void {
  const readers = Object.hasOwn(SETTINGS, type) ? (SETTINGS[type] ?? {}) : {};
  for (const [name, read] of Object.entries(readers)) {
    const value = Object.hasOwn(item.raw, name) ? item.raw[name] : undefined;
    if (value === undefined || value === null) continue;
    try {
      read(value, '');
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      const place = placeOfField(item, name);
      ledger.warn(
        'VALUE_UNREADABLE',
        { ...place, pointer: place.pointer + error.pointer },
        `${name}: ${error.message}`,
      );
    }
  }
}
