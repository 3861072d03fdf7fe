import type { StatedContext } from './model.js';

/** Nothing is stated of a request: what is not known of it stays open. */
export const NOTHING_STATED: StatedContext = { values: new Map(), absent: new Set(), missing: 'UNKNOWN' };
