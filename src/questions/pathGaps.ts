import type { Gap } from '../iam/snapshot.js';
import { budgetSpent, gapsAbout, gapsThatCouldAdd } from './completeness.js';
import { MOST_ROWS } from './page.js';
import type { PathEndInput, PathEnds } from './pathEnds.js';
import type { SearchedPaths } from './pathSearch.js';

/** What paths were asked for, and where. */
export interface AskedPaths {
  readonly from: PathEnds;
  readonly to: PathEnds;
  /** The end as it was asked for. */
  readonly target: PathEndInput;
  readonly maxHops: number;
}

/**
 * What is missing that bears on an answer: of its ends, of its hops, of what may lie on the way, and what was not looked for (`isCut`:
 * the budget ended). Gathered when it is read.
 */
export function* pathGaps(
  asked: AskedPaths,
  { found, hops }: Pick<SearchedPaths, 'found' | 'hops'>,
  isCut: boolean,
): Generator<Gap, void, void> {
  yield* asked.from.gaps;
  yield* asked.to.gaps;
  for (const { verdict } of found.slice(0, MOST_ROWS)) for (const hop of verdict?.hops ?? []) yield* hop.gaps;
  yield* gapsThatCouldLead(hops.gaps, asked);
  if (isCut) yield budgetSpent('longer paths');
  if (found.length > MOST_ROWS) yield budgetSpent(`paths after the first ${MOST_ROWS}`);
}

/**
 * Gaps behind which a hop of a path may stand: roles and grants of any account that are not known may lie on the way, and how a role of
 * IAM Identity Center is entered, where the question names it, is not evaluated yet.
 */
function gapsThatCouldLead(all: readonly Gap[], { from, to, target, maxHops }: AskedPaths): readonly Gap[] {
  if (maxHops === 0 || from.ids.length === 0 || to.ids.length === 0) return [];
  const uncovered = isNamed(target) ? gapsAbout(all, 'SERVICE_NOT_COVERED', to.ids) : [];
  return [...gapsThatCouldAdd(all, null), ...uncovered];
}

function isNamed({ arn, node }: PathEndInput): boolean {
  return typeof arn === 'string' || typeof node === 'string';
}
