import type { Account } from '../../iam/snapshot.js';
import type { Draft } from './draft.js';

/** Writes down what the dump as a whole lacks. */
export function reportGaps(draft: Draft, accounts: readonly Account[]): void {
  const { ledger } = draft;
  for (const account of accounts) {
    if (!account.isCollected) {
      ledger.gap({
        kind: 'ACCOUNT_NOT_COLLECTED',
        account: account.id,
        subject: account.name ?? account.id,
        mayHide: true,
        mayOverstate: true,
        text: `Account ${account.id} is in the organisation, but its authorization details are not in the dump.`,
      });
    } else if (account.organization !== null) {
      reportUnknownControls(draft, account, account.organization);
    } else if (draft.organizations.length === 0) {
      const text = `The dump has no organization.json: whether SCPs and RCPs bind account ${account.id} is unknown.`;
      reportOrganizationGap(draft, account.id, 'organization.json', text);
    } else {
      ledger.warn(
        'ACCOUNT_OUTSIDE_ORGANIZATION',
        { file: draft.files.get(account.id) ?? '', pointer: '' },
        `No organisation of the dump lists account ${account.id}; it is taken to be outside`,
      );
    }
  }
  reportShortListings(draft);
}

/** SCPs and RCPs never bind the management account. */
function reportUnknownControls(draft: Draft, account: Account, organizationId: string): void {
  const reading = draft.organizations.find(({ organization }) => organization.id === organizationId);
  if (reading === undefined || reading.organization.managementAccount === account.id) return;
  if (account.parent === null) {
    const text = `organization.json does not say which unit account ${account.id} is in: which SCPs and RCPs bind it is unknown.`;
    reportOrganizationGap(draft, account.id, 'ListParents', text);
  }
  const { SERVICE_CONTROL: scps, RESOURCE_CONTROL: rcps } = reading.whyUnknown;
  for (const [why, name, type] of [
    [scps, 'SCPs', 'SERVICE_CONTROL_POLICY'],
    [rcps, 'RCPs', 'RESOURCE_CONTROL_POLICY'],
  ] as const) {
    if (why === null) continue;
    const text = `Which ${name} bind account ${account.id} is unknown, because ${why}.`;
    reportOrganizationGap(draft, account.id, type, text);
  }
}

/** What is unknown can only forbid: SCPs and RCPs grant nothing. */
function reportOrganizationGap(draft: Draft, account: string, subject: string, text: string): void {
  draft.ledger.gap({
    kind: 'ORGANIZATION_NOT_COLLECTED',
    account,
    subject,
    mayHide: false,
    mayOverstate: true,
    text,
  });
}

/** What `get-account-summary` counts, against what was listed. Policies are left out: AWS lists a policy used only as a boundary or not at all. */
function reportShortListings(draft: Draft): void {
  for (const [account, { counts }] of draft.summaries) {
    const details = draft.details.get(account);
    if (details === undefined) continue;
    const providers = [...draft.providers.values()].filter((provider) => provider.account === account).length;
    const listings = [
      { name: 'Users', listed: details.listed.users, mayOverstate: false },
      { name: 'Groups', listed: details.listed.groups, mayOverstate: true },
      { name: 'Roles', listed: details.listed.roles, mayOverstate: false },
      ...(draft.providersListed.has(account) ? [{ name: 'Providers', listed: providers, mayOverstate: false }] : []),
    ];
    for (const { name, listed, mayOverstate } of listings) {
      const expected = counts.get(name);
      if (expected === undefined || listed >= expected) continue;
      draft.ledger.gap({
        kind: 'LISTING_INCOMPLETE',
        account,
        subject: name,
        mayHide: true,
        mayOverstate,
        text: `Account ${account} has ${expected} ${name.toLowerCase()} by its summary, but the dump lists ${listed}.`,
      });
    }
  }
}
