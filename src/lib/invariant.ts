/** Throws when a belief of ours is wrong: a fault of the product, never of its input. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}

/** The value, or a fault of the product when there is none. */
export function present<T>(value: T | null | undefined, message: string): T {
  if (value === null || value === undefined) throw new Error(`invariant: ${message}`);
  return value;
}

/** Marks the branch of a switch that the types rule out. */
export function unreachable(value: never): never {
  throw new Error(`invariant: unreachable value ${JSON.stringify(value)}`);
}
