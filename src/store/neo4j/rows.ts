import { policiesByTerm } from '../../graph/actionTerms.js';
import { EDGE_KINDS, RELATION_KINDS } from '../../graph/edges.js';
import { isPrincipalOrPerson } from '../../graph/nodes.js';
import { compareOnPaths, ranks } from '../../graph/order.js';
import { fillReferences } from '../../graph/references.js';
import { lowerAscii } from '../../graph/text.js';
import { present } from '../../lib/invariant.js';
import { loadedKey } from './keys.js';
import { realmOf } from './realm.js';
import { LOAD, LOAD_EDGES, LOAD_RELATIONS } from './statements/load.js';
import type { Conclusion } from '../../graph/edges.js';
import type { Graph } from '../../graph/graph.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Tag } from '../../iam/snapshot.js';

/** One row of one statement. */
export interface LoadRow {
  readonly statement: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Everything that a load writes, what is pointed at before what points, rows of one statement together. */
export function* loadRows(graph: Graph, load: string): Generator<LoadRow, void, void> {
  yield* entityRows(graph, load);
  for (const [key, document] of graph.documents) {
    const properties = { key: loadedKey.document(load, key), load, documentKey: key, data: JSON.stringify(document) };
    yield { statement: LOAD.documents, row: { properties } };
  }
  for (const [term, policies] of policiesByTerm(graph.nodes, graph.documents)) {
    yield { statement: LOAD.actions, row: { properties: { key: loadedKey.action(load, term), load, term, policies } } };
  }
  for (const [number, gap] of graph.gaps.entries()) {
    const { kind, account, subject, text } = gap;
    const properties = {
      key: loadedKey.gap(load, number),
      load,
      number,
      kind,
      account,
      subject,
      text,
      data: JSON.stringify(gap),
    };
    yield { statement: LOAD.gaps, row: { properties } };
  }
  for (const [number, conclusion] of graph.conclusions.entries()) {
    const { decision, action, rule, evidence } = conclusion;
    const key = loadedKey.conclusion(load, number);
    const properties = {
      key,
      load,
      number,
      decision,
      action,
      rule,
      because: evidence.because,
      data: JSON.stringify(conclusion),
    };
    yield { statement: LOAD.conclusions, row: { properties } };
  }
  yield* relationRows(graph, load);
  yield* edgeRows(graph, load);
  yield* productRows(graph, load);
}

function* entityRows(graph: Graph, load: string): Generator<LoadRow, void, void> {
  const pathRank = ranks(graph.nodes, compareOnPaths);
  for (const [rank, node] of graph.nodes.entries()) {
    const labels = isPrincipalOrPerson(node) ? [node.label, 'Principal'] : [node.label];
    const tags: readonly Tag[] = 'tags' in node ? node.tags : [];
    const properties = {
      ...plainProperties(node),
      key: loadedKey.entity(load, node.id),
      load,
      generation: graph.generation.id,
      rank,
      pathRank: pathRank[rank],
      realm: realmOf(node),
      lowerName: lowerAscii(node.name),
      ...(node.arn === null ? {} : { lowerArn: lowerAscii(node.arn) }),
      tags: tags.map(({ key, value }) => `${key}=${value}`),
      tagKeys: tags.map(({ key }) => key),
      tagPairs: tags.map(tagPair),
      data: JSON.stringify(node),
    };
    yield { statement: LOAD.entities, row: { labels, properties } };
  }
}

/** A tag as listings compare it. */
export function tagPair(tag: Tag): string {
  return JSON.stringify([tag.key, tag.value]);
}

/** What people may read and filter by: texts, numbers, booleans and lists of texts. */
function plainProperties(node: GraphNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(node).filter(
      ([, value]) =>
        ['string', 'number', 'boolean'].includes(typeof value) ||
        (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')),
    ),
  );
}

function* relationRows(graph: Graph, load: string): Generator<LoadRow, void, void> {
  for (const kind of RELATION_KINDS) {
    for (const relation of graph.relations) {
      if (relation.kind !== kind) continue;
      const properties = { use: relation.use, statement: relation.statement };
      const from = loadedKey.entity(load, relation.from);
      const to = loadedKey.entity(load, relation.to);
      yield { statement: LOAD_RELATIONS[kind], row: { from, to, properties } };
    }
  }
}

/** By kind and start, so that loads of one node stand together. */
function* edgeRows(graph: Graph, load: string): Generator<LoadRow, void, void> {
  const { kind, from, to, conclusion } = graph.edges;
  for (const [kindIndex, name] of EDGE_KINDS.entries()) {
    const numbers = [...from.keys()].filter((number) => kind[number] === kindIndex);
    numbers.sort((left, right) => (from[left] ?? 0) - (from[right] ?? 0));
    for (const number of numbers) {
      const start = nodeAt(graph, from[number]);
      const end = nodeAt(graph, to[number]);
      const index = present(conclusion[number], 'an edge has a conclusion');
      const ends = { from: start.arn ?? start.id, to: end.arn ?? end.id };
      const properties = edgeProperties(present(graph.conclusions[index], 'conclusion in range'), index, ends);
      const row = { from: loadedKey.entity(load, start.id), to: loadedKey.entity(load, end.id), properties };
      yield { statement: LOAD_EDGES[name], row };
    }
  }
}

/**
 * What people read on a derived edge. The whole record (evidence by layer, gaps) is the `Conclusion` of that number: written out on every
 * edge it would be most of the database, see docs/decisions.
 */
function edgeProperties(
  conclusion: Conclusion,
  index: number,
  ends: { readonly from: string; readonly to: string } | null,
): Readonly<Record<string, unknown>> {
  const fill = (text: string): string => (ends === null ? text : fillReferences(text, ends));
  return {
    conclusion: index,
    action: conclusion.action,
    decision: conclusion.decision,
    rule: conclusion.rule,
    ...(conclusion.technique === undefined ? {} : { technique: conclusion.technique }),
    evidence: fill(conclusion.evidence.because),
    needs: conclusion.needs === null ? null : JSON.stringify(needsForPeople(conclusion, fill)),
    holdsFirst: conclusion.holdsFirst,
    holdsLater: conclusion.holdsLater,
  };
}

/** Alternatives as lists of needs, shortened to what a person filters by. */
function needsForPeople(conclusion: Conclusion, fill: (text: string) => string): readonly (readonly unknown[])[] {
  return (conclusion.needs?.alternatives ?? []).map(({ all, unread }) => [
    ...all.map(({ kind, key, operator, isNegated, values }) => ({
      kind,
      key,
      operator,
      isNegated,
      values: values.map(fill),
    })),
    ...unread.map((gap) => ({ unread: gap.subject === null ? null : fill(gap.subject) })),
  ]);
}

/** Equal sets of starts are one node, whatever products they begin. */
function* productRows(graph: Graph, load: string): Generator<LoadRow, void, void> {
  const numbers = new Map<string, number>();
  const sets: Uint32Array[] = [];
  const numbered = graph.products.map((product) => {
    const text = product.from.join();
    const number = numbers.get(text) ?? sets.push(product.from) - 1;
    numbers.set(text, number);
    return { product, number };
  });
  for (const [number, members] of sets.entries()) {
    const properties = { key: loadedKey.set(load, number), load, number, size: members.length };
    yield { statement: LOAD.sets, row: { properties } };
  }
  for (const [number, members] of sets.entries()) {
    const to = loadedKey.set(load, number);
    for (const member of members) {
      const from = loadedKey.entity(load, nodeAt(graph, member).id);
      yield { statement: LOAD.members, row: { from, to, properties: {} } };
    }
  }
  for (const name of EDGE_KINDS) {
    for (const { product, number } of numbered) {
      if (product.kind !== name) continue;
      const conclusion = present(graph.conclusions[product.conclusion], 'conclusion in range');
      const properties = edgeProperties(conclusion, product.conclusion, null);
      const from = loadedKey.set(load, number);
      for (const end of product.to) {
        yield {
          statement: LOAD_EDGES[name],
          row: { from, to: loadedKey.entity(load, nodeAt(graph, end).id), properties },
        };
      }
    }
  }
}

function nodeAt(graph: Graph, index: number | undefined): GraphNode {
  return present(index === undefined ? null : graph.nodes[index], 'node index in range');
}
