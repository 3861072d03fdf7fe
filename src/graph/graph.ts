import type { Json } from '../lib/json.js';
import type { Gap } from '../iam/snapshot.js';
import type { Conclusion, EdgeColumns, EdgeProduct, Relation } from './edges.js';
import type { GraphNode } from './nodes.js';

/** One complete graph as derive makes it and a store takes it. */
export interface Graph {
  readonly generation: GenerationRecord;
  /** Sorted by ARN (those without one last, by name), then id: the order of listings. */
  readonly nodes: readonly GraphNode[];
  readonly relations: readonly Relation[];
  readonly conclusions: readonly Conclusion[];
  readonly edges: EdgeColumns;
  readonly products: readonly EdgeProduct[];
  /** Policy documents by key; equal documents are kept once. */
  readonly documents: ReadonlyMap<string, Json>;
  readonly gaps: readonly Gap[];
}

export interface GenerationRecord {
  /** A hash of the canonical snapshot and the version of the rules. */
  readonly id: string;
  readonly createdAt: string;
  readonly collectedAt: string | null;
  /** Version of engine and rules. */
  readonly rules: string;
  readonly sources: readonly string[];
}
