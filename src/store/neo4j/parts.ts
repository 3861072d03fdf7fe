import { compareEdgeParts, compareProductParts, compareRelationParts } from '../../graph/parts.js';
import { loadedKey } from './keys.js';
import { readWhole } from './readWhole.js';
import { PARTS } from './statements/parts.js';
import type { AttachmentUse, Conclusion, EdgeKind, RelationKind } from '../../graph/edges.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { GraphPart, PartOf } from '../../graph/parts.js';
import type { Call } from '../../graph/store.js';
import type { Gap } from '../../iam/snapshot.js';
import type { Json } from '../../lib/json.js';
import type { Connection, Run } from './connection.js';

/** Nodes, or numbered things, of one transaction: so that memory is bounded by what hangs on so many. */
const WINDOW = 250;

/**
 * The parts of a load, read window by window, so that neither side holds the graph. A load never changes, so that windows fit together.
 * Errors: GENERATION_GONE when it is removed meanwhile; those of the connection.
 */
export async function* loadParts(
  connection: Connection,
  load: string,
  call: Call,
): AsyncGenerator<GraphPart, void, void> {
  const read = async <T>(work: (run: Run) => Promise<T>): Promise<T> =>
    readWhole(connection, load, call, async ({ last }) => work(last));
  const nodeCount = yield* nodeParts(read, load);
  yield* documentParts(read, load);
  for await (const data of numbered(read, (number) => loadedKey.gap(load, number))) yield ['gap', data as Gap];
  for await (const data of numbered(read, (number) => loadedKey.conclusion(load, number)))
    yield ['conclusion', data as Conclusion];
  for (let from = 0; from < nodeCount; from += WINDOW) {
    const rows = await read(async (run) => run<RelationRow>(PARTS.relations, { load, from, to: from + WINDOW }));
    yield* rows
      .map(({ start, kind, end, use, statement }) => ['relation', start, kind, end, use, statement] as const)
      .toSorted(compareRelationParts);
  }
  for (let from = 0; from < nodeCount; from += WINDOW) {
    const rows = await read(async (run) => run<EdgeRow>(PARTS.edges, { load, from, to: from + WINDOW }));
    yield* rows
      .map(({ start, end, kind, conclusion }) => ['edge', start, end, kind, conclusion] as const)
      .toSorted(compareEdgeParts);
  }
  const setCount = yield* setParts(read, load);
  for (let from = 0; from < setCount; from += WINDOW) {
    const rows = await read(async (run) => run<ProductRow>(PARTS.products, { keys: setKeys(load, from) }));
    const products: readonly PartOf<'product'>[] = rows.map(({ number, kind, conclusion, ends }) => [
      'product',
      number,
      kind,
      conclusion,
      ends,
    ]);
    yield* products.toSorted(compareProductParts);
  }
}

type Read = <T>(work: (run: Run) => Promise<T>) => Promise<T>;

async function* nodeParts(read: Read, load: string): AsyncGenerator<GraphPart, number, void> {
  for (let from = 0; ; from += WINDOW) {
    const rows = await read(async (run) => run<DataRow>(PARTS.nodes, { load, from, to: from + WINDOW }));
    for (const { data } of rows) yield ['node', JSON.parse(data) as GraphNode];
    if (rows.length < WINDOW) return from + rows.length;
  }
}

async function* documentParts(read: Read, load: string): AsyncGenerator<GraphPart, void, void> {
  const prefix = loadedKey.document(load, '');
  for (let after = prefix; ; ) {
    const rows = await read(async (run) => run<DocumentRow>(PARTS.documents, { prefix, after, some: WINDOW }));
    for (const { documentKey, data } of rows) yield ['document', documentKey, JSON.parse(data) as Json];
    const last = rows.at(-1);
    if (last === undefined || rows.length < WINDOW) return;
    after = last.key;
  }
}

async function* numbered(read: Read, keyOf: (number: number) => string): AsyncGenerator<unknown, void, void> {
  for (let from = 0; ; from += WINDOW) {
    const keys = Array.from({ length: WINDOW }, (_, index) => keyOf(from + index));
    const rows = await read(async (run) => run<DataRow>(PARTS.numbered, { keys }));
    for (const { data } of rows) yield JSON.parse(data);
    if (rows.length < WINDOW) return;
  }
}

async function* setParts(read: Read, load: string): AsyncGenerator<GraphPart, number, void> {
  for (let from = 0; ; from += WINDOW) {
    const rows = await read(async (run) => run<SetRow>(PARTS.sets, { keys: setKeys(load, from) }));
    for (const { members } of rows) yield ['set', members];
    if (rows.length < WINDOW) return from + rows.length;
  }
}

function setKeys(load: string, from: number): readonly string[] {
  return Array.from({ length: WINDOW }, (_, index) => loadedKey.set(load, from + index));
}

interface DataRow {
  readonly [key: string]: unknown;
  readonly data: string;
}

interface DocumentRow extends DataRow {
  readonly key: string;
  readonly documentKey: string;
}

interface RelationRow {
  readonly [key: string]: unknown;
  readonly start: number;
  readonly kind: RelationKind;
  readonly end: number;
  readonly use: AttachmentUse | null;
  readonly statement: number | null;
}

interface EdgeRow {
  readonly [key: string]: unknown;
  readonly start: number;
  readonly end: number;
  readonly kind: EdgeKind;
  readonly conclusion: number;
}

interface SetRow {
  readonly [key: string]: unknown;
  readonly members: readonly number[];
}

interface ProductRow {
  readonly [key: string]: unknown;
  readonly number: number;
  readonly kind: EdgeKind;
  readonly conclusion: number;
  readonly ends: readonly number[];
}
