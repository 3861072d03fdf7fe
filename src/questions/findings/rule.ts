import type { EdgeKind } from '../../graph/edges.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Evidence } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import type { Path } from '../path.js';
import type { ShownRemedy } from '../remedy.js';
import type { Scene } from './scene.js';
import type { Severity } from './severity.js';

/** What a rule looks at; kinds of edge stand for the edges that have to be built for it. */
export type Reads =
  | 'credential reports'
  | 'last use of roles'
  | 'trust policies'
  | 'resource policies'
  | 'control policies'
  | EdgeKind;

/** One thing that a rule found, before it is shown. */
export interface Found {
  readonly subject: GraphNode;
  /** See `FindingKey.about`. */
  readonly about: string;
  readonly severity: Severity;
  /** What holds, in a sentence or two. */
  readonly text: string;
  /** Why the engine says so; null where no decision is behind it. */
  readonly evidence: Evidence | null;
  /** The path that proves it, looked for when it is shown; null where there is none. */
  readonly path: (() => Promise<Path | null>) | null;
  /** Changes that were verified to end it, looked for when they are shown. */
  readonly remedies: (() => Promise<readonly ShownRemedy[]>) | null;
}

/** What a rule found, and what it could not look at. */
export interface Discovery {
  readonly findings: readonly Found[];
  /** What was not collected and could add a finding, or take one away. */
  readonly gaps: readonly Gap[];
}

/** One thing that should be acted on: what it is, why it matters, and how it is found in a graph. */
export interface FindingRule {
  /** Stable: part of every finding's id. */
  readonly id: string;
  /** In a few words. */
  readonly title: string;
  /** How much its findings matter, worst first; one that is more or less says so itself. */
  readonly severities: readonly Severity[];
  /** Why it matters, in whole sentences. */
  readonly why: string;
  /** What to do about it, in whole sentences. */
  readonly remediation: string;
  /** The page of AWS that says so. */
  readonly reference: string;
  readonly reads: readonly Reads[];
  readonly find: (scene: Scene) => Promise<Discovery>;
}
