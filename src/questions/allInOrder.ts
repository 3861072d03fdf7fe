type Promises<Values extends readonly unknown[]> = { readonly [Place in keyof Values]: Promise<Values[Place]> };

/**
 * What all of these come to. Of several that fail, the error of the first in the list, whichever was there first: which of several wrong
 * arguments is told of does not depend on how fast a store answers.
 */
export async function allInOrder<const Values extends readonly unknown[]>(promises: Promises<Values>): Promise<Values> {
  const settled: readonly PromiseSettledResult<unknown>[] = await Promise.allSettled<unknown>(promises);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason as Error;
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as unknown as Values;
}
