import type { Json } from '../../lib/json.js';
import { invariant } from '../../lib/invariant.js';
import type { Draft } from './draft.js';
import type { DumpFile } from './findFiles.js';
import { isObject } from '../text/readJson.js';
import { readAccountSummary } from './accountSummary.js';
import { readCollection } from './collection.js';
import { readCredentialReport } from './credentialReport.js';
import { readIdentityProviders } from './identityProviders.js';
import { readIdentityCenter } from './identityCenter.js';
import { isOrganization, readOrganization } from './organization.js';
import { readResourcePolicies } from './resourcePolicies.js';
import { readResources } from './resources.js';

/** Whether a JSON value is an organization.json under another name. */
export function isOrganizationFile(value: Json | undefined): boolean {
  return isObject(value) && isOrganization(value);
}

/** Reads a file that is not an authorization-details file. `values` is null for a CSV. Errors: DUMP_*, POLICY_MALFORMED. */
export function readSideFile(source: DumpFile, text: string, values: readonly Json[] | null, draft: Draft): void {
  const value = values?.[0] ?? null;
  switch (source.role) {
    case 'ORGANIZATION':
      return readOrganization(value, source.file, draft);
    case 'IDENTITY_PROVIDERS':
      return readIdentityProviders(value, source, draft);
    case 'CREDENTIAL_REPORT':
      return readCredentialReport(values === null ? text : value, source, draft);
    case 'ACCOUNT_SUMMARY':
      return readAccountSummary(value, source, draft);
    case 'COLLECTION':
      return readCollection(value, source.file, draft);
    case 'RESOURCE_POLICIES':
      return readResourcePolicies(value, source.file, draft);
    case 'RESOURCES':
      return readResources(value, source.file, draft);
    case 'IDENTITY_CENTER':
      return readIdentityCenter(value, source.file, draft);
    case 'AUTHORIZATION_DETAILS':
    case 'LONE':
    case 'UNKNOWN':
      return invariant(false, `${source.role} is no side file`);
  }
}
