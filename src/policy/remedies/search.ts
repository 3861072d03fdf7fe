import type { Decision, Judgement } from '../../iam/decision.js';
import type { Candidate, Input } from './input.js';
import type { Judge } from './model.js';

/** How far to search. */
export interface Bounds {
  /** Decisions that may still be asked for. */
  left: number;
  /** The search was cut short. */
  isBounded: boolean;
}

export type Found = readonly Candidate[];

/** What one search decides by, and how far it may go. */
export interface Search {
  readonly bounds: Bounds;
  readonly decisionWith: (input: Input, candidates: Found) => Decision;
  readonly judgementWith: (input: Input, candidates: Found) => Judgement;
}

/** A search of at most so many decisions. */
export function startSearch(judge: Judge, most: number): Search {
  const bounds: Bounds = { left: most, isBounded: false };
  const ask = <Answer>(decide: (input: Input) => Answer, input: Input, candidates: Found): Answer => {
    bounds.left--;
    return decide(candidates.reduce((changed, candidate) => candidate.apply(changed), input));
  };
  return {
    bounds,
    decisionWith: (input, candidates) =>
      ask(({ request, layers }) => judge.decisionOf(request, layers), input, candidates),
    judgementWith: (input, candidates) =>
      ask(({ request, layers }) => judge.decide(request, layers), input, candidates),
  };
}

export const isOpen = (decision: Decision): boolean => decision !== 'DENIED';
export const isAllowed = (decision: Decision): boolean => decision === 'ALLOWED';
export const isDenied = (decision: Decision): boolean => decision === 'DENIED';

/** Each set once. */
export function unique(sets: readonly Found[]): readonly Found[] {
  const known = new Set<string>();
  return sets.filter((set) => {
    const key = JSON.stringify(
      set.map(({ change: { kind, layer, level, at, addition, statement, brought } }) => [
        kind,
        layer,
        level,
        at,
        addition,
        statement?.policy,
        statement?.policyName,
        statement?.index,
        brought?.key,
        brought?.values,
      ]),
    );
    return !known.has(key) && known.add(key);
  });
}
