import { unlistedService } from '../iam/gapScope.js';
import type { Gap } from '../iam/snapshot.js';
import { pageSize } from './page.js';

/** What is missing that bears on an answer, each gap once. */
export interface Completeness {
  readonly gaps: readonly Gap[];
}

/** Keeps the first of equal gaps. They are told apart when they are read, which most who ask do not; the list stays as it is until then. */
export function completenessOf(gaps: Iterable<Gap>): Completeness {
  return new ReadWhenAsked(gaps);
}

class ReadWhenAsked implements Completeness {
  readonly #given: Iterable<Gap>;
  #distinct: readonly Gap[] | null = null;

  constructor(given: Iterable<Gap>) {
    this.#given = given;
  }

  get gaps(): readonly Gap[] {
    return (this.#distinct ??= distinctGaps(this.#given));
  }
}

function distinctGaps(gaps: Iterable<Gap>): readonly Gap[] {
  const byText = new Map<string, Gap>();
  // Rows share their gaps, so most are told apart without reading them.
  for (const gap of new Set(gaps)) {
    const key = JSON.stringify([gap.kind, gap.account, gap.subject, gap.text]);
    if (!byText.has(key)) byText.set(key, gap);
  }
  return [...byText.values()];
}

/** The gap of an ARN of the question that the graph does not have. */
export function unknownArn(arn: string): Gap {
  return {
    kind: 'ARN_UNKNOWN',
    account: null,
    subject: arn,
    mayHide: true,
    mayOverstate: false,
    text: `${arn} is not in the graph: it was not collected, or does not exist.`,
  };
}

/** The gap of a search that was cut short. */
export function budgetSpent(what: string): Gap {
  return {
    kind: 'WORK_BUDGET_SPENT',
    account: null,
    subject: null,
    mayHide: true,
    mayOverstate: false,
    text: `The work budget was spent: ${what} may be missing.`,
  };
}

/** Kinds of gap behind which a whole principal, role or grant may stand. */
const HIDES_ROWS: ReadonlySet<Gap['kind']> = new Set([
  'ACCOUNT_NOT_COLLECTED',
  'LISTING_INCOMPLETE',
  'PART_UNREADABLE',
  'POLICY_SUBSTITUTED',
]);

/** What every question looks for among the gaps of a generation, by list of them. */
const sorted = new WeakMap<readonly Gap[], SortedGaps>();

interface SortedGaps {
  readonly hiding: readonly Gap[];
  /** By kind, then subject. */
  readonly bySubject: ReadonlyMap<Gap['kind'], ReadonlyMap<string, readonly Gap[]>>;
}

function sortGaps(gaps: readonly Gap[]): SortedGaps {
  const known = sorted.get(gaps);
  if (known !== undefined) return known;
  const bySubject = new Map<Gap['kind'], Map<string, Gap[]>>();
  for (const gap of gaps) {
    if (gap.subject === null) continue;
    const ofKind = bySubject.get(gap.kind) ?? new Map<string, Gap[]>();
    bySubject.set(gap.kind, ofKind);
    const ofSubject = ofKind.get(gap.subject);
    if (ofSubject === undefined) ofKind.set(gap.subject, [gap]);
    else ofSubject.push(gap);
  }
  const made = { hiding: gaps.filter((gap) => gap.mayHide && HIDES_ROWS.has(gap.kind)), bySubject };
  sorted.set(gaps, made);
  return made;
}

/** The gaps of a generation that could add a row about these accounts (null: about any account). */
export function gapsThatCouldAdd(gaps: readonly Gap[], accounts: ReadonlySet<string> | null): readonly Gap[] {
  const { hiding } = sortGaps(gaps);
  return accounts === null ? hiding : hiding.filter((gap) => gap.account === null || accounts.has(gap.account));
}

/** The same without those that hide resources alone: who enters a role does not turn on them. */
export function gapsThatCouldAddEntrances(gaps: readonly Gap[], accounts: ReadonlySet<string> | null): readonly Gap[] {
  return gapsThatCouldAdd(gaps, accounts).filter((gap) => unlistedService(gap) === null);
}

/** The gaps of a generation of one kind about these subjects. */
export function gapsAbout(gaps: readonly Gap[], kind: Gap['kind'], subjects: Iterable<string>): readonly Gap[] {
  const ofKind = sortGaps(gaps).bySubject.get(kind);
  return ofKind === undefined ? [] : [...subjects].flatMap((subject) => ofKind.get(subject) ?? []);
}

/** The gaps that an answer shows. Errors: BAD_USER_INPUT for `first` outside 0 to 200. */
export function shownGaps(completeness: Completeness, first: number | null | undefined): readonly Gap[] {
  return completeness.gaps.slice(0, pageSize(first, 20));
}
