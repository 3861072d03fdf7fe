import type { Promised } from './promised.js';

/** Each gives its value, at once or later. */
type Asked<Values extends readonly unknown[]> = { readonly [Place in keyof Values]: () => Promised<Values[Place]> };

/**
 * What all of these come to, at once where every value is there at once. Of several that fail, the error of the first in the list, whichever
 * was there first: which of several wrong arguments is told of does not depend on how fast a store answers.
 */
export function allInOrder<const Values extends readonly unknown[]>(asked: Asked<Values>): Promised<Values> {
  const begun: readonly unknown[] = asked.map(begin);
  return (begun.some((one) => one instanceof Promise) ? settle(begun) : begun) as Promised<Values>;
}

function begin(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    return fail(error);
  }
}

async function fail(error: unknown): Promise<never> {
  throw error;
}

async function settle(begun: readonly unknown[]): Promise<readonly unknown[]> {
  try {
    return await Promise.all(begun);
  } catch (first) {
    const settled = await Promise.allSettled(begun);
    throw settled.find((one) => one.status === 'rejected')?.reason ?? first;
  }
}
