import { checkCall } from '../../graph/call.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { batchedListings } from './batchedListings.js';
import { loadedKey } from './keys.js';
import { listNodes } from './listing.js';
import { policiesAllowing } from './policiesAllowing.js';
import { READ, RELATED } from './statements/read.js';
import type { AttachmentUse } from '../../graph/edges.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Attachment, Call, Lookups } from '../../graph/store.js';
import type { Run } from './connection.js';
import type { Reading } from './derivedEdges.js';

/** How something is read: in a transaction of its own, or in one that is open. */
export type Read = <T>(call: Call, work: (reading: Reading, call: Call) => Promise<T>) => Promise<T>;

/** Lookups in a load; see the port. */
export function lookupsBy(read: Read, { load, records }: Pick<Reading, 'load' | 'records'>): Lookups {
  const entityKeys = (ids: readonly string[]): readonly string[] =>
    [...new Set(ids)].map((id) => loadedKey.entity(load, id));
  return {
    gaps: async (call) => {
      checkCall(call);
      return records.gapsAtHand(load) ?? read(call, async ({ last }) => records.gaps(last, load));
    },
    nodes: async (ids, call) =>
      read(call, async ({ last }) => {
        const rows = await last<DataRow>(READ.nodes, { keys: entityKeys(ids) });
        const found = new Map(rows.map(({ id, data }) => [id, JSON.parse(data) as GraphNode]));
        return ids.map((id) => found.get(id) ?? null);
      }),
    attachments: async (ids, call) => read(call, async ({ last }) => readAttachments(last, ids, entityKeys(ids))),
    documents: async (keys, call) => {
      checkCall(call);
      const found =
        records.documentsAtHand(load, keys) ??
        (await read(call, async ({ last }) => records.documents(last, load, keys)));
      return keys.map((key) => found.get(key) ?? null);
    },
    related: async (ids, kind, direction, call) =>
      read(call, async ({ last }) => {
        const rows = await last<{ readonly id: string; readonly others: readonly string[] }>(RELATED[kind][direction], {
          keys: entityKeys(ids),
        });
        const found = new Map(rows.map(({ id, others }) => [id, others]));
        return ids.map((id) => found.get(id) ?? []);
      }),
    list: batchedListings(async (asked, call) => read(call, async (reading) => listNodes(reading, asked))),
    policiesAllowing: async (actions, accounts, call) =>
      read(call, async (reading) => policiesAllowing(reading, actions, accounts)),
  };
}

interface DataRow {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly data: string;
}

interface AttachmentRow extends Attachment {
  readonly [key: string]: unknown;
  readonly id: string;
}

const USE_ORDER: Readonly<Record<AttachmentUse, number>> = { PERMISSIONS: 0, BOUNDARY: 1, CONTROL: 2 };

async function readAttachments(
  run: Run,
  ids: readonly string[],
  keys: readonly string[],
): Promise<readonly (readonly Attachment[])[]> {
  const rows = await run<AttachmentRow>(READ.attachments, { keys });
  const byNode = new Map<string, Attachment[]>(ids.map((id) => [id, []]));
  for (const { id, policy, use, through } of rows) byNode.get(id)?.push({ policy, use, through });
  for (const attachments of byNode.values()) {
    attachments.sort(
      (left, right) =>
        USE_ORDER[left.use] - USE_ORDER[right.use] ||
        compareCodePoints(left.through, right.through) ||
        compareCodePoints(left.policy, right.policy),
    );
  }
  return ids.map((id) => byNode.get(id) ?? []);
}
