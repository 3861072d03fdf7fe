import { nodeId } from '../../graph/ids.js';
import type { Account, Organization, OrganizationalUnit, Snapshot } from '../../iam/snapshot.js';
import type { Draft } from './draft.js';
import { organizationBlock } from './storagePolicies.js';

/** Organisations, units, control policies, and the accounts of the snapshot with their root users. */
export function addOrganizations(draft: Draft, snapshot: Snapshot): void {
  const places = new Map<string, Place>();
  for (const organization of snapshot.organizations) addOrganization(draft, organization, places);
  for (const account of snapshot.accounts) addAccount(draft, account, places);
  for (const organization of snapshot.organizations) addControlPolicies(draft, organization);
}

/** An account of which only the number is known, since a policy names it. */
export function addNamedAccount(draft: Draft, id: string, partition: string): void {
  draft.addNode({
    label: 'Account',
    id: nodeId.account(id),
    arn: `arn:${partition}:iam::${id}:root`,
    name: id,
    account: id,
    accountId: id,
    email: null,
    tags: [],
    organizationId: null,
    parentId: null,
    organizationPath: null,
    isManagement: false,
    isCollected: false,
    partition,
    delegatedServices: [],
    rootFeatures: null,
  });
}

interface Place {
  readonly organization: Organization;
  readonly path: string;
}

function addOrganization(draft: Draft, organization: Organization, places: Map<string, Place>): void {
  const id = nodeId.organization(organization.id);
  draft.addNode({
    label: 'Organization',
    id,
    arn: organization.arn,
    name: organization.id,
    account: organization.managementAccount,
    organizationId: organization.id,
    managementAccount: organization.managementAccount,
    scpsCollected: organization.scpsCollected,
    rcpsCollected: organization.rcpsCollected,
  });
  const units = new Map(organization.units.map((unit) => [unit.id, unit]));
  for (const unit of organization.units) {
    places.set(`${organization.id}/${unit.id}`, { organization, path: pathOf(organization, unit, units) });
    draft.addNode({
      label: 'OrganizationalUnit',
      id: nodeId.unit(unit.id),
      arn: unit.arn,
      name: unit.name,
      account: null,
      unitId: unit.id,
      organizationId: organization.id,
      parentId: unit.parent === null ? null : nodeId.unit(unit.parent),
    });
    draft.relate('CONTAINS', unit.parent === null ? id : nodeId.unit(unit.parent), nodeId.unit(unit.id));
  }
}

/** `o-x/r-y/ou-z/` @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths */
function pathOf(
  organization: Organization,
  unit: OrganizationalUnit,
  units: ReadonlyMap<string, OrganizationalUnit>,
): string {
  let path = '';
  let at: OrganizationalUnit | undefined = unit;
  while (at !== undefined) {
    path = `${at.id}/${path}`;
    at = at.parent === null ? undefined : units.get(at.parent);
  }
  return `${organization.id}/${path}`;
}

function addAccount(draft: Draft, account: Account, places: ReadonlyMap<string, Place>): void {
  const id = nodeId.account(account.id);
  const place = account.parent === null ? undefined : places.get(`${account.organization ?? ''}/${account.parent}`);
  const organization = place?.organization;
  const publicAccessBlock = organization === undefined ? null : organizationBlock(organization, account);
  const arn = `arn:${account.partition}:iam::${account.id}:root`;
  draft.addNode({
    label: 'Account',
    id,
    arn: account.arn ?? arn,
    name: account.name ?? account.id,
    account: account.id,
    accountId: account.id,
    email: account.email,
    tags: account.tags,
    organizationId: account.organization,
    parentId: account.parent === null ? null : nodeId.unit(account.parent),
    organizationPath: place?.path ?? null,
    isManagement: organization?.managementAccount === account.id,
    isCollected: account.isCollected,
    partition: account.partition,
    delegatedServices:
      organization?.delegations.filter((one) => one.account === account.id).flatMap(({ services }) => services) ?? [],
    rootFeatures: organization?.rootFeatures ?? null,
    ...(publicAccessBlock === null ? {} : { publicAccessBlock }),
    ...(account.listedTypes === undefined ? {} : { listedTypes: account.listedTypes }),
  });
  if (account.parent !== null) draft.relate('CONTAINS', nodeId.unit(account.parent), id);
  draft.addNode({
    label: 'RootUser',
    id: nodeId.rootUser(account.id),
    arn,
    name: 'root',
    account: account.id,
    credentials: account.rootCredentials,
  });
  if (!account.isCollected) return;
  draft.addNode({
    label: 'AccountControl',
    id: nodeId.accountControl(account.id),
    arn: null,
    name: `control of account ${account.id}`,
    account: account.id,
  });
}

function addControlPolicies(draft: Draft, organization: Organization): void {
  for (const policy of organization.controlPolicies) {
    draft.addNode({
      label: 'Policy',
      id: nodeId.arn(policy.arn),
      arn: policy.arn,
      name: policy.name,
      account: policy.awsManaged ? null : organization.managementAccount,
      kind: policy.kind,
      ownerId: null,
      versionId: null,
      documentKey: draft.documents.add(policy.document),
      isSubstitute: false,
    });
    for (const target of policy.targets) {
      const holder = /^[0-9]{12}$/.test(target) ? nodeId.account(target) : nodeId.unit(target);
      if (draft.nodes.has(holder)) draft.relate('GOVERNED_BY', holder, nodeId.arn(policy.arn));
    }
  }
}
