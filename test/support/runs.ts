/** How often a random suite runs: all of it where PERMGRAPH_FULL is 1, a tenth otherwise. */
export function runs(full: number): number {
  return process.env['PERMGRAPH_FULL'] === '1' ? full : Math.max(1, Math.ceil(full / 10));
}

/** The seed of every random suite, so that a failure can be repeated. */
export const SEED = 20_260_101;
