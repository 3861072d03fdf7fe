import type { LayerKind, NeedKind } from '../iam/decision.js';

/** Kinds of layer that an assumption can have. */
export type BuiltLayerKind = Extract<
  LayerKind,
  'IDENTITY' | 'RESOURCE' | 'BOUNDARY' | 'SESSION' | 'SCP' | 'RCP' | 'ENDPOINT'
>;
/** Kinds of need that an assumption can have. */
export type BuiltNeedKind = Extract<NeedKind, 'CONTEXT' | 'SESSION'>;

const LAYER_KINDS: ReadonlySet<string> = new Set<BuiltLayerKind>([
  'IDENTITY',
  'RESOURCE',
  'BOUNDARY',
  'SESSION',
  'SCP',
  'RCP',
  'ENDPOINT',
]);

/** The kind of a layer of an assumption. */
export function builtLayerKind(kind: LayerKind): BuiltLayerKind {
  if (isBuilt(kind)) return kind;
  throw new Error(`invariant: an assumption has no ${kind} layer`);
}

function isBuilt(kind: LayerKind): kind is BuiltLayerKind {
  return LAYER_KINDS.has(kind);
}

/** The kind of a need of an assumption. */
export function builtNeedKind(kind: NeedKind): BuiltNeedKind {
  if (kind === 'CONTEXT' || kind === 'SESSION') return kind;
  throw new Error(`invariant: an assumption has no ${kind} need`);
}
