import { KnownError, type ErrorCode } from '../lib/errors.js';

/** The generation that is served now. */
export interface CurrentGeneration {
  readonly id: string;
  /** When it became current. */
  readonly loadedAt: Date;
}

/** Whether questions are answered now: the generation that is current, or why there is none to tell. */
export type Health =
  | { readonly generation: CurrentGeneration; readonly reason: null }
  | { readonly generation: null; readonly reason: ErrorCode };

/** Milliseconds within which a probe is answered. A store that needs longer to name its generation counts as not ready. */
export const PROBE_MS = 1000;

/** Looks at the store, within `PROBE_MS`; never fails. Probes at the same time share one look. */
export function makeHealth(currentGeneration: () => Promise<CurrentGeneration | null>): () => Promise<Health> {
  let looking: Promise<Health> | null = null;
  const look = async (): Promise<Health> => {
    try {
      const generation = await currentGeneration();
      return generation === null ? { generation, reason: 'NO_GENERATION' } : { generation, reason: null };
    } catch (error) {
      return { generation: null, reason: error instanceof KnownError ? error.code : 'INTERNAL' };
    }
  };
  return async () => {
    looking ??= look().finally(() => {
      looking = null;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Health>((resolve) => {
      timer = setTimeout(() => resolve({ generation: null, reason: 'STORE_UNAVAILABLE' }), PROBE_MS);
    });
    try {
      return await Promise.race([looking, late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
