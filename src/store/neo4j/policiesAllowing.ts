import { actionTerm, termsAlike } from '../../graph/actionTerms.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { loadedKey } from './keys.js';
import { READ } from './statements/read.js';
import type { Reading } from './derivedEdges.js';

interface PolicyRow {
  readonly [key: string]: unknown;
  readonly policy: string;
}

/** Ids of the identity policies of these accounts, null for any, or of none that may allow one of these actions, by code point. */
export async function policiesAllowing(
  { run, last, load }: Reading,
  actions: readonly string[],
  accounts: readonly string[] | null,
): Promise<readonly string[]> {
  const alike = actions.map((action) => termsAlike(actionTerm(action)));
  const keys = [...new Set(alike.flatMap(({ whole }) => whole))].map((term) => loadedKey.action(load, term));
  const beginnings = [...new Set(alike.flatMap(({ beginning }) => beginning ?? []))];
  const prefixes = beginnings.map((beginning) => loadedKey.action(load, beginning));
  const [rows, more] = await Promise.all([
    (prefixes.length === 0 ? last : run)<PolicyRow>(READ.policiesOfTerms, { keys, accounts }),
    prefixes.length === 0 ? [] : last<PolicyRow>(READ.policiesOfTermsFrom, { prefixes, accounts }),
  ]);
  return [...new Set([...rows, ...more].map(({ policy }) => policy))].sort(compareCodePoints);
}
