import { setImmediate } from 'node:timers/promises';
import type { Snapshot } from '../../iam/snapshot.js';
import type { KnownError } from '../../lib/errors.js';
import type { Json } from '../../lib/json.js';
import { createDocumentReader } from '../documents.js';
import { INGEST_LIMITS, type Ingested, type IngestLimits, type ReadOptions } from '../ingested.js';
import { createLedger, type Ledger, mayBeLeftOut, unreadableGap } from '../ledger.js';
import { shippedManagedPolicies } from '../../shippedPolicies.js';
import { refusal } from '../refusal.js';
import { type FileText, findPrototypeKey, mayHoldPrototypeKey, parseJsonTexts, readText } from '../text/readJson.js';
import { groupByAccount, type PageOfFile } from './accountPages.js';
import { assembleSnapshot } from './assembleSnapshot.js';
import { readAuthorizationDetails } from './authorizationDetails.js';
import { createDraft, type Draft } from './draft.js';
import { type DumpFile, findFiles } from './findFiles.js';
import { recognizePages } from './pages.js';
import { isOrganizationFile, readSideFile } from './sideFiles.js';

/** A JSON value of a file with its pointer there: several where a shell appended answers to one another. */
interface Reading {
  readonly source: DumpFile;
  readonly text: string;
  /** Null for a file that is not JSON. */
  readonly values: readonly Json[] | null;
}

/**
 * Reads dumps: folders, or lone files from `aws iam get-account-authorization-details`. Nothing is kept where one is refused.
 * Errors: the codes DUMP_* and POLICY_MALFORMED, each with file and JSON pointer; the signal's reason when it is aborted.
 */
export async function readDumps(paths: readonly string[], options: ReadOptions): Promise<Ingested> {
  const ledger = createLedger(options);
  const limits: IngestLimits = { ...INGEST_LIMITS, ...options.limits };
  const documents = createDocumentReader({ check: options.checkDocument, limits, ledger });
  const draft = createDraft({ ledger, documents });
  const batches = await findFiles(paths, ledger);
  const files = batches.flatMap((batch) => batch.files);
  const lastOfBatch = new Set(batches.map((batch) => batch.files.at(-1)));
  let pages: PageOfFile[] = [];
  let done = 0;
  let firstRefusal: KnownError | undefined;
  for (const source of files) {
    // Others run between files.
    await setImmediate();
    options.signal.throwIfAborted();
    try {
      const file = readText(source.path, source.file, limits);
      takeReading(parseFile(source, file, limits, ledger.lenient), pages, draft);
    } catch (error) {
      if (!mayBeLeftOut(error, ledger.lenient)) throw error;
      firstRefusal ??= error;
      leaveOut(source, error, ledger);
    }
    if (lastOfBatch.has(source)) {
      takePages(pages, draft);
      pages = [];
    }
    done++;
    options.onProgress?.(done, files.length, source.file);
  }
  const snapshot = finish(paths, draft, options);
  if (snapshot.accounts.length === 0 && firstRefusal !== undefined) throw firstRefusal;
  if (snapshot.accounts.length === 0) {
    throw refusal('DUMP_UNRECOGNIZED', { file: paths[0] ?? '', pointer: '' }, 'No account was found here');
  }
  return { snapshot, books: ledger.books(), warnings: ledger.warnings() };
}

function parseFile(source: DumpFile, file: FileText, limits: IngestLimits, lenient: boolean): Reading {
  const { text } = file;
  const place = { file: source.file, pointer: '' };
  if (source.role === 'CREDENTIAL_REPORT' && !text.trimStart().startsWith('{')) return { source, text, values: null };
  const values = parseJsonTexts(file, place, limits);
  if (!lenient && mayHoldPrototypeKey(text)) {
    const pointer = values.map(findPrototypeKey).find((found) => found !== null);
    if (pointer !== undefined) throw refusal('DUMP_MALFORMED', { ...place, pointer }, 'AWS writes no key `__proto__`');
  }
  return { source, text, values };
}

/** Sorts the contents of a file by what it is. */
function takeReading(reading: Reading, pages: PageOfFile[], draft: Draft): void {
  const { source, text, values } = reading;
  const { ledger } = draft;
  const found = values?.map((value) => recognizePages(value, source.file)) ?? [];
  const place = { file: source.file, pointer: '' };
  const recognized = found.filter((some) => some !== null).flat();
  const isExpected = source.role === 'AUTHORIZATION_DETAILS' || source.role === 'LONE' || source.role === 'UNKNOWN';
  if (isExpected && found.length > 0 && found.every((some) => some !== null)) {
    pages.push(...recognized.map((page) => ({ ...page, source })));
  } else if (source.role === 'UNKNOWN') {
    ledger.warn('FILE_UNKNOWN', place, 'This file is no part of a dump and was not used');
    return;
  } else if (source.role === 'LONE' && isOrganizationFile(values?.[0])) {
    readSideFile({ ...source, role: 'ORGANIZATION' }, text, values, draft);
  } else if (isExpected) {
    throw refusal('DUMP_UNRECOGNIZED', place, 'The file is JSON, but holds no authorization details of an account');
  } else {
    readSideFile(source, text, values, draft);
  }
  ledger.countRead('File');
  ledger.countStored('File');
}

function takePages(pages: readonly PageOfFile[], draft: Draft): void {
  for (const [account, group] of groupByAccount(pages)) {
    draft.addAccount(readAuthorizationDetails(group, account, draft), group[0]?.source.file ?? '');
  }
}

function leaveOut(source: DumpFile, error: KnownError, ledger: Ledger): void {
  ledger.countRead('File');
  ledger.countRefused('File');
  ledger.gap(
    unreadableGap({ account: source.account, subject: source.file, mayHide: true, mayOverstate: true }, error),
  );
}

function finish(paths: readonly string[], draft: Draft, options: ReadOptions): Snapshot {
  return assembleSnapshot(draft, {
    sources: paths,
    managedPolicies: options.managedPolicies ?? shippedManagedPolicies,
  });
}
