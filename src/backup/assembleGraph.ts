import { EDGE_KINDS, type Conclusion, type EdgeProduct, type Relation } from '../graph/edges.js';
import { compareListed } from '../graph/order.js';
import {
  compareEdgeParts,
  compareProductParts,
  compareRelationParts,
  type GraphPart,
  type PartOf,
} from '../graph/parts.js';
import { compareCodePoints } from '../lib/codePoints.js';
import { present } from '../lib/invariant.js';
import type { GenerationRecord, Graph } from '../graph/graph.js';
import type { GraphNode } from '../graph/nodes.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';

/** What is wrong with a part beside those before it: where in it, and a reason that fits behind "line 7 ". */
export interface Fault {
  readonly pointer: string;
  readonly reason: string;
}

/** A graph that is put together part by part, in their order. */
export interface GraphAssembly {
  /** Takes a part of the right shape; gives what is wrong with it, null for nothing. */
  add(part: GraphPart): Fault | null;
  /** The graph, or what is missing in it. */
  finish(generation: GenerationRecord): Graph | Fault;
}

/** Checks what shapes do not tell: every id, key and edge once and in order, and every reference to what is there. */
export function assembleGraph(): GraphAssembly {
  const nodes: GraphNode[] = [];
  const ids = new Set<string>();
  const documents = new Map<string, Json>();
  const gaps: Gap[] = [];
  const conclusions: Conclusion[] = [];
  const relations: Relation[] = [];
  const columns = { kind: [] as number[], from: [] as number[], to: [] as number[], conclusion: [] as number[] };
  const sets: Uint32Array[] = [];
  const products: EdgeProduct[] = [];
  let before: GraphPart | null = null;
  /** Actions of the edges of one kind between two nodes. */
  let actions = new Set<string>();

  const nodeAt = (place: number, pointer: string): Fault | null =>
    place < nodes.length ? null : unknown(pointer, 'node', place, nodes.length);
  const conclusionAt = (place: number, pointer: string): Fault | null =>
    place < conclusions.length ? null : unknown(pointer, 'conclusion', place, conclusions.length);
  const nodesAt = (places: readonly number[], pointer: string): Fault | null => {
    for (const [index, place] of places.entries()) {
      const fault = nodeAt(place, `${pointer}/${index}`);
      if (fault !== null) return fault;
      if (index > 0 && place <= present(places[index - 1], 'the one before'))
        return { pointer: `${pointer}/${index}`, reason: 'names nodes twice or out of order' };
    }
    return null;
  };

  const addNode = ([, node]: PartOf<'node'>): Fault | null => {
    const last = nodes.at(-1);
    if (ids.has(node.id)) return { pointer: '/1/id', reason: 'has the id of a node before it' };
    if (last !== undefined && compareListed(last, node) >= 0)
      return { pointer: '/1', reason: 'has a node that stands before the one of the line before' };
    ids.add(node.id);
    nodes.push(node);
    return null;
  };
  const addDocument = ([, key, document]: PartOf<'document'>, last: GraphPart | null): Fault | null => {
    if (last?.[0] === 'document' && compareCodePoints(last[1], key) >= 0)
      return { pointer: '/1', reason: 'has a key that does not come after the one before' };
    documents.set(key, document);
    return null;
  };
  const addConclusion = ([, conclusion]: PartOf<'conclusion'>): Fault | null => {
    const index = conclusion.gaps.findIndex((gap) => gap >= gaps.length);
    if (index >= 0) return unknown(`/1/gaps/${index}`, 'gap', conclusion.gaps[index] ?? 0, gaps.length);
    conclusions.push(conclusion);
    return null;
  };
  const addRelation = (part: PartOf<'relation'>, last: GraphPart | null): Fault | null => {
    const [, from, kind, to, use, statement] = part;
    const fault = nodeAt(from, '/1') ?? nodeAt(to, '/3');
    if (fault !== null) return fault;
    if (last?.[0] === 'relation' && compareRelationParts(last, part) >= 0) return outOfOrder('relation');
    const idAt = (place: number): string => present(nodes[place], 'a node in range').id;
    relations.push({ kind, from: idAt(from), to: idAt(to), use, statement });
    return null;
  };
  const addEdge = (part: PartOf<'edge'>, last: GraphPart | null): Fault | null => {
    const [, from, to, kind, number] = part;
    const fault = nodeAt(from, '/1') ?? nodeAt(to, '/2') ?? conclusionAt(number, '/4');
    if (fault !== null) return fault;
    if (last?.[0] === 'edge' && compareEdgeParts(last, part) >= 0) return outOfOrder('edge');
    const isBeside = last?.[0] === 'edge' && last[1] === from && last[2] === to && last[3] === kind;
    if (!isBeside) actions = new Set();
    const { action, technique = '' } = present(conclusions[number], 'a conclusion in range');
    const key = `${action} ${technique}`;
    if (actions.has(key)) return { pointer: '', reason: 'has an edge with the id of one before it' };
    actions.add(key);
    columns.kind.push(EDGE_KINDS.indexOf(kind));
    columns.from.push(from);
    columns.to.push(to);
    columns.conclusion.push(number);
    return null;
  };
  const addSet = ([, members]: PartOf<'set'>): Fault | null => {
    const fault = nodesAt(members, '/1');
    if (fault === null) sets.push(Uint32Array.from(members));
    return fault;
  };
  const addProduct = (part: PartOf<'product'>, last: GraphPart | null): Fault | null => {
    const [, set, kind, conclusion, to] = part;
    const from = sets[set];
    if (from === undefined) return unknown('/1', 'set', set, sets.length);
    const fault = conclusionAt(conclusion, '/3') ?? nodesAt(to, '/4');
    if (fault !== null) return fault;
    if (last?.[0] === 'product' && compareProductParts(last, part) >= 0) return outOfOrder('product');
    products.push({ kind, from, to: Uint32Array.from(to), conclusion });
    return null;
  };
  const addAny = (part: GraphPart, last: GraphPart | null): Fault | null => {
    switch (part[0]) {
      case 'node':
        return addNode(part);
      case 'document':
        return addDocument(part, last);
      case 'gap':
        gaps.push(part[1]);
        return null;
      case 'conclusion':
        return addConclusion(part);
      case 'relation':
        return addRelation(part, last);
      case 'edge':
        return addEdge(part, last);
      case 'set':
        return addSet(part);
      case 'product':
        return addProduct(part, last);
    }
  };

  return {
    add(part) {
      const fault = addAny(part, before);
      before = part;
      return fault;
    },
    finish(generation) {
      const lacking = nodes.find(
        (node) =>
          node.label === 'Policy' &&
          [node, ...(node.otherVersions ?? [])].some(({ documentKey }) => isMissing(documents, documentKey)),
      );
      if (lacking !== undefined)
        return { pointer: '', reason: 'ends a graph in which a policy names a document that is not there' };
      return {
        generation,
        nodes,
        relations,
        conclusions,
        edges: {
          kind: Uint8Array.from(columns.kind),
          from: Uint32Array.from(columns.from),
          to: Uint32Array.from(columns.to),
          conclusion: Uint32Array.from(columns.conclusion),
        },
        products,
        documents,
        gaps,
      };
    },
  };
}

function isMissing(documents: ReadonlyMap<string, Json>, key: string | null): boolean {
  return key !== null && !documents.has(key);
}

function unknown(pointer: string, what: string, place: number, count: number): Fault {
  return { pointer, reason: `names ${what} ${place}, and there are ${count}` };
}

function outOfOrder(what: string): Fault {
  return { pointer: '', reason: `has the same ${what} as the line before, or one that stands before it` };
}
