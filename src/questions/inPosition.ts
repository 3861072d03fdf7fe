import { combineHops } from '../derive/position.js';
import type { HopConclusion, Verdict } from './pathSearch.js';

/** What hops come to in their position, or null when the last of them cannot hold there. */
export function inPosition(hops: readonly HopConclusion[]): Omit<Verdict, 'crossesAccounts'> | null {
  const combined = combineHops(hops);
  return combined === null ? null : { hops, ...combined };
}
