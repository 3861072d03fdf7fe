import type { World } from './world.js';

/** Remembers, for as long as the world is there, what is the same for all who act in it. */
export function perWorld<T>(): (world: World, key: string, make: () => T) => T {
  const known = new WeakMap<World, Map<string, T>>();
  return (world, key, make) => {
    const ofWorld = known.get(world) ?? new Map<string, T>();
    known.set(world, ofWorld);
    const before = ofWorld.get(key);
    if (before !== undefined) return before;
    const made = make();
    ofWorld.set(key, made);
    return made;
  };
}
