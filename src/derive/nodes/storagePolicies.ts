import type { Organization } from '../../iam/snapshot.js';
import type { JsonObject } from '../../lib/json.js';

const ON = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
} as const;
const OFF = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
} as const;

/**
 * What S3 policies of the organisation make of an account's public access block: from the root down, what is lower assigns anew, unless it
 * may not. Where `none` is assigned the account's own block is off as well, since the organisation manages it (`likely`). Null where no
 * policy says anything, or policies of one level contradict each other.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_mgmt.html
 */
export function organizationBlock(
  { storagePolicies = [], units }: Organization,
  account: { readonly id: string; readonly parent: string | null },
): JsonObject | null {
  const parents = new Map(units.map((unit) => [unit.id, unit.parent]));
  const levels = [account.id];
  let above = account.parent;
  while (above !== null && !levels.includes(above)) {
    levels.unshift(above);
    above = parents.get(above) ?? null;
  }
  let blocks: boolean | null = null;
  for (const level of levels) {
    const here = storagePolicies.filter(({ target }) => target === level);
    const assigned = new Set(here.map(({ blocksPublicAccess }) => blocksPublicAccess));
    if (assigned.size > 1) return null;
    for (const value of assigned) blocks = value;
    if (here.some(({ isFinal }) => isFinal)) break;
  }
  if (blocks === null) return null;
  return blocks ? { organization: ON } : { organization: OFF, account: OFF };
}
