import { type Become, sentenceOf } from './become.js';
import { bestWay, type Way } from './bestWay.js';
import { conjoin } from './conjoin.js';
import { conclude, type Gained } from './control.js';
import { areAllLedTo, isLedTo } from './leadFromControl.js';
import type { Outcome } from './outcome.js';
import type { Acting } from './takeSteps.js';
import type { Technique } from './technique.js';
import type { Actor } from './world.js';

/** Control of some account, and whom the actor becomes where what it gains is less. */
export interface GainedThere {
  readonly control: readonly (Gained & { readonly account: string })[];
  readonly become: readonly Become[];
}

/** Ways to what a principal of an account could do, by one technique. */
interface Offer {
  readonly technique: Technique;
  readonly account: string;
  readonly ways: readonly Way[];
  readonly outcome: Outcome;
}

/** Whether the best way to an end is kept for each technique, or one in all. */
export type Kept = 'OF_EACH' | 'OF_ALL';

/**
 * Keeps the best way to each control and each target; what could be no better than what is kept is not worked out. Whoever surely controls an
 * account is not shown to become those whom control surely leads to.
 */
export function keepBest(
  { actor, world }: Acting,
  kept: Kept,
): {
  readonly offer: (offer: Offer) => void;
  readonly found: () => GainedThere;
} {
  const control = new Map<string, GainedThere['control'][number]>();
  const become = new Map<string, Become>();
  const held = new Set<string>();
  const keyOf = (technique: Technique, end: string): string => (kept === 'OF_ALL' ? end : `${technique.id} ${end}`);
  const isLed = (target: Actor): boolean => held.has(target.account ?? '') && isLedTo(world, target);
  return {
    offer({ technique, account, ways, outcome }) {
      if (outcome.administers) {
        const best = keep(control, keyOf(technique, account), ways, (way) => {
          const gained = conclude(way, technique, outcome.control());
          return gained === null ? null : { ...gained, account };
        });
        if (best?.conjunction.decision === 'ALLOWED') held.add(account);
        return;
      }
      for (const { target, requests } of outcome.become(held.has(account) && areAllLedTo(world, account))) {
        if (target.id === actor.id || isLed(target)) continue;
        const whole = ways.map((way) => [...way, ...requests]);
        keep(become, keyOf(technique, target.id), whole, (all) => {
          const conjunction = conjoin(all, sentenceOf(technique, all));
          return conjunction === null ? null : { technique, target, requests: all, conjunction };
        });
      }
    },
    found: () => ({
      control: [...control.values()],
      become: [...become.values()].filter(({ target }) => !isLed(target)),
    }),
  };
}

function keep<T extends Become | GainedThere['control'][number]>(
  all: Map<string, T>,
  key: string,
  ways: readonly Way[],
  take: (way: Way) => T | null,
): T | undefined {
  const best = bestWay(ways, take, all.get(key));
  if (best !== undefined) all.set(key, best);
  return best;
}
