import type { ErrorCode, Place } from '../lib/errors.js';
import type { Json } from '../lib/json.js';
import type { PolicyText } from '../iam/snapshot.js';
import type { DocumentCheck, DocumentIssue, DocumentKind, IngestLimits } from './ingested.js';
import type { Ledger, Part } from './ledger.js';
import { refusal } from './refusal.js';
import { lineAndColumn, locateJsonError } from './text/locateJsonError.js';
import { documentKey } from '../lib/documentKey.js';
import { measureJson } from '../lib/measureJson.js';
import { findPrototypeKey, isObject, mayHoldPrototypeKey } from './text/readJson.js';

/** Reads policy documents. Equal documents become one object, and are checked once for each kind. */
export interface DocumentReader {
  /**
   * A document that is an object, a JSON text or a URL-encoded text; counted in the books.
   * Null where it is broken and may be left out: then `describe` says what it was.
   * What is questionable in a document that AWS made is nobody's to mend, and no warning.
   * Errors: POLICY_MALFORMED, DUMP_TOO_LARGE, DUMP_TOO_DEEP.
   */
  read(
    value: Json,
    kind: DocumentKind,
    place: Place,
    describe: () => Omit<Part, 'kind' | 'mayHide' | 'mayOverstate'>,
    options?: { readonly isMadeByAws?: boolean },
  ): PolicyText;
  /** The same of a document that its reader accounts for itself when it is broken: counted as read, and as stored where it is good. Errors: as above, always. */
  readOrRefuse(value: Json, kind: DocumentKind, place: Place): PolicyText;
}

interface Entry {
  readonly document: Json;
  /** What was found in it as each kind of document; nearly all documents are of one kind. */
  readonly checks: { readonly kind: DocumentKind; readonly issues: readonly DocumentIssue[] }[];
}

/** A reader with its own memory of documents seen. */
export function createDocumentReader(options: {
  readonly check: DocumentCheck;
  readonly limits: IngestLimits;
  readonly ledger: Ledger;
}): DocumentReader {
  const { check, limits, ledger } = options;
  const byText = new Map<string, Entry>();
  const byEncodedText = new Map<string, Entry>();

  const enter = (text: string, document: Json): Entry => {
    let entry = byText.get(text);
    if (entry !== undefined) return entry;
    documentKey(document, text);
    entry = { document, checks: [] };
    byText.set(text, entry);
    return entry;
  };

  const open = (value: Json, place: Place): Entry => {
    if (typeof value !== 'string') {
      if (!isObject(value)) throw refusal('POLICY_MALFORMED', place, 'A policy document is an object');
      const text = JSON.stringify(value);
      const known = byText.get(text);
      if (known !== undefined) return known;
      refuseLargeText(text, place, limits);
      refusePrototypeKey(text, value, place);
      return enter(text, value);
    }
    const known = byEncodedText.get(value);
    if (known !== undefined) return known;
    const document = parseDocument(value, place, limits);
    const entry = enter(JSON.stringify(document), document);
    byEncodedText.set(value, entry);
    return entry;
  };

  const read = (value: Json, kind: DocumentKind, place: Place, isMadeByAws: boolean): PolicyText => {
    const entry = open(value, place);
    let checked = entry.checks.find((candidate) => candidate.kind === kind);
    if (checked === undefined) {
      checked = { kind, issues: check(entry.document, kind) };
      entry.checks.push(checked);
    }
    for (const issue of checked.issues) {
      // A document that is text is one JSON value of its file, so that a pointer cannot go into it.
      const isText = typeof value === 'string';
      const at = isText ? place : { file: place.file, pointer: place.pointer + issue.pointer };
      const reason =
        isText && issue.pointer !== '' ? `At ${issue.pointer} of the document: ${issue.reason}` : issue.reason;
      const sentence = reason.replace(/\.$/, '');
      if (issue.severity === 'REFUSED') throw refusal('POLICY_MALFORMED', at, sentence, issue.cure);
      if (!isMadeByAws) ledger.warn('POLICY_QUESTIONABLE', at, sentence);
    }
    ledger.countStored('PolicyDocument');
    return { document: entry.document, place };
  };

  return {
    read(value, kind, place, describe, made = {}) {
      ledger.countRead('PolicyDocument');
      try {
        return read(value, kind, place, made.isMadeByAws ?? false);
      } catch (error) {
        ledger.leaveOut({ ...describe(), kind: 'PolicyDocument', mayHide: true, mayOverstate: true }, error);
        return { document: null, place };
      }
    },
    readOrRefuse(value, kind, place) {
      ledger.countRead('PolicyDocument');
      return read(value, kind, place, false);
    },
  };
}

function parseDocument(value: string, place: Place, limits: IngestLimits): Json {
  refuseLargeText(value, place, limits);
  const text = decodeUrl(value, place);
  const outline = measureJson(text, limits.depth);
  if (outline.tooDeepAt >= 0) {
    throw refusal('DUMP_TOO_DEEP', place, `More than ${limits.depth} levels are nested in a policy document`);
  }
  const document = parse(text, place, 'POLICY_MALFORMED');
  if (!isObject(document)) throw refusal('POLICY_MALFORMED', place, 'A policy document is an object');
  refusePrototypeKey(text, document, place);
  return document;
}

function parse(text: string, place: Place, code: ErrorCode): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    const { line, column } = lineAndColumn(text, locateJsonError(text) ?? 0);
    throw refusal(code, place, `The text of a policy document is not JSON at its line ${line}, column ${column}`);
  }
}

/** IAM's API gives documents URL-encoded as of RFC 3986; the CLI and some SDKs decode them. */
function decodeUrl(value: string, place: Place): string {
  if (!/^\s*%(?:7B|20|0A|0D|09)/i.test(value)) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    throw refusal('POLICY_MALFORMED', place, 'A policy document is URL-encoded, but wrongly');
  }
}

function refuseLargeText(text: string, place: Place, limits: IngestLimits): void {
  if (text.length * 3 <= limits.documentBytes) return;
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes > limits.documentBytes) {
    throw refusal(
      'DUMP_TOO_LARGE',
      place,
      `A policy document has ${bytes} bytes; at most ${limits.documentBytes} are read`,
    );
  }
}

function refusePrototypeKey(text: string, document: Json, place: Place): void {
  if (!mayHoldPrototypeKey(text)) return;
  if (findPrototypeKey(document) !== null) {
    throw refusal('POLICY_MALFORMED', place, 'A policy document has no key `__proto__`');
  }
}
