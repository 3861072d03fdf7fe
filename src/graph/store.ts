import type { Decision } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import type { AttachmentUse, DerivedEdge, EdgeKind, RelationKind } from './edges.js';
import type { GenerationRecord, Graph } from './graph.js';
import type { GraphNode, NodeLabel } from './nodes.js';

/**
 * The port: what the product asks of a store. `test/suites/graphStoreSuite.ts` is its exam, and every sentence here has a test there.
 * All reads ask in plural and answer in the order asked. A store never answers from two generations in one reader.
 */
export interface GraphStore {
  /** Generations that can be read, newest first. Empty before the first load. */
  generations(call: Call): Promise<readonly GenerationInfo[]>;
  /**
   * A reader of one generation, the current one when `id` is null. What it reads stays the same however often the current one changes.
   * Errors: NO_GENERATION when nothing is loaded, GENERATION_GONE (details.current names the current one) when `id` is not kept.
   */
  open(id: string | null, call: Call): Promise<GraphReader>;
  /**
   * Makes the graph the current generation, whole or not at all. The same id as the current one changes nothing.
   * Keeps the newest `keepGenerations`, the current one counted.
   */
  replaceGeneration(graph: Graph, call: Call): Promise<GenerationInfo>;
  /** Ends the store; calls after it fail with STORE_UNAVAILABLE. */
  close(): Promise<void>;
}

/**
 * What every call carries. A store checks all three while it works: an aborted signal rejects with the signal's reason, a passed
 * deadline with DEADLINE_EXCEEDED, and a spent budget leaves the answer short and `budget.isSpent` true, which the caller has to tell.
 */
export interface Call {
  readonly signal: AbortSignal;
  /** Milliseconds of `performance.now()` at which the answer is no longer wanted: DEADLINE_EXCEEDED. Infinity for none. */
  readonly deadline: number;
  /** Counts edges looked at, deterministic per store. Listings and lookups of nodes take nothing from it. */
  readonly budget: WorkBudget;
}

/** Edges that may still be looked at; shared by all calls of one question. */
export interface WorkBudget {
  /** Takes `amount` and says whether the budget still had it. Once false, always false. */
  spend(amount: number): boolean;
  readonly isSpent: boolean;
  /** How much it still has, for a store that has to say beforehand how many rows it takes; without, no bound is known. */
  readonly left?: number;
}

export interface GenerationInfo extends GenerationRecord {
  readonly isCurrent: boolean;
  /** By label, relation kind and edge kind (pairs, not sets), sorted by name. */
  readonly counts: readonly { readonly name: string; readonly count: number }[];
}

/** A policy in force on a principal, group, unit or account. */
export interface Attachment {
  /** Node ids. `through`: the principal itself, its group, or the unit or account that a control policy is attached to. */
  readonly policy: string;
  readonly use: AttachmentUse;
  readonly through: string;
}

/** Narrows listings; all that is given must hold. */
export interface NodeQuery {
  readonly labels: readonly NodeLabel[];
  readonly accounts?: readonly string[];
  /** AWS's id of a unit or root: everything under it. */
  readonly organizationalUnit?: string;
  readonly arns?: readonly string[];
  /** ASCII letters ignore case; anywhere in name or ARN. */
  readonly text?: string;
  /** Tag there, with one of the values when given. */
  readonly tags?: readonly { readonly key: string; readonly values?: readonly string[] }[];
  /** Of resources alone: their types. */
  readonly types?: readonly string[];
  /** Of accounts alone. */
  readonly isInOrganization?: boolean;
  readonly isCollected?: boolean;
}

/** `after` is the id of the last row of the page before; nothing follows an id that is not in the graph. */
export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
}

export interface NodePage {
  readonly nodes: readonly GraphNode[];
  readonly totalCount: number;
  readonly hasNextPage: boolean;
}

/** A question about walks from one set of nodes to another. */
export interface WalkQuery {
  readonly kinds: readonly EdgeKind[];
  /** Node ids; unknown ones lead nowhere. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Node ids that no walk touches, ends included. */
  readonly avoid: readonly string[];
  readonly maxHops: number;
}

/**
 * The edges that lie on some walk of exactly `length` hops between the ends, by step. The first step uses edges that can hold
 * first, later ones those that can hold later.
 */
