import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { packageRoot } from '../../src/packageRoot.js';
import type { Neo4jResult } from './neo4jTable.js';

const FILE = new URL('bench/neo4j/results.json', packageRoot);

/** What was measured so far, by number of accounts: a run that was broken off goes on from there. */
export function keptResults(): readonly Neo4jResult[] {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as readonly Neo4jResult[]) : [];
}

/** Keeps a stage of one size in the place of what was measured of it before. */
export function keepResult(result: Neo4jResult): void {
  const kept = keptResults();
  const before = kept.find(({ accounts }) => accounts === result.accounts);
  const others = kept.filter((one) => one !== before);
  const all = [...others, { ...before, ...result }].sort((left, right) => left.accounts - right.accounts);
  writeFileSync(FILE, `${JSON.stringify(all, null, 2)}\n`);
}
