import { policiesByTerm } from '../../graph/actionTerms.js';
import { listGenerations } from './generations.js';
import { loadedKey } from './keys.js';
import { loadParts } from './parts.js';
import { SCHEMA, SCHEMA_VERSION } from './statements/schema.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Call } from '../../graph/store.js';
import type { Json } from '../../lib/json.js';
import type { Connection } from './connection.js';

type Step = (connection: Connection, call: Call) => Promise<void>;

/** What brings a model to the next one, by the number of the older. A step may be repeated. */
const STEPS: Readonly<Record<number, Step>> = { 1: addActionTerms };

/** Brings a database of an older model to this one, step by step. Nothing is done to an empty one, or to one that is not ours. */
export async function migrate(connection: Connection, call: Call): Promise<void> {
  for (;;) {
    const [pointer] = await connection.read(call, async (run) => run<{ readonly schema: number }>(SCHEMA.readPointer));
    const step = pointer === undefined || pointer.schema >= SCHEMA_VERSION ? undefined : STEPS[pointer.schema];
    if (pointer === undefined || step === undefined) return;
    await step(connection, call);
    await connection.write(call, async (run) => run(SCHEMA.setModel, { schema: pointer.schema + 1 }));
  }
}

const ROWS = 5000;

/** Model 2 finds policies by the actions that they allow. */
async function addActionTerms(connection: Connection, call: Call): Promise<void> {
  for (const { load } of await listGenerations(connection, call)) {
    const nodes: GraphNode[] = [];
    const documents = new Map<string, Json>();
    for await (const part of loadParts(connection, load, call)) {
      if (part[0] === 'node') nodes.push(part[1]);
      else if (part[0] === 'document') documents.set(part[1], part[2]);
      else break;
    }
    const rows = [...policiesByTerm(nodes, documents)].map(([term, policies]) => ({
      key: loadedKey.action(load, term),
      load,
      term,
      policies,
    }));
    for (let from = 0; from < rows.length; from += ROWS) {
      await connection.write(call, async (run) => run(SCHEMA.addActions, { rows: rows.slice(from, from + ROWS) }));
    }
  }
}
