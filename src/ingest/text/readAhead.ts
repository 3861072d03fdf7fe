/**
 * Reads items one after another, the next one while the one before is worked on. Gives each with a function that returns what was read,
 * or throws what reading it threw.
 */
export async function* readAhead<T, R>(
  items: readonly T[],
  read: (item: T) => Promise<R>,
): AsyncGenerator<{ readonly item: T; readonly take: () => R }> {
  const start = async (item: T): Promise<() => R> => {
    try {
      const value = await read(item);
      return () => value;
    } catch (error) {
      return () => {
        throw error;
      };
    }
  };
  const [first] = items;
  let next = first === undefined ? null : start(first);
  for (const [index, item] of items.entries()) {
    if (next === null) return;
    const take = await next;
    const following = items[index + 1];
    next = following === undefined ? null : start(following);
    yield { item, take };
  }
}
