type Promises<Values extends readonly unknown[]> = { readonly [Place in keyof Values]: Promise<Values[Place]> };

/**
 * What all of these come to. Of several that fail, the error of the first in the list, whichever was there first: which of several wrong
 * arguments is told of does not depend on how fast a store answers.
 */
export async function allInOrder<const Values extends readonly unknown[]>(promises: Promises<Values>): Promise<Values> {
  try {
    return (await Promise.all<unknown>(promises)) as unknown as Values;
  } catch (first) {
    const settled: readonly PromiseSettledResult<unknown>[] = await Promise.allSettled<unknown>(promises);
    throw settled.find((one) => one.status === 'rejected')?.reason ?? first;
  }
}
