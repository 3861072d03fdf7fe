import { edgeId } from './ids.js';
import type { Conclusion, DerivedEdge, EdgeKind } from './edges.js';

/** A derived edge with its id, which is made when it is first read, since most edges are passed by. */
export function derivedEdge(kind: EdgeKind, from: string, to: string, conclusion: Conclusion): DerivedEdge {
  return new LazyEdge(kind, from, to, conclusion);
}

/** A class, since an object of its own getter takes thirty times as long to make, and answers pass thousands of edges by. */
class LazyEdge implements DerivedEdge {
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  readonly conclusion: Conclusion;
  #id: string | null = null;

  constructor(kind: EdgeKind, from: string, to: string, conclusion: Conclusion) {
    this.kind = kind;
    this.from = from;
    this.to = to;
    this.conclusion = conclusion;
  }

  get id(): string {
    const { kind, from, to, conclusion } = this;
    return (this.#id ??= edgeId({
      kind,
      from,
      to,
      action: conclusion.action,
      technique: conclusion.technique ?? null,
    }));
  }
}
