import type { Account, Snapshot, User } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { ManagedPolicySource } from '../../shippedPolicies.js';
import { describePlace, refusal } from '../refusal.js';
import type { Draft, MemberAccount, OrganizationReading } from './draft.js';
import { gatherResources } from './gatherResources.js';
import { listedTypes } from './listedTypes.js';
import { reportGaps } from './reportGaps.js';
import { gatherManagedPolicies } from './managedPoliciesInUse.js';

const byArn = (left: { readonly arn: string }, right: { readonly arn: string }) =>
  compareCodePoints(left.arn, right.arn);
const byId = (left: { readonly id: string }, right: { readonly id: string }) => compareCodePoints(left.id, right.id);

/** Puts together what was read. Errors: DUMP_CONFLICT, and those of AWS managed policies, which are read only now. */
export function assembleSnapshot(
  draft: Draft,
  options: { readonly sources: readonly string[]; readonly managedPolicies: ManagedPolicySource },
): Snapshot {
  const { ledger } = draft;
  const details = [...draft.details.values()];
  const accounts = gatherAccounts(draft);
  const users = details.flatMap((account) => account.users.map((user) => withCredentials(user, draft))).toSorted(byArn);
  const managedPolicies = gatherManagedPolicies(draft, options.managedPolicies);
  reportUnknownCredentials(draft, users);
  reportGaps(draft, accounts);
  const snapshot: Snapshot = {
    collectedAt: draft.collectedAt.toSorted(compareCodePoints).at(-1) ?? null,
    sources: options.sources,
    organizations: draft.organizations.map((reading) => reading.organization).toSorted(byId),
    accounts,
    users,
    groups: details.flatMap((account) => account.groups).toSorted(byArn),
    roles: details.flatMap((account) => account.roles).toSorted(byArn),
    instanceProfiles: details.flatMap((account) => account.instanceProfiles).toSorted(byArn),
    managedPolicies,
    identityProviders: [...draft.providers.values()].toSorted(byArn),
    resources: gatherResources(draft),
    identityCenters: [...draft.identityCenters.values()].toSorted((left, right) =>
      compareCodePoints(left.instanceArn, right.instanceArn),
    ),
    gaps: ledger.gaps(),
  };
  ledger.countRead('Account', accounts.length);
  ledger.countStored('Account', accounts.length);
  ledger.countStored('User', users.length);
  ledger.countStored('Group', snapshot.groups.length);
  ledger.countStored('Role', snapshot.roles.length);
  ledger.countStored('InstanceProfile', snapshot.instanceProfiles.length);
  ledger.countStored('IdentityProvider', snapshot.identityProviders.length);
  return snapshot;
}

/** Accounts of organisations, and those that were collected. */
function gatherAccounts(draft: Draft): readonly Account[] {
  const members = new Map<string, { readonly member: MemberAccount; readonly reading: OrganizationReading }>();
  for (const reading of draft.organizations) {
    for (const member of reading.accounts) {
      const before = members.get(member.id);
      if (before !== undefined) {
        const where = describePlace(before.member.place);
        throw refusal('DUMP_CONFLICT', member.place, `Account ${member.id} is listed twice, also in ${where}`);
      }
      members.set(member.id, { member, reading });
    }
  }
  const ids = new Set([...members.keys(), ...draft.details.keys()]);
  const accounts: Account[] = [];
  for (const id of [...ids].toSorted(compareCodePoints)) {
    const found = members.get(id);
    const collected = draft.details.get(id);
    const listed = listedTypes(draft, id);
    accounts.push({
      id,
      arn: found?.member.arn ?? null,
      name: found?.member.name ?? null,
      email: found?.member.email ?? null,
      tags: found?.member.tags ?? [],
      organization: found?.reading.organization.id ?? null,
      parent: found?.member.parent ?? null,
      isCollected: collected !== undefined,
      partition: collected?.partition ?? found?.reading.organization.arn.split(':')[1] ?? 'aws',
      rootCredentials: draft.reports.get(id)?.root ?? null,
      ...(listed.length === 0 ? {} : { listedTypes: listed }),
    });
  }
  return accounts;
}

function withCredentials(user: User, draft: Draft): User {
  const row = draft.reports.get(user.account)?.users.get(user.arn);
  return row === undefined ? user : { ...user, credentials: row.credentials };
}

/** A user can be made or deleted between two calls. */
function reportUnknownCredentials(draft: Draft, users: readonly User[]): void {
  const known = new Set(users.map((user) => user.arn));
  for (const report of draft.reports.values()) {
    if (report.root !== null) draft.ledger.countStored('CredentialReportRow');
    for (const [arn, { place }] of report.users) {
      if (known.has(arn)) draft.ledger.countStored('CredentialReportRow');
      else {
        draft.ledger.countRefused('CredentialReportRow');
        draft.ledger.warn(
          'CREDENTIALS_OF_UNKNOWN_USER',
          place,
          `The authorization details do not list the user ${arn}`,
        );
      }
    }
  }
}
