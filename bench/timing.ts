/** Milliseconds of each of `runs` runs, sorted. Runs that warm up are not counted. */
export async function timeRuns(
  work: () => unknown,
  { runs, warmUp }: { readonly runs: number; readonly warmUp: number },
): Promise<readonly number[]> {
  for (let run = 0; run < warmUp; run++) await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.toSorted((left, right) => left - right);
}

/** The middle of sorted values. */
export function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** One figure for each of two works. */
interface PairOfTimes {
  readonly first: number;
  readonly second: number;
}

interface Runs {
  readonly runs: number;
  readonly warmUp: number;
}

/** Medians of two works measured in turn, so that what the machine does besides befalls both. */
export async function comparePair(first: () => unknown, second: () => unknown, runs: Runs): Promise<PairOfTimes> {
  const [firsts, seconds] = await timeInTurn(first, second, runs);
  return { first: median(firsts), second: median(seconds) };
}

/** The least times of two works measured in turn: for works so short that what the machine does besides is most of a median. */
export async function compareLeast(first: () => unknown, second: () => unknown, runs: Runs): Promise<PairOfTimes> {
  const [[leastFirst = Number.NaN], [leastSecond = Number.NaN]] = await timeInTurn(first, second, runs);
  return { first: leastFirst, second: leastSecond };
}

/** Sorted milliseconds of the runs of each. */
async function timeInTurn(
  first: () => unknown,
  second: () => unknown,
  { runs, warmUp }: Runs,
): Promise<readonly [readonly number[], readonly number[]]> {
  for (let run = 0; run < warmUp; run++) {
    await first();
    await second();
  }
  const firsts: number[] = [];
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    firsts.push(...(await timeRuns(first, { runs: 1, warmUp: 0 })));
    seconds.push(...(await timeRuns(second, { runs: 1, warmUp: 0 })));
  }
  const order = (left: number, right: number): number => left - right;
  return [firsts.toSorted(order), seconds.toSorted(order)];
}

/** The exponent of growth: slope of the least-squares line through the logarithms. */
export function fitExponent(points: readonly { readonly size: number; readonly value: number }[]): number {
  const logs = points.map(({ size, value }) => ({ x: Math.log(size), y: Math.log(value) }));
  const meanX = logs.reduce((sum, { x }) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, { y }) => sum + y, 0) / logs.length;
  const rise = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return rise / logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
}

/**
 * Nanoseconds of one turn of each work, the fastest of many short runs made in turn: what else the machine does only ever makes a run slower.
 * A run is as many turns as take about a millisecond.
 */
export function fastestOf(works: readonly (() => void)[], runs: number): readonly number[] {
  const turns = works.map(turnsPerRun);
  const fastest = works.map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < runs; run++) {
    for (const [index, work] of works.entries()) {
      const count = turns[index] ?? 1;
      const start = performance.now();
      for (let turn = 0; turn < count; turn++) work();
      const nanoseconds = ((performance.now() - start) * 1e6) / count;
      fastest[index] = Math.min(fastest[index] ?? nanoseconds, nanoseconds);
    }
  }
  return fastest;
}

/** Warms up besides. */
function turnsPerRun(work: () => void): number {
  const until = performance.now() + 500;
  let fastest = Number.POSITIVE_INFINITY;
  do {
    const start = performance.now();
    for (let turn = 0; turn < 10; turn++) work();
    fastest = Math.min(fastest, (performance.now() - start) / 10);
  } while (performance.now() < until);
  return Math.max(1, Math.ceil(1 / fastest));
}
