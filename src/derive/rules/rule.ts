import type { EdgeKind } from '../../graph/edges.js';

/** One law by which somebody becomes somebody. The engine decides; a rule says whom to ask about and what to call it. */
export interface Rule {
  /** Stable, stored on every edge. */
  readonly id: string;
  readonly edge: EdgeKind;
  readonly title: string;
  /** In a sentence. */
  readonly law: string;
  /** The AWS page that says so. */
  readonly reference: string;
}
