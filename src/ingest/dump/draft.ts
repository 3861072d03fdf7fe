import type {
  ControlPolicy,
  Credentials,
  IdentityCenter,
  IdentityProvider,
  Organization,
  Tag,
} from '../../iam/snapshot.js';
import type { Place } from '../../lib/errors.js';
import type { DocumentReader } from '../documents.js';
import type { Ledger } from '../ledger.js';
import { refusal } from '../refusal.js';
import type { AccountDetails, AwsPolicyListings } from './authorizationDetails.js';
import type { StatedPolicy } from './resourcePolicies.js';
import type { StatedResource } from './resources.js';

/** An account as the organisation lists it. */
export interface MemberAccount {
  readonly id: string;
  readonly arn: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly tags: readonly Tag[];
  readonly parent: string | null;
  readonly place: Place;
}

/** An organisation with its accounts. */
export interface OrganizationReading {
  readonly organization: Organization;
  readonly accounts: readonly MemberAccount[];
  readonly place: Place;
  /** Why it is unknown which SCPs, RCPs bind; null where it is known. */
  readonly whyUnknown: Readonly<Record<ControlPolicy['kind'], string | null>>;
}

/** One account's credential report. */
export interface CredentialReport {
  readonly root: Credentials | null;
  readonly users: ReadonlyMap<string, { readonly credentials: Credentials; readonly place: Place }>;
}

/** How many of each kind an account has, as `aws iam get-account-summary` says. */
export interface AccountSummary {
  readonly counts: ReadonlyMap<string, number>;
  readonly place: Place;
}

/** A call that was answered. */
export interface CallMade {
  readonly account: string;
  readonly service: string;
  readonly call: string;
  /** Null where that is not said. */
  readonly region: string | null;
}

/** A call that was denied, failed or was left out. */
export interface CallUnanswered extends CallMade {
  /** ARN of the resource that it was about; null where it was about all. */
  readonly resource: string | null;
}

/** What was read so far, file by file, before it is put together. */
export interface Draft {
  readonly ledger: Ledger;
  readonly documents: DocumentReader;
  readonly awsPolicies: AwsPolicyListings;
  readonly details: ReadonlyMap<string, AccountDetails>;
  /** The file of each account's details. */
  readonly files: ReadonlyMap<string, string>;
  readonly organizations: OrganizationReading[];
  readonly providers: Map<string, IdentityProvider>;
  /** Accounts whose identity providers were listed. */
  readonly providersListed: Set<string>;
  readonly reports: Map<string, CredentialReport>;
  readonly summaries: Map<string, AccountSummary>;
  /** By the ARN of the instance. */
  readonly identityCenters: Map<string, IdentityCenter>;
  /** By ARN. */
  readonly resources: Map<string, StatedResource>;
  readonly resourcePolicies: Map<string, StatedPolicy>;
  /** Instants of calls, from collection.json. */
  readonly collectedAt: string[];
  /** Calls that collection.json says were answered in an account. */
  readonly callsMade: CallMade[];
  /** Calls that it says were not answered. */
  readonly callsUnanswered: CallUnanswered[];
  /** Regions that collection.json names, by account, however the calls ended. */
  readonly regionsNamed: Map<string, Set<string>>;
  /** Errors: DUMP_CONFLICT when the account was read before. */
  addAccount(details: AccountDetails, file: string): void;
}

/** A draft with nothing in it. */
export function createDraft(shared: { readonly ledger: Ledger; readonly documents: DocumentReader }): Draft {
  const details = new Map<string, AccountDetails>();
  const files = new Map<string, string>();
  return {
    ...shared,
    awsPolicies: new Map(),
    details,
    files,
    organizations: [],
    providers: new Map(),
    providersListed: new Set(),
    reports: new Map(),
    summaries: new Map(),
    identityCenters: new Map(),
    resources: new Map(),
    resourcePolicies: new Map(),
    collectedAt: [],
    callsMade: [],
    callsUnanswered: [],
    regionsNamed: new Map(),
    addAccount(account, file) {
      const before = files.get(account.account);
      if (before !== undefined) {
        throw refusal(
          'DUMP_CONFLICT',
          { file, pointer: '' },
          `Account ${account.account} is there twice, also in ${before}`,
        );
      }
      files.set(account.account, file);
      details.set(account.account, account);
    },
  };
}
