import { NOTHING_STATED } from '../nothingStated.js';
import type { Decision, Judgement, LayerKind } from '../../iam/decision.js';
import type { AccessRequest } from '../model.js';
import { type Addition, allowances } from './additions.js';
import type { Candidate, Input } from './input.js';
import { removals } from './removals.js';
import { type Found, type Search, unique } from './search.js';
import { smallestSets } from './smallestSets.js';
import { unblocking } from './takenOut.js';
import { waysToMeet } from './waysToMeet.js';

type IsTurned = (decision: Decision) => boolean;

/** Changes of policies alone, then what the request would have to carry, with the changes of policies that it takes beside. */
export function waysIn(search: Search, input: Input, judgement: Judgement, isTurned: IsTurned): readonly Found[] {
  const byPolicy = waysInByPolicy(search, input, judgement, isTurned);
  const relaxed = { ...input, request: withoutContext(input.request) };
  if (relaxed.request === input.request) return byPolicy;
  const together = waysInByPolicy(search, relaxed, judgement, isTurned).flatMap((chosen) => {
    if (search.bounds.left <= 0) {
      search.bounds.isBounded = true;
      return [];
    }
    if (isTurned(search.decisionWith(input, chosen))) return [];
    return waysToMeet(search, input, chosen, search.judgementWith(relaxed, chosen).needs, isTurned);
  });
  return [...unique(together), ...byPolicy];
}

/** Changes of policies alone. */
export function waysInByPolicy(
  search: Search,
  input: Input,
  { evidence }: Judgement,
  isTurned: IsTurned,
): readonly Found[] {
  for (const actions of companies(input.request)) {
    const candidates = [
      ...removals(input, 'DENY', actions, evidence),
      ...unblocking(input),
      ...allowances(input, actions),
    ];
    const decideWith = (chosen: Found): Decision => search.decisionWith(input, chosen);
    if (!isTurned(decideWith(candidates))) continue;
    return withoutNarrower(smallestSets(candidates, decideWith, isTurned, hasAlternative, search.bounds));
  }
  return [];
}

/** A request that carries nothing stated, and of which all the rest is open; the same where that is so. */
function withoutContext(request: AccessRequest): AccessRequest {
  const { stated } = request;
  if (stated.missing === 'UNKNOWN' && stated.absent.size === 0 && stated.values.size === 0) return request;
  return { ...request, stated: NOTHING_STATED };
}

/** R33: entering a role with session tags or a source identity is one request of several actions, of which any may be lacking. */
function companies({ action }: AccessRequest): readonly (readonly string[])[] {
  if (!/^sts:AssumeRole(?:WithSAML|WithWebIdentity)?$/i.test(action)) return [[action]];
  const tags = 'sts:TagSession';
  const identity = 'sts:SetSourceIdentity';
  return [[action], [tags], [identity], [action, tags], [action, identity], [tags, identity], [action, tags, identity]];
}

/** Either side may do, and what names a session, a user or everybody is not limited by boundary and session policy. */
const ALTERNATIVE: ReadonlySet<LayerKind | null> = new Set([
  'IDENTITY',
  'RESOURCE',
  'BOUNDARY',
  'SESSION',
  'ACL',
  'KMS_GRANT',
]);

function hasAlternative({ change }: Candidate): boolean {
  return change.kind === 'ADD' && ALTERNATIVE.has(change.layer);
}

/** Without the sets that name a session where the same set does with its role. */
function withoutNarrower(sets: readonly Found[]): readonly Found[] {
  const broader = (candidate: Candidate): Candidate | null =>
    'narrowerThan' in candidate ? (candidate as Addition).narrowerThan : null;
  return sets.filter((set) => {
    if (set.every((candidate) => broader(candidate) === null)) return true;
    const replaced = set.map((candidate) => broader(candidate) ?? candidate);
    return !sets.some((other) => other.length === replaced.length && other.every((each) => replaced.includes(each)));
  });
}
