import type { NeedKind } from '../iam/decision.js';

/** Kinds of need that an assumption can have. */
export type BuiltNeedKind = Extract<NeedKind, 'CONTEXT' | 'SESSION'>;

/** The kind of a need of an assumption. */
export function builtNeedKind(kind: NeedKind): BuiltNeedKind {
  if (kind === 'CONTEXT' || kind === 'SESSION') return kind;
  throw new Error(`invariant: an assumption has no ${kind} need`);
}
