import { DECISION_ORDER } from '../graph/edges.js';
import { arnOfId } from '../graph/ids.js';
import type { Decision } from '../iam/decision.js';
import { compareCodePoints } from '../lib/codePoints.js';
import { present } from '../lib/invariant.js';

/** What the place of a row about an assumption turns on. */
export interface Placed {
  readonly decision: Decision;
  /** Id of the side that the question did not ask about. */
  readonly id: string;
  /** ARN or name of that side. */
  readonly text: string;
  readonly action: string;
}

/**
 * Rows by decision, then ARN or name of the side not asked about, then its id, then action; by code point. Rows that are not DENIED have
 * to come by id of that side, as stored edges do.
 */
export function orderAssumptions<Row extends Placed>(rows: readonly Row[]): readonly Row[] {
  const byDecision: Row[][] = [[], [], []];
  for (const row of rows) byDecision[DECISION_ORDER[row.decision]]?.push(row);
  const [allowed = [], conditional = [], denied = []] = byDecision;
  return [...orderById(allowed), ...orderById(conditional), ...denied.sort(compare)];
}

function compare(left: Placed, right: Placed): number {
  return (
    compareCodePoints(left.text, right.text) ||
    compareCodePoints(left.id, right.id) ||
    compareCodePoints(left.action, right.action)
  );
}

/** What comes by id comes by ARN where the two are one, so that only the others look for their places. */
function orderById<Row extends Placed>(rows: readonly Row[]): readonly Row[] {
  const placed: Row[] = [];
  const others: Row[] = [];
  let before: string | null = null;
  for (const row of rows) {
    (arnOfId(row.id) !== null && row.id !== before ? placed : others).push(row);
    before = row.id;
  }
  if (others.length === 0) return placed;
  const ordered: Row[] = [];
  let taken = 0;
  for (const other of others.sort(compare)) {
    const place = placeAmong(placed, other);
    while (taken < place) ordered.push(present(placed[taken++], 'a row before the place'));
    ordered.push(other);
  }
  return [...ordered, ...placed.slice(taken)];
}

/** How many of sorted rows come before this one. */
function placeAmong(rows: readonly Placed[], row: Placed): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(present(rows[middle], 'a row in the middle'), row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
