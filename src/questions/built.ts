import type { LayerKind, NeedKind } from '../iam/decision.js';

/** Kinds of layer that an assumption can have. */
export type BuiltLayerKind = Extract<LayerKind, 'IDENTITY' | 'RESOURCE' | 'BOUNDARY' | 'SESSION' | 'SCP' | 'RCP'>;
/** Kinds of need that an assumption can have. */
export type BuiltNeedKind = Extract<NeedKind, 'CONTEXT' | 'SESSION'>;

/** The kind of a layer of an assumption. */
export function builtLayerKind(kind: LayerKind): BuiltLayerKind {
  switch (kind) {
    case 'ENDPOINT':
    case 'ACL':
    case 'PUBLIC_ACCESS_BLOCK':
    case 'KMS_GRANT':
      throw new Error(`invariant: an assumption has no ${kind} layer`);
    default:
      return kind;
  }
}

/** The kind of a need of an assumption. */
export function builtNeedKind(kind: NeedKind): BuiltNeedKind {
  if (kind === 'CONTEXT' || kind === 'SESSION') return kind;
  throw new Error(`invariant: an assumption has no ${kind} need`);
}
