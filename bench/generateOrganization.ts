import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CHAIN_KINDS, type PlantedChain, plantChain } from './chains.js';
import { draftAccount, type Surroundings } from './draftAccount.js';
import { draftIdentityCenter } from './draftIdentityCenter.js';
import { draftResources } from './draftResources.js';
import { organizationFile } from './organizationFile.js';
import { createRandom } from './random.js';
import { type AccountDraft, authorizationDetails } from './shapes.js';

/** What organisation to make. The same options give the same bytes. */
export interface GenerateOptions {
  readonly seed: number;
  /** At least 5, so that chains have accounts of their own. */
  readonly accounts: number;
  readonly rolesPerAccount: number;
  readonly usersPerAccount: number;
  /** Chains to plant, of each kind in turn. Default: one for each kind. */
  readonly chains?: number;
  /** Share of accounts with a role that trusts the whole organisation. Default 0.2. */
  readonly organizationWideShare?: number;
  /** Whether accounts have resources, of a seed of their own for each account. Default: none. */
  readonly withResources?: boolean;
  /** What IAM Identity Center has. Default: roles of permission sets of which nothing tells. */
  readonly identityCenter?: Surroundings['identityCenter'];
}

/** A generated organisation as a dump. */
export interface GeneratedOrganization {
  /** Text of each file by its path in the dump. */
  readonly files: ReadonlyMap<string, string>;
  readonly chains: readonly PlantedChain[];
}

/** Makes an organisation. Throws a RangeError for fewer than 5 accounts. */
export function generateOrganization(options: GenerateOptions): GeneratedOrganization {
  if (options.accounts < 5) throw new RangeError('an organisation to measure has at least 5 accounts');
  const random = createRandom(options.seed);
  const around = surroundings(options);
  const drafts = around.accounts.map((account) => draftAccount(account, around, random));
  const chains = plantChains(drafts, options.chains ?? CHAIN_KINDS.length);
  const files = new Map([['organization.json', print(organizationFile(around))]]);
  if (around.identityCenter !== null) {
    const center = draftIdentityCenter(drafts, around, createRandom(options.seed + 1));
    files.set('identity-center.json', print(center));
  }
  for (const draft of drafts) {
    files.set(`accounts/${draft.account}/authorization-details.json`, print(authorizationDetails(draft, random)));
    files.set(`accounts/${draft.account}/identity-providers.json`, print(identityProviders(draft.account)));
  }
  if (options.withResources === true) addResources(files, around);
  return { files, chains };
}

/** What all accounts of such an organisation know of one another. */
export function surroundings(options: GenerateOptions): Surroundings {
  const accounts = Array.from({ length: options.accounts }, (_, index) => String(100_000_000_001 + index * 37));
  const [managementAccount = '', securityAccount = ''] = accounts;
  return {
    organizationId: 'o-benchmark01',
    managementAccount,
    securityAccount,
    accounts,
    vendors: Array.from({ length: 6 }, (_, index) => String(900_000_000_001 + index * 41)),
    rolesPerAccount: options.rolesPerAccount,
    usersPerAccount: options.usersPerAccount,
    organizationWideShare: options.organizationWideShare ?? 0.2,
    identityCenter: options.identityCenter ?? null,
  };
}

/** resources.json and resource-policies.json: what an account has does not turn on what the others are made of. */
function addResources(files: Map<string, string>, around: Surroundings): void {
  const all = around.accounts.flatMap((account) =>
    draftResources(account, around, createRandom(Number(account) % 2 ** 31)),
  );
  const resources = all.map(({ arn, type, account, fields }) => ({ arn, type, account, ...fields }));
  const policies = all.map(({ arn, type, account, policy }) => ({ arn, type, account, policy: policy ?? null }));
  files.set('resources.json', print(resources));
  files.set('resource-policies.json', print(policies));
}

/** Writes a generated organisation as a dump. */
export function writeOrganization(folder: string, organization: GeneratedOrganization): void {
  for (const [name, text] of organization.files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** Chains start outside the management account, whose principals no SCP binds. */
function plantChains(drafts: readonly AccountDraft[], count: number): readonly PlantedChain[] {
  const members = drafts.slice(1);
  const member = (index: number): AccountDraft => {
    const draft = members[index % members.length];
    if (draft === undefined) throw new RangeError('no member accounts');
    return draft;
  };
  return Array.from({ length: count }, (_, index) => {
    const kind = CHAIN_KINDS[index % CHAIN_KINDS.length] ?? 'OPEN';
    return plantChain(kind, index, [member(index), member(index + 1), member(index + 2)]);
  });
}

/** As the AWS CLI prints. */
function print(value: object): string {
  return `${JSON.stringify(value, null, 4)}\n`;
}

function identityProviders(account: string): object {
  const saml = (name: string) => ({
    Arn: `arn:aws:iam::${account}:saml-provider/${name}`,
    CreateDate: '2024-01-01T00:00:00+00:00',
    SAMLMetadataDocument: '<EntityDescriptor entityID="https://id.example.com"/>',
  });
  return {
    SAMLProviders: [saml('AWSSSO_DO_NOT_DELETE'), saml('Corporate')],
    OpenIDConnectProviders: [
      {
        Arn: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
        Url: 'token.actions.githubusercontent.com',
        ClientIDList: ['sts.amazonaws.com'],
      },
    ],
  };
}
