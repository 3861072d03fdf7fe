import { sentenceOf } from './become.js';
import { conjoin, type Conjunction } from './conjoin.js';
import type { DecidedRequest } from './requests.js';
import type { Technique } from './technique.js';

/** What one way takes, decided. */
export type Way = readonly DecidedRequest[];

/** What several ways lead to: that by the first which is open on no condition, or else by the first that is open. */
export function bestWay<T extends { readonly conjunction: Conjunction }>(
  ways: readonly Way[],
  take: (way: Way) => T | null,
  before?: T,
): T | undefined {
  let best = before;
  for (const way of ways) {
    if (best !== undefined && (best.conjunction.decision === 'ALLOWED' || !mayBeSure(way))) continue;
    const one = take(way);
    if (one !== null && (best === undefined || one.conjunction.decision === 'ALLOWED')) best = one;
  }
  return best;
}

/** By one technique, with what is taken. */
export function leastOf(
  technique: Technique,
  ways: readonly Way[],
): { readonly requests: Way; readonly conjunction: Conjunction } | null {
  const best = bestWay(ways, (requests) => {
    const conjunction = conjoin(requests, sentenceOf(technique, requests));
    return conjunction === null ? null : { requests, conjunction };
  });
  return best ?? null;
}

/** A request that is open only where something is so that nobody read is a condition whatever else is asked. */
function mayBeSure(way: Way): boolean {
  return way.every(({ judgement: { decision, needs } }) =>
    decision === 'CONDITIONAL' ? needs?.alternatives.some(({ unread }) => unread.length === 0) === true : true,
  );
}
