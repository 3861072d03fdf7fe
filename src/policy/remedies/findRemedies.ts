import type { Judgement } from '../../iam/decision.js';
import { decide, decisionOf } from '../decide.js';
import type { AccessRequest, Layers } from '../model.js';
import type { Judge, Remedies, Remedy } from './model.js';
import { type Found, isAllowed, isOpen, startSearch } from './search.js';
import { waysIn, waysInByPolicy } from './waysIn.js';
import { waysToMeet } from './waysToMeet.js';
import { waysToStop } from './waysToStop.js';

const MOST_DECISIONS = 1000;
const MOST_REMEDIES = 32;

const ENGINE: Judge = { decide, decisionOf };

/**
 * What it would take: for a denial the smallest changes after which the request is not denied, for what is allowed those after which it is
 * denied, for a condition those after which it is allowed. Each was decided again with all its changes, and with each one of them left out;
 * what no customer can change, such as a service-linked role, is never changed. Deterministic; at most about 1,000 decisions.
 */
export function findRemedies(
  request: AccessRequest,
  layers: Layers,
  judgement: Judgement,
  judge: Judge = ENGINE,
): Remedies {
  const input = { request, layers };
  const search = startSearch(judge, MOST_DECISIONS);
  const { bounds } = search;
  const find = (): readonly Found[] => {
    switch (judgement.decision) {
      case 'DENIED':
        return waysIn(search, input, judgement, isOpen);
      case 'ALLOWED':
        return waysToStop(search, input, judgement);
      case 'CONDITIONAL':
        return [
          ...waysToMeet(search, input, [], judgement.needs, isAllowed),
          ...waysInByPolicy(search, input, judgement, isAllowed),
        ];
    }
  };
  const ordered = find().toSorted((left, right) => left.length - right.length);
  if (ordered.length > MOST_REMEDIES) bounds.isBounded = true;
  const remedies = ordered.slice(0, MOST_REMEDIES).map((candidates): Remedy => {
    const { decision, needs } = search.judgementWith(input, candidates);
    return { changes: candidates.map(({ change }) => change), decision, needs };
  });
  return { remedies, isBounded: bounds.isBounded };
}
