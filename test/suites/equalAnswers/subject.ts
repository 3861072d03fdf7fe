import { edgeId } from '../../../src/graph/ids.js';
import { EDGE_KINDS } from '../../../src/graph/edges.js';
import { isPrincipal } from '../../../src/graph/nodes.js';
import { createRandom } from '../../../bench/random.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { GraphNode } from '../../../src/graph/nodes.js';

/** What the blanks of `test/cases/equal/questions.json` are filled with, from one graph. */
export type Blank =
  | 'node'
  | 'principal'
  | 'busy principal'
  | 'user'
  | 'role'
  | 'busy role'
  | 'root'
  | 'policy'
  | 'managed policy'
  | 'account'
  | 'unit'
  | 'resource'
  | 'name'
  | 'tag key'
  | 'tag value'
  | 'edge'
  | 'generation'
  | 'previous';

/** Gives something of the graph for a blank, another each time; the same seed gives the same. */
export type FillBlank = (blank: string) => string;

/** Of how many the busiest are. */
const BUSY = 6;

/** Fills blanks from `graph`, which is current, and from the one before it. */
export function fillFrom(graph: Graph, previous: string, seed: number): FillBlank {
  const random = createRandom(seed);
  const of = (is: (node: GraphNode) => boolean): readonly GraphNode[] => graph.nodes.filter(is);
  const nameOf = (node: GraphNode): string => node.arn ?? node.id;
  const into = new Map<string, number>();
  const out = new Map<string, number>();
  const edges: string[] = [];
  const see = (from: number, to: number, kind: (typeof EDGE_KINDS)[number], conclusion: number): void => {
    const [start, end] = [graph.nodes[from], graph.nodes[to]];
    if (start === undefined || end === undefined) return;
    if (edges.length < 400) {
      const action = graph.conclusions[conclusion]?.action ?? null;
      edges.push(edgeId({ kind, from: start.id, to: end.id, action }));
    }
    into.set(nameOf(end), (into.get(nameOf(end)) ?? 0) + 1);
    if (isPrincipal(start)) out.set(nameOf(start), (out.get(nameOf(start)) ?? 0) + 1);
  };
  for (const product of graph.products) {
    for (const from of product.from) for (const to of product.to) see(from, to, product.kind, product.conclusion);
  }
  for (const [number, from] of graph.edges.from.entries()) {
    const kind = EDGE_KINDS[graph.edges.kind[number] ?? 0] ?? 'CAN_ASSUME';
    see(from, graph.edges.to[number] ?? 0, kind, graph.edges.conclusion[number] ?? 0);
  }
  const busiest = (counts: ReadonlyMap<string, number>): readonly string[] =>
    [...counts]
      .toSorted(([left, many], [right, more]) => more - many || (left < right ? -1 : 1))
      .slice(0, BUSY)
      .map(([name]) => name);
  const tags = graph.nodes.flatMap((node) => ('tags' in node ? node.tags : []));
  const accounts = of(({ label }) => label === 'Account').map(({ account }) => account ?? '');
  const choices: Readonly<Record<Blank, readonly string[]>> = {
    node: graph.nodes.map(({ id }) => id),
    principal: of(isPrincipal).map(({ id }) => id),
    'busy principal': busiest(out),
    user: of(({ label }) => label === 'User').map(nameOf),
    role: of(({ label }) => label === 'Role').map(nameOf),
    'busy role': busiest(into),
    root: accounts.map((account) => `arn:aws:iam::${account}:root`),
    policy: of(({ label }) => label === 'Policy').map(({ id }) => id),
    'managed policy': of(({ label, arn }) => label === 'Policy' && arn !== null).map(nameOf),
    account: accounts,
    unit: graph.nodes.flatMap((node) => (node.label === 'OrganizationalUnit' ? [node.unitId] : [])),
    resource: of(({ label }) => label === 'Resource').map(nameOf),
    name: graph.nodes.map(({ name }) => name),
    'tag key': tags.map(({ key }) => key),
    'tag value': tags.map(({ value }) => value),
    edge: edges,
    generation: [graph.generation.id],
    previous: [previous],
  };
  return (blank) => {
    const known = choices[blank as Blank] as readonly string[] | undefined;
    if (known === undefined) throw new Error(`questions.json asks for an unknown blank: ${blank}`);
    return known.length === 0 ? 'never' : random.pick(known);
  };
}
