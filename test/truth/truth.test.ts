import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openGraph } from '../../src/index.js';
import { withDump } from '../support/dumps.js';
import { ask, type Question } from './ask.js';
import { type DumpSketch, writeDump } from './writeDump.js';

interface Case {
  readonly name: string;
  readonly rule: string;
  readonly reference: string;
  readonly likely?: true;
  readonly dump: DumpSketch;
  readonly ask: readonly Question[];
}

const FOLDER = process.env['TRUTH_FOLDER'] ?? join(import.meta.dirname, '../cases/truth');

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
  describe(file, () => {
    for (const one of JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as readonly Case[]) {
      test(`${one.rule}: ${one.name}`, async () => {
        expect(one.reference).toMatch(/^https:\/\/(docs|aws)\.(aws\.)?amazon\.com\//);
        expect(one.ask.length).toBeGreaterThan(0);
        const answers = await withDump(writeDump(one.dump), async (folder) => {
          const graph = await openGraph({ dumps: [folder] });
          const found = [];
          for (const question of one.ask) found.push(await ask(graph, question));
          await graph.close();
          return found;
        });
        for (const [index, question] of one.ask.entries()) {
          const { rows = [], gaps = [] } = answers[index] ?? {};
          expect([...rows].sort()).toEqual([...question.rows].sort());
          if (question.gaps !== undefined) expect(gaps).toEqual(question.gaps);
        }
      });
    }
  });
}
