import { perWorld } from './perWorld.js';
import { isInReach } from './targets.js';
import type { Target, Technique } from './technique.js';
import type { Actor, World } from './world.js';

/**
 * The techniques of these for which there is something in reach of the actor that they may be about, whatever it is allowed: of most services
 * an account has nothing. Those of an account whom no resource's policy names have the same in reach, and one list where they hold the same.
 */
export function inReach(world: World, actor: Actor, techniques: readonly Technique[]): readonly Technique[] {
  const placed = { actor, world, view: world.view };
  if (world.naming.get(actor.id) !== undefined) return techniques.filter(({ target }) => isInReach(placed, target));
  const { lists, targets } = known(world, actor.account ?? '', () => ({
    lists: new WeakMap(),
    targets: new Map(),
  }));
  let found = lists.get(techniques);
  if (found === undefined) {
    found = techniques.filter(({ target }) => {
      const is = targets.get(target) ?? isInReach(placed, target);
      targets.set(target, is);
      return is;
    });
    lists.set(techniques, found);
  }
  return found;
}

/** What was found of an account. */
interface Known {
  readonly lists: WeakMap<readonly Technique[], readonly Technique[]>;
  readonly targets: Map<Target, boolean>;
}

const known = perWorld<Known>();
