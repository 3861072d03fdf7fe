import type { Judgement } from '../iam/decision.js';
import type { AccessRequest, Layers } from './model.js';

/** A request that was decided, with all that decided it. */
export interface Witnessed {
  readonly request: AccessRequest;
  readonly layers: Layers;
  readonly judgement: Judgement;
}

let witness: ((decided: Witnessed) => void) | null = null;

/** Every request that is decided while `work` runs, in turn, with what it gives. The work must not wait for anything. */
export function witnessing<Result>(work: () => Result): {
  readonly result: Result;
  readonly decided: readonly Witnessed[];
} {
  const decided: Witnessed[] = [];
  const before = witness;
  witness = (each) => decided.push(each);
  try {
    return { result: work(), decided };
  } finally {
    witness = before;
  }
}

/** The same of a part of what is witnessed; null where nobody witnesses, and nothing is noted. */
export function witnessingPart<Result>(work: () => Result): {
  readonly result: Result;
  readonly decided: readonly Witnessed[] | null;
} {
  return witness === null ? { result: work(), decided: null } : witnessing(work);
}

/** Tells whoever witnesses that a request was decided. */
export function tellWitness(request: AccessRequest, layers: Layers, judgement: Judgement): void {
  witness?.({ request, layers, judgement });
}
