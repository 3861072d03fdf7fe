import { checkCall } from '../../graph/call.js';
import { readAccountPairs } from './accountPairs.js';
import { edgesAtNodes, edgesByIds } from './derivedEdges.js';
import { searchNodes } from './listing.js';
import { lookupsBy } from './lookups.js';
import { readWhole } from './readWhole.js';
import { walkLayers } from './walks.js';
import type { GenerationInfo, GraphReader } from '../../graph/store.js';
import type { Connection } from './connection.js';
import type { Read } from './lookups.js';
import type { Records } from './records.js';

/** Reads one generation under the name of its load, whatever becomes current. */
export function neo4jReader(
  connection: Connection,
  records: Records,
  generation: { readonly load: string; readonly info: GenerationInfo },
): GraphReader {
  const { load, info } = generation;
  const place = { load, records };
  const read: Read = async (call, work) =>
    readWhole(connection, load, call, async (way, own) => work({ ...way, ...place }, own));
  return {
    ...lookupsBy(read, place),
    generation: info,
    together: async (work, call) =>
      read(call, async (reading) => {
        const within: Read = async (own, look) => {
          checkCall(own);
          return look({ ...reading, last: reading.run }, own);
        };
        return work(lookupsBy(within, place));
      }),
    edgesInto: async (ids, kinds, call) =>
      read(call, async (reading, own) => edgesAtNodes(reading, { ids, kinds, direction: 'IN' }, own)),
    edgesFrom: async (ids, kinds, call) =>
      read(call, async (reading, own) => edgesAtNodes(reading, { ids, kinds, direction: 'OUT' }, own)),
    edges: async (ids, call) => read(call, async (reading) => edgesByIds(reading, ids)),
    search: async (text, first, call) => read(call, async (reading) => searchNodes(reading, text, first)),
    async *walks(query, call) {
      checkCall(call);
      yield* walkLayers({
        query,
        call,
        load,
        records,
        read: async (work) => read(call, async ({ run }, own) => work(run, own)),
      });
    },
    accountPairs: async (query, call) => read(call, async (reading, own) => readAccountPairs(reading, query, own)),
  };
}
