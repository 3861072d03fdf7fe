import { compareOnPaths } from '../../graph/order.js';
import type { Call, GraphReader, WalkLayers, WalkQuery } from '../../graph/store.js';
import { nodesOf } from '../atHand.js';
import type { PerformedEdge } from './performedEdge.js';

/** The reader with one hop more: from those who can do something to what it is done to. Walks that end there are asked for under `end`. */
export function performingReader(
  reader: GraphReader,
  end: string,
  edges: ReadonlyMap<string, PerformedEdge>,
): GraphReader {
  return { ...reader, walks: (query, call) => walksToEnd(reader, query, { end, edges }, call) };
}

async function* walksToEnd(
  reader: GraphReader,
  query: WalkQuery,
  last: { readonly end: string; readonly edges: ReadonlyMap<string, PerformedEdge> },
  call: Call,
): AsyncGenerator<WalkLayers, void, void> {
  if (query.maxHops < 1 || !query.to.includes(last.end) || query.avoid.includes(last.end)) return;
  const avoided = new Set(query.avoid);
  const own = [...last.edges.values()].filter(({ from }) => !avoided.has(from));
  const direct = new Set(own.flatMap(({ from, conclusion }) => (conclusion.holdsFirst ? [from] : [])));
  const starts = (
    await nodesOf(
      reader,
      [...new Set(query.from)].filter((id) => direct.has(id)),
      call,
    )
  )
    .filter((node) => node !== null)
    .toSorted(compareOnPaths)
    .map(({ id }) => id);
  const lastOf = (node: string): readonly PerformedEdge[] =>
    [last.edges.get(node)].filter((edge) => edge !== undefined);
  if (starts.length > 0) yield { length: 1, starts, edges: (_step, node) => lastOf(node) };
  const to = own.flatMap(({ from, conclusion }) => (conclusion.holdsLater ? [from] : []));
  if (to.length === 0) return;
  for await (const layers of reader.walks({ ...query, to, maxHops: query.maxHops - 1 }, call)) {
    yield {
      length: layers.length + 1,
      starts: layers.starts,
      edges: (step, node) => (step === layers.length ? lastOf(node) : layers.edges(step, node)),
    };
  }
}
