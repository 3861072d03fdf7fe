import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { RULES } from '../../src/derive/rules/index.js';
import type { GraphNode } from '../../src/graph/nodes.js';
import type { Needs } from '../../src/iam/decision.js';
import { sketchSnapshot, type SnapshotSketch } from '../support/snapshots.js';
import { enteringEdges } from './expandEdges.js';

interface Row {
  readonly from: string;
  readonly to: string;
  readonly action: string;
  readonly decision: string;
  readonly needs: readonly (readonly string[])[];
  readonly rule: string;
}

interface Case {
  readonly name: string;
  readonly reference: string;
  readonly snapshot: SnapshotSketch;
  /** All of them, sorted by `from`, then `to`. */
  readonly rows: readonly Row[];
}

const FOLDER = join(import.meta.dirname, '../cases/derive');
const options = { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal };

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
  describe(file, () => {
    for (const one of JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as readonly Case[]) {
      test(one.name, async () => {
        expect(one.reference).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
        expect(await rowsOf(one.snapshot)).toEqual(one.rows);
      });
    }
  });
}

test('every rule has a law of its own and the page that says so', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  for (const rule of RULES) {
    expect(Object.isFrozen(rule)).toBe(true);
    expect(rule.reference).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  }
});

async function rowsOf(sketch: SnapshotSketch): Promise<readonly Row[]> {
  const graph = await deriveGraph(sketchSnapshot(sketch), options);
  return enteringEdges(graph)
    .map(({ from, to, conclusion }) => ({
      from: nameOf(from),
      to: to.id,
      action: conclusion.action,
      decision: conclusion.decision,
      needs: writeNeeds(conclusion.needs),
      rule: conclusion.rule,
    }))
    .sort((left, right) => (`${left.from} ${left.to}` < `${right.from} ${right.to}` ? -1 : 1));
}

function nameOf(node: GraphNode): string {
  return node.label === 'FederatedIdentity' ? node.name : node.id;
}

function writeNeeds(needs: Needs | null): Row['needs'] {
  return (needs?.alternatives ?? []).map(({ all }) =>
    all.map(
      ({ isNegated, key, operator, values }) => `${isNegated ? 'not ' : ''}${key ?? ''} ${operator} ${values.join()}`,
    ),
  );
}
