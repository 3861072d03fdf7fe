import { compareCodePoints } from '../lib/codePoints.js';
import { KnownError, type Place } from '../lib/errors.js';
import { invariant } from '../lib/invariant.js';
import type { Gap } from '../iam/snapshot.js';
import type { Book, BookKind, Warning, WarningCode } from './ingested.js';
import { describePlace, refusal } from './refusal.js';

/** A part of a dump that can be left out by itself. */
export interface Part {
  readonly kind: BookKind;
  readonly account: string | null;
  /** The ARN, id or file that a gap about it names. */
  readonly subject: string;
  /** What it is in words, where the subject does not say it. */
  readonly what?: string;
  readonly mayHide: boolean;
  readonly mayOverstate: boolean;
}

/** What ingest writes down while it reads: how many parts there were, what was wrong, what is missing. */
export interface Ledger {
  readonly lenient: boolean;
  /** Counts parts that were found, before any of them is looked into. */
  countRead(kind: BookKind, count?: number): void;
  countStored(kind: BookKind, count?: number): void;
  countRefused(kind: BookKind, count?: number): void;
  /** Errors: DUMP_WARNING when strict. */
  warn(code: WarningCode, place: Place, text: string): void;
  gap(gap: Gap): void;
  /** Counts a broken part as refused and writes down its gap, where it may be left out. Errors: `error` itself where it may not. */
  leaveOut(part: Part, error: unknown): void;
  /** The part, or null where it is broken and may be left out: then it is counted as refused, and a gap says why. Errors: those of `read`. */
  attempt<T>(part: Part, read: () => T): T | null;
  books(): readonly Book[];
  warnings(): readonly Warning[];
  /** Sorted and without repetition. */
  gaps(): readonly Gap[];
}

/** A ledger with nothing in it. */
export function createLedger(options: { readonly lenient: boolean; readonly strict: boolean }): Ledger {
  const counts = new Map<BookKind, { read: number; stored: number; refused: number }>();
  const warnings: Warning[] = [];
  const gaps = new Map<string, Gap>();
  const countsOf = (kind: BookKind) => {
    let found = counts.get(kind);
    if (found === undefined) counts.set(kind, (found = { read: 0, stored: 0, refused: 0 }));
    return found;
  };
  const ledger: Ledger = {
    lenient: options.lenient,
    countRead: (kind, count = 1) => void (countsOf(kind).read += count),
    countStored: (kind, count = 1) => void (countsOf(kind).stored += count),
    countRefused: (kind, count = 1) => void (countsOf(kind).refused += count),
    warn(code, place, text) {
      if (options.strict) throw refusal('DUMP_WARNING', place, text);
      warnings.push({ code, place, text: `${text}.` });
    },
    gap(gap) {
      gaps.set(JSON.stringify([gap.kind, gap.account, gap.subject, gap.text]), gap);
    },
    leaveOut(part, error) {
      if (!mayBeLeftOut(error, options.lenient)) throw error;
      ledger.countRefused(part.kind);
      ledger.gap(unreadableGap(part, error));
    },
    attempt(part, read) {
      try {
        return read();
      } catch (error) {
        ledger.leaveOut(part, error);
        return null;
      }
    },
    books: () =>
      [...counts]
        .map(([kind, count]) => {
          invariant(
            count.read === count.stored + count.refused,
            `the books of ${kind} do not balance: ${JSON.stringify(count)}`,
          );
          return { kind, ...count };
        })
        .toSorted((left, right) => compareCodePoints(left.kind, right.kind)),
    warnings: () => warnings,
    gaps: () => [...gaps].toSorted(([left], [right]) => compareCodePoints(left, right)).map(([, gap]) => gap),
  };
  return ledger;
}

/** Whether an error is one of a broken part, and broken parts may be left out. */
export function mayBeLeftOut(error: unknown, lenient: boolean): error is KnownError {
  return lenient && error instanceof KnownError && error.code !== 'DUMP_WARNING';
}

/** The gap that a broken part leaves. */
export function unreadableGap(part: Omit<Part, 'kind'>, error: KnownError): Gap {
  const where = error.place === undefined ? '' : ` (${describePlace(error.place)})`;
  return {
    kind: 'PART_UNREADABLE',
    account: part.account,
    subject: part.subject,
    mayHide: part.mayHide,
    mayOverstate: part.mayOverstate,
    text: `${part.what ?? part.subject} was left out: ${error.message}${where}`,
  };
}
