import { type Become, sentenceOf } from './become.js';
import { bestWay, type Way } from './bestWay.js';
import { conjoin } from './conjoin.js';
import { conclude, type Gained } from './control.js';
import type { Outcome } from './outcome.js';
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

/** Keeps each control and each target once by each technique; what could be no better than what is kept is not worked out. */
export function keepBest(actor: Actor): {
  readonly offer: (offer: Offer) => void;
  readonly found: () => GainedThere;
} {
  const control = new Map<string, GainedThere['control'][number]>();
  const become = new Map<string, Become>();
  return {
    offer({ technique, account, ways, outcome }) {
      if (outcome.administers) {
        keep(control, `${technique.id} ${account}`, ways, (way) => {
          const gained = conclude(way, technique, outcome.control());
          return gained === null ? null : { ...gained, account };
        });
        return;
      }
      for (const { target, requests } of outcome.become()) {
        if (target.id === actor.id) continue;
        const whole = ways.map((way) => [...way, ...requests]);
        keep(become, `${technique.id} ${target.id}`, whole, (all) => {
          const conjunction = conjoin(all, sentenceOf(technique, all));
          return conjunction === null ? null : { technique, target, requests: all, conjunction };
        });
      }
    },
    found: () => ({ control: [...control.values()], become: [...become.values()] }),
  };
}

function keep<T extends Become | GainedThere['control'][number]>(
  all: Map<string, T>,
  key: string,
  ways: readonly Way[],
  take: (way: Way) => T | null,
): void {
  const best = bestWay(ways, take, all.get(key));
  if (best !== undefined) all.set(key, best);
}
