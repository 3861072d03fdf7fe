import { parseArn, resourceName } from '../../iam/arn.js';
import type { Gap, ManagedPolicy, Role, User } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Ledger } from '../ledger.js';
import type { ManagedPolicySource } from '../../shippedPolicies.js';
import { readIamArn } from './context.js';
import type { Draft } from './draft.js';
import { readManagedPolicy } from './policyDetails.js';

/**
 * Every managed policy that an account keeps or that something names. Where the dump lacks a document, the shipped one stands in
 * (with a gap on each account that names the policy); where there is none either, the document is null (with a gap).
 */
export function gatherManagedPolicies(draft: Draft, source: ManagedPolicySource): readonly ManagedPolicy[] {
  const { ledger } = draft;
  const policies = new Map<string, ManagedPolicy>();
  for (const { customerPolicies } of draft.details.values()) {
    for (const policy of customerPolicies) policies.set(policy.arn, policy);
  }
  ledger.countStored('CustomerManagedPolicy', policies.size);
  for (const [subject, { item }] of draft.awsPolicies) {
    const part = { kind: 'AwsManagedPolicy', account: null, subject, mayHide: true, mayOverstate: true } as const;
    const policy = ledger.attempt(part, () => readManagedPolicy(item, readIamArn(item, 'Arn', 'policy/'), draft));
    if (policy === null) continue;
    policies.set(subject, policy);
    ledger.countStored('AwsManagedPolicy');
  }
  for (const [arn, accounts] of namedPolicies(draft)) {
    const known = policies.get(arn);
    if (known !== undefined && known.policy.document !== null) continue;
    policies.set(arn, standIn(arn, known, accounts, source, ledger));
  }
  return [...policies.values()].toSorted((left, right) => compareCodePoints(left.arn, right.arn));
}

/** ARNs of attached policies and boundaries, with the accounts that name them; a permission set names its for none. */
function namedPolicies({ details, identityCenters }: Draft): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  const accountsOf = (arn: string): Set<string> => {
    const accounts = named.get(arn) ?? new Set();
    named.set(arn, accounts);
    return accounts;
  };
  const name = (arn: string, account: string) => void accountsOf(arn).add(account);
  const nameBoundary = ({ boundary, account }: User | Role) => {
    if (boundary !== null) name(boundary, account);
  };
  for (const { users, groups, roles } of details.values()) {
    for (const identity of [users, groups, roles].flat()) {
      for (const arn of identity.attachedPolicies) name(arn, identity.account);
    }
    users.forEach(nameBoundary);
    roles.forEach(nameBoundary);
  }
  for (const { permissionSets } of identityCenters.values()) {
    for (const { attachedPolicies } of permissionSets) attachedPolicies.forEach(accountsOf);
  }
  return named;
}

function standIn(
  arn: string,
  known: ManagedPolicy | undefined,
  accounts: ReadonlySet<string>,
  source: ManagedPolicySource,
  ledger: Ledger,
): ManagedPolicy {
  const parts = parseArn(arn);
  const isAws = parts?.account === 'aws';
  // Policies of other partitions have the same names but not the same documents.
  const found = isAws && parts.partition === 'aws' ? source.find(arn) : null;
  const common = { subject: arn, mayHide: true, mayOverstate: true } as const;
  for (const account of accounts) {
    const gap: Gap =
      found === null
        ? {
            ...common,
            kind: 'POLICY_DOCUMENT_MISSING',
            account,
            text: `The document of the policy ${arn} is not there: what it allows and denies is unknown.`,
          }
        : {
            ...common,
            kind: 'POLICY_SUBSTITUTED',
            account,
            text: `The dump lacks the document of ${arn}; version ${found.version} of it, as known on ${source.newestPolicyAt.slice(0, 10)}, stands in.`,
          };
    ledger.gap(gap);
  }
  return {
    arn,
    name: known?.name ?? resourceName(parts?.resource ?? arn),
    account: isAws ? null : (parts?.account ?? null),
    defaultVersion: found?.version ?? known?.defaultVersion ?? null,
    policy: { document: found?.document ?? null, place: known?.policy.place ?? null },
    isSubstitute: found !== null,
    otherVersions: known?.otherVersions ?? [],
  };
}
