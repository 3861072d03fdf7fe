import { describe, expect, it } from 'vitest';
import { decideAssumption } from '../../src/derive/assume.js';
import { buildRawGraph } from '../../src/derive/rawGraph.js';
import { viewRawGraph } from '../../src/derive/snapshotView.js';
import { unboundedCall } from '../../src/graph/call.js';
import type { Graph } from '../../src/graph/graph.js';
import { isPrincipal } from '../../src/graph/nodes.js';
import { readDumps } from '../../src/ingest/dump/readDumps.js';
import { checkDocument } from '../../src/policy/parse/checkDocument.js';
import { actionOf } from '../../src/questions/nearMisses.js';
import { fetchPolicyView } from '../../src/questions/policyView.js';
import { storeOf } from './execute.js';

const nothing = { values: new Map(), absent: new Set<string>(), missing: 'UNKNOWN' } as const;

describe('a view of policies fetched through the port', () => {
  it('decides every pair of the example organisation as one over the snapshot does', { timeout: 120_000 }, async () => {
    const { snapshot } = await readDumps(['examples/organization'], {
      checkDocument,
      lenient: false,
      strict: false,
      signal: new AbortController().signal,
    });
    const raw = buildRawGraph(snapshot);
    const empty = new Uint32Array(0);
    const graph: Graph = {
      generation: { id: 'example', createdAt: '2026-01-01T00:00:00Z', collectedAt: null, rules: 'test', sources: [] },
      ...raw,
      conclusions: [],
      edges: { kind: new Uint8Array(0), from: empty, to: empty, conclusion: empty },
      products: [],
    };
    const reader = await (await storeOf(graph)).open(null, unboundedCall());
    const principals = raw.nodes.filter(isPrincipal);
    const roles = raw.nodes.filter((node) => node.label === 'Role' || node.label === 'RootUser');
    const fetched = await fetchPolicyView(reader, [...principals, ...roles], unboundedCall());
    const direct = viewRawGraph(raw, snapshot);
    let admitted = 0;
    for (const role of roles) {
      for (const from of principals) {
        const pair = { from, to: role, action: actionOf(from, role) };
        const again = decideAssumption(fetched, pair, nothing, null);
        expect(JSON.stringify(again)).toBe(JSON.stringify(decideAssumption(direct, pair, nothing, null)));
        if (again.judgement.decision !== 'DENIED') admitted += 1;
      }
    }
    expect(admitted).toBeGreaterThan(20);
  });
});
