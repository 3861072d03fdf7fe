import type { Decision, Needs } from '../../iam/decision.js';
import { canonicalJson } from '../../lib/canonicalJson.js';
import { plain } from './write.js';

/** What a part was decided to be. */
export interface Decided {
  readonly decision: Decision;
  readonly needs: Needs | null;
}

/** Whether two say the same. */
export function isSame(one: Decided, other: Decided): boolean {
  return (
    one.decision === other.decision && canonicalJson(plain(bare(one.needs))) === canonicalJson(plain(bare(other.needs)))
  );
}

/** Needs by what they ask: the statements that ask for them stand in the proof and are decided by. */
function bare(needs: Needs | null): unknown {
  if (needs === null) return null;
  return {
    truncated: needs.truncated,
    alternatives: needs.alternatives.map(({ all, unread }) => ({
      all: all.map(({ kind, key, operator, isNegated, values, hop }) => ({
        kind,
        key,
        operator,
        isNegated,
        values,
        hop,
      })),
      unread,
    })),
  };
}