export interface WalkLayers {
  readonly length: number;
  /** Node ids from which such a walk starts, by ARN (or id), then id. */
  readonly starts: readonly string[];
  /**
   * Edges out of a node at this step (from 0), by ARN (or id) of their end, then its id, then edge id. `node` is a start at step 0, later
   * an end that the step before gave. Spends budget for what it looks at; when that ends it, the answer is empty. Checks the call too.
   */
  edges(step: number, node: string): readonly DerivedEdge[];
}

/**
 * Access from one account (null: Anyone and identities of no account) into another over one hop, everything counted once. Services are
 * left out: who may pass them the role is another question. `roleCount` counts what is entered, root users too.
 */
export interface AccountPair {
  readonly from: string | null;
  readonly to: string;
  readonly decision: Decision;
  readonly principalCount: number;
  readonly roleCount: number;
  /** Indexes of gaps of all edges of the pair. */
  readonly gaps: readonly number[];
}

/** What a store is asked for in passing: by id, by what is listed, by what is allowed. */
export interface Lookups {
  /** Gaps of the whole generation; conclusions name them by index. */
  gaps(call: Call): Promise<readonly Gap[]>;
  /** Null where there is none. */
  nodes(ids: readonly string[], call: Call): Promise<readonly (GraphNode | null)[]>;
  /** Policies in force, through groups too, by use (PERMISSIONS, BOUNDARY, CONTROL), then `through`, then policy id; for a unit or account its own control policies. Empty for an unknown id. */
  attachments(ids: readonly string[], call: Call): Promise<readonly (readonly Attachment[])[]>;
  /** Null where there is none. */
  documents(keys: readonly string[], call: Call): Promise<readonly (Json | null)[]>;
  /** Ids of nodes at the other end of relations of this kind, each once, in the order of listings. */
  related(
    ids: readonly string[],
    kind: RelationKind,
    direction: 'OUT' | 'IN',
    call: Call,
  ): Promise<readonly (readonly string[])[]>;
  /** By ARN, those without one last by name, then id; by code point. */
  list(query: NodeQuery, page: PageRequest, call: Call): Promise<NodePage>;
  /**
   * Ids of identity policies (inline, customer managed, managed by AWS) of these accounts (null: of any) or of none, an Allow of which begins
   * like one of these actions, or patterns of actions, as `graph/actionTerms.ts` has it, or of which the document is missing; each once, by id.
   * Never one too few.
   */
  policiesAllowing(
    actions: readonly string[],
    accounts: readonly string[] | null,
    call: Call,
  ): Promise<readonly string[]>;
}

/** One generation, read. */
export interface GraphReader extends Lookups {
  readonly generation: GenerationInfo;
  /**
   * One of `nodes`, without waiting: of a store that has every node at hand. Others leave it out and are asked in plural. Whoever uses it
   * looks at the call itself.
   */
  nodeAtHand?(id: string): GraphNode | null;
  /**
   * Lookups that follow from one another, made together: in one transaction where the store has such. `work` does nothing but look up and
   * reckon, since it is done anew where the store tries again.
   */
  together<T>(work: (lookups: Lookups) => Promise<T>, call: Call): Promise<T>;
  /** All derived edges of these kinds into each node, by id of their start, then edge id. A spent budget shows in `call.budget`. */
  edgesInto(
    ids: readonly string[],
    kinds: readonly EdgeKind[],
    call: Call,
  ): Promise<readonly (readonly DerivedEdge[])[]>;
  /** All derived edges of these kinds out of each node, by id of their end, then edge id. */
  edgesFrom(
    ids: readonly string[],
    kinds: readonly EdgeKind[],
    call: Call,
  ): Promise<readonly (readonly DerivedEdge[])[]>;
  /** Edges by id, null where there is none; those of a product too. */
  edges(ids: readonly string[], call: Call): Promise<readonly (DerivedEdge | null)[]>;
  /** Whole names first, then beginnings of names, then by ARN or name. */
  search(text: string, first: number, call: Call): Promise<readonly GraphNode[]>;
  /** Layers of each length from 1 to maxHops in turn, lengths without a walk left out; ends when the budget is spent. */
  walks(query: WalkQuery, call: Call): AsyncIterable<WalkLayers>;
  /** Pairs with an edge, from and into the accounts asked for (null: any); by `from` (accounts by number, null last), then `to`. Pairs of one account with itself are left out. */
  accountPairs(
    query: { readonly from: string | null; readonly to: string | null; readonly kinds: readonly EdgeKind[] },
    call: Call,
  ): Promise<readonly AccountPair[]>;
}
