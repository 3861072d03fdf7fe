import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unboundedCall } from '../../src/graph/call.js';
import type { Graph } from '../../src/graph/graph.js';
import type { Json } from '../../src/lib/json.js';
import { makeAsk } from '../../src/questions/ask.js';
import { findings } from '../../src/questions/findings.js';
import { readFindingsConfig } from '../../src/questions/findings/config.js';
import { FINDING_RULES } from '../../src/questions/findings/rules/index.js';
import { pathText } from '../../src/questions/pathText.js';
import { memoryStore } from '../../src/store/memory/memoryStore.js';
import { loadGraph } from '../../src/wire.js';
import { withDump } from '../support/dumps.js';
import { filesOf, type FindingSketch } from './sketch.js';

interface Case {
  readonly name: string;
  /** Where the expected answer is said, where that is another page than the rule's. */
  readonly reference?: string;
  readonly sketch: FindingSketch;
  readonly config?: Json;
  /** `SEVERITY subject: text`. */
  readonly expect: readonly string[];
  /** `KIND account`. */
  readonly gaps?: readonly string[];
  /** `path: text` and `because: text` of the first finding. */
  readonly shows?: readonly string[];
}

const FOLDER = 'test/cases/findings';
const casesOf = (rule: string): readonly Case[] =>
  JSON.parse(readFileSync(join(FOLDER, `${rule}.json`), 'utf8')) as readonly Case[];

async function answer(graph: Graph, rule: string, config: Json) {
  const store = memoryStore({ keepGenerations: 1 });
  await store.replaceGeneration(graph, unboundedCall());
  const ask = makeAsk({
    store,
    generation: null,
    signal: new AbortController().signal,
    deadline: Number.POSITIVE_INFINITY,
    workBudget: 1_000_000,
    findings: { config: readFindingsConfig(config), suppressions: [] },
  });
  return findings(ask, { where: { rules: [rule] }, first: 200 });
}

describe('the cases', () => {
  it('are of every rule and of no other', () => {
    const files = readdirSync(FOLDER).map((name) => name.replace('.json', ''));
    expect(files.toSorted()).toEqual(FINDING_RULES.map(({ id }) => id));
  });

  it.each(FINDING_RULES)('of $id have something found and nothing found', ({ id }) => {
    expect(casesOf(id).some((one) => one.expect.length > 0)).toBe(true);
    expect(casesOf(id).some((one) => one.expect.length === 0)).toBe(true);
  });
});

describe.each(FINDING_RULES)('$id', ({ id }) => {
  it.each(casesOf(id))('$name', async (one) => {
    const graph = await withDump(filesOf(one.sketch), async (folder) => loadGraph({ dumps: [folder] }));
    const found = await answer(graph, id, one.config ?? {});
    const rows = found.nodes.map(
      ({ severity, subject, text }) => `${severity} ${subject.arn ?? subject.name}: ${text}`,
    );
    expect(rows).toEqual(one.expect);
    const gaps = found.completeness.gaps.map(({ kind, account }) => `${kind} ${account ?? 'null'}`);
    expect([...new Set(gaps)]).toEqual(one.gaps ?? []);
    const [first] = found.nodes;
    const path = await first?.path();
    const shown = [
      ...(path ? [`path: ${pathText(path)}`] : []),
      ...(first?.evidence ? [`because: ${first.evidence.because}`] : []),
      ...((await first?.remedies()) ?? []).map(({ text, decision }) => `remedy: ${text} ${decision}`),
    ];
    if (one.shows !== undefined) expect(shown).toEqual(one.shows);
  });
});
