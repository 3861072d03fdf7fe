import type { Snapshot } from '../iam/snapshot.js';
import type { Place } from '../lib/errors.js';
import type { Json } from '../lib/json.js';
import type { ManagedPolicySource } from '../shippedPolicies.js';

/** What a policy document is for; it decides which elements it may have. */
export type DocumentKind = 'IDENTITY' | 'TRUST' | 'SCP' | 'RCP' | 'BOUNDARY' | 'RESOURCE';

/** A fault that the policy parser found in a document. `pointer` is within the document. */
export interface DocumentIssue {
  readonly pointer: string;
  readonly code: string;
  readonly reason: string;
  readonly cure: string;
  readonly severity: 'REFUSED' | 'WARNING';
}

/** The policy parser, as ingest knows it. Called once for equal documents of one kind. */
export type DocumentCheck = (document: Json, kind: DocumentKind) => readonly DocumentIssue[];

/** Sizes past which input is refused. */
export interface IngestLimits {
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** UTF-8 bytes of one policy document, written without spaces or as it stands when it is text. */
  readonly documentBytes: number;
  /** Objects and arrays around one another. */
  readonly depth: number;
}

export const INGEST_LIMITS: IngestLimits = { fileBytes: 400_000_000, documentBytes: 1 << 20, depth: 64 };

export interface ReadOptions {
  readonly checkDocument: DocumentCheck;
  /** Leaves a broken part alone out, and reports it as a gap. */
  readonly lenient: boolean;
  /** Refuses at the first warning. */
  readonly strict: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number, file: string) => void;
  /** Documents that stand in for those of AWS managed policies that a dump lacks. Default: the copy that ships. */
  readonly managedPolicies?: ManagedPolicySource;
  readonly limits?: Partial<IngestLimits>;
}

/** What books are kept of. */
export type BookKind =
  | 'Account'
  | 'AccountAssignment'
  | 'AwsManagedPolicy'
  | 'CollectionRecord'
  | 'ControlPolicy'
  | 'CredentialReportRow'
  | 'CustomerManagedPolicy'
  | 'DirectoryGroup'
  | 'File'
  | 'Group'
  | 'GroupMembership'
  | 'IdentityCenter'
  | 'IdentityProvider'
  | 'InstanceProfile'
  | 'List'
  | 'Organization'
  | 'OrganizationalUnit'
  | 'PermissionSet'
  | 'Person'
  | 'PolicyDocument'
  | 'Resource'
  | 'ResourcePolicy'
  | 'Role'
  | 'User';

/** read = stored + refused. What is refused has an error, a gap or a warning that says why. */
export interface Book {
  readonly kind: BookKind;
  readonly read: number;
  readonly stored: number;
  readonly refused: number;
}

export type WarningCode =
  | 'ACCOUNT_OUTSIDE_ORGANIZATION'
  | 'CREDENTIALS_OF_UNKNOWN_USER'
  | 'FILE_UNKNOWN'
  | 'FOLDER_UNKNOWN'
  | 'INSTANT_UNREADABLE'
  | 'POLICY_QUESTIONABLE'
  | 'POLICY_UNREADABLE'
  | 'VALUE_UNREADABLE';

/** Something odd that was read all the same. */
export interface Warning {
  readonly place: Place;
  readonly code: WarningCode;
  readonly text: string;
}

/** A dump, read. */
export interface Ingested {
  readonly snapshot: Snapshot;
  /** Sorted by kind. */
  readonly books: readonly Book[];
  readonly warnings: readonly Warning[];
}
