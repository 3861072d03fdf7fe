import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { JsonObject } from './lib/json.js';
import { packageRoot } from './packageRoot.js';

/** Latest known documents of AWS managed policies, for dumps that name one and lack its document. */
export interface ManagedPolicySource {
  /** The document and its version, or null when the policy is not known. `arn` is of the partition `aws`. */
  find(arn: string): { readonly version: string; readonly document: JsonObject } | null;
  /** RFC 3339: when the newest of the documents was made by AWS. */
  readonly newestPolicyAt: string;
}

interface ShippedFile {
  readonly newestPolicyAt: string;
  readonly policies: Readonly<Record<string, { readonly version: string; readonly document: JsonObject }>>;
}

let shipped: ShippedFile | undefined;

/** The copy that ships with the product. The file is read when first asked: unpacking it takes about 50 ms. */
export const shippedManagedPolicies: ManagedPolicySource = {
  find(arn) {
    const { policies } = readShipped();
    return Object.hasOwn(policies, arn) ? (policies[arn] ?? null) : null;
  },
  get newestPolicyAt() {
    return readShipped().newestPolicyAt;
  },
};

/** All of them, by ARN. */
export function shippedPolicies(): ShippedFile['policies'] {
  return readShipped().policies;
}

function readShipped(): ShippedFile {
  if (shipped === undefined) {
    const packed = readFileSync(new URL('data/aws-managed-policies.json.br', packageRoot));
    shipped = JSON.parse(brotliDecompressSync(packed).toString('utf8')) as ShippedFile;
  }
  return shipped;
}
