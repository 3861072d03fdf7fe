import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAccountId } from '../../iam/arn.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Ledger } from '../ledger.js';
import { refusal } from '../refusal.js';

/** What a file of a dump is, by its name; LONE and UNKNOWN are told by their contents. */
export type FileRole =
  | 'AUTHORIZATION_DETAILS'
  | 'ORGANIZATION'
  | 'IDENTITY_PROVIDERS'
  | 'CREDENTIAL_REPORT'
  | 'ACCOUNT_SUMMARY'
  | 'COLLECTION'
  | 'RESOURCE_POLICIES'
  | 'RESOURCES'
  | 'IDENTITY_CENTER'
  /** Given by its own path. */
  | 'LONE'
  /** JSON in a folder, under a name that says nothing. */
  | 'UNKNOWN';

export interface DumpFile {
  readonly path: string;
  /** The path as a person sees it in messages. */
  readonly file: string;
  readonly role: FileRole;
  /** The account whose folder it is in. */
  readonly account: string | null;
  /** Files with the same one may be pages of one account. */
  readonly unit: string;
}

/** Files that are read together, then let go. */
export interface Batch {
  readonly files: readonly DumpFile[];
}

const ROOT_ROLES: Readonly<Record<string, FileRole>> = {
  'organization.json': 'ORGANIZATION',
  'collection.json': 'COLLECTION',
  'resource-policies.json': 'RESOURCE_POLICIES',
  'resources.json': 'RESOURCES',
  'identity-center.json': 'IDENTITY_CENTER',
};
const ACCOUNT_ROLES: Readonly<Record<string, FileRole>> = {
  'identity-providers.json': 'IDENTITY_PROVIDERS',
  'credential-report.csv': 'CREDENTIAL_REPORT',
  'account-summary.json': 'ACCOUNT_SUMMARY',
};

/**
 * The files of dumps (folders, folders of one account, lone files), in batches of one account each and one of everything else, in an order that does not depend on the disk.
 * Errors: DUMP_NOT_FOUND, DUMP_EMPTY.
 */
export async function findFiles(paths: readonly string[], ledger: Ledger): Promise<readonly Batch[]> {
  const batches: DumpFile[][] = [];
  const loose: DumpFile[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    const real = await resolve(path);
    if (seen.has(real)) continue;
    seen.add(real);
    if (!(await stat(path)).isDirectory()) loose.push(loneFile(path));
    else if (isAccountId(basename(real))) await findInAccount(path, basename(real), { batches, loose, ledger });
    else await findInFolder(path, { batches, loose, ledger });
  }
  return [...batches, loose].filter((files) => files.length > 0).map((files) => ({ files }));
}

async function resolve(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    throw refusal('DUMP_NOT_FOUND', { file: path, pointer: '' }, 'There is no such file or folder');
  }
}

function loneFile(path: string): DumpFile {
  const name = basename(path);
  const role = isAuthorizationDetails(name)
    ? 'AUTHORIZATION_DETAILS'
    : (ROOT_ROLES[name] ?? ACCOUNT_ROLES[name] ?? 'LONE');
  return { path, file: path, role, account: null, unit: isAuthorizationDetails(name) ? dirname(path) : path };
}

/** `authorization-details.json`, and `authorization-details-2.json` and the like for further pages. */
function isAuthorizationDetails(name: string): boolean {
  return name.startsWith('authorization-details') && name.endsWith('.json');
}

interface Found {
  readonly batches: DumpFile[][];
  readonly loose: DumpFile[];
  readonly ledger: Ledger;
}

async function findInFolder(folder: string, found: Found): Promise<void> {
  const names = await list(folder);
  if (names.length === 0) throw refusal('DUMP_EMPTY', { file: folder, pointer: '' }, 'The folder is empty');
  for (const name of names) {
    const path = join(folder, name);
    const isFolder = (await factsOf(path)).isDirectory();
    if (isFolder && name === 'accounts') await findAccounts(path, found);
    else if (isFolder)
      found.ledger.warn(
        'FOLDER_UNKNOWN',
        { file: path, pointer: '' },
        'This folder is no part of a dump and was not read',
      );
    else addFile(path, null, found.loose, found.ledger);
  }
}

async function findAccounts(folder: string, found: Found): Promise<void> {
  for (const name of await list(folder)) {
    const path = join(folder, name);
    const place = { file: path, pointer: '' };
    if (!(await factsOf(path)).isDirectory()) {
      found.ledger.warn('FILE_UNKNOWN', place, 'This file is no part of a dump and was not read');
      continue;
    }
    if (!isAccountId(name)) {
      found.ledger.warn('FOLDER_UNKNOWN', place, 'The name of this folder is no account number; it was not read');
      continue;
    }
    await findInAccount(path, name, found);
  }
}

async function findInAccount(folder: string, account: string, found: Found): Promise<void> {
  const files: DumpFile[] = [];
  for (const name of await list(folder)) {
    const path = join(folder, name);
    if (!(await factsOf(path)).isDirectory()) addFile(path, account, files, found.ledger);
    else
      found.ledger.warn(
        'FOLDER_UNKNOWN',
        { file: path, pointer: '' },
        'This folder is no part of a dump and was not read',
      );
  }
  found.batches.push(files);
}

function addFile(path: string, account: string | null, files: DumpFile[], ledger: Ledger): void {
  const name = basename(path);
  const known = account === null ? ROOT_ROLES[name] : ACCOUNT_ROLES[name];
  const role = isAuthorizationDetails(name) ? 'AUTHORIZATION_DETAILS' : known;
  const unit = isAuthorizationDetails(name) ? dirname(path) : path;
  if (role !== undefined) files.push({ path, file: path, role, account, unit });
  else if (name.endsWith('.json')) files.push({ path, file: path, role: 'UNKNOWN', account, unit });
  else ledger.warn('FILE_UNKNOWN', { file: path, pointer: '' }, 'This file is no part of a dump and was not read');
}

/** Names in a folder, without those that systems and editors hide. */
async function list(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).toSorted(compareCodePoints);
  } catch {
    throw refusal('DUMP_NOT_FOUND', { file: folder, pointer: '' }, 'The folder cannot be read');
  }
}

async function factsOf(path: string) {
  try {
    return await stat(path);
  } catch {
    throw refusal('DUMP_NOT_FOUND', { file: path, pointer: '' }, 'The file cannot be read: is it a link to nowhere');
  }
}
