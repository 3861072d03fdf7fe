// Measures the store in Neo4j beside the bare driver and writes the tables into bench/NEO4J.md. The database that the environment names is wiped.
// PERMGRAPH_TEST_NEO4J_URI=bolt://… PERMGRAPH_TEST_NEO4J_PASSWORD=… npm run bench:neo4j -- [--sizes 5,20,100] [--stages size,server,mixed,whoCan] [--seconds 600] [--again] [--no-write]
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../src/packageRoot.js';
import { generateOrganization, writeOrganization } from '../generateOrganization.js';
import { WHO_CAN_ORGANIZATION } from '../whoCan/organization.js';
import { keepResult, keptResults } from './keptResults.js';
import { neo4jTable, type Stage, STAGES } from './neo4jTable.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '5,20,100' },
    stages: { type: 'string', default: STAGES.join() },
    /** How long mixed questions are asked at the last size. */
    seconds: { type: 'string', default: '600' },
    /** Measures what was measured before too. */
    again: { type: 'boolean', default: false },
    'no-write': { type: 'boolean', default: false },
  },
});
const sizes = values.sizes.split(',').map(Number);
const wanted = STAGES.filter((stage) => values.stages.split(',').includes(stage));
const folder = mkdtempSync(join(tmpdir(), 'permgraph-bench-'));

function measure(stage: Stage, dump: string): object {
  const args = stage === 'mixed' ? [dump, values.seconds] : [dump];
  const script = fileURLToPath(new URL(`${stage}.bench.js`, import.meta.url));
  const output = execFileSync(process.execPath, ['--max-old-space-size=8192', script, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output) as object;
}

function writeTables(): string {
  const text = neo4jTable(keptResults());
  if (values['no-write']) return text;
  const readme = new URL('bench/NEO4J.md', packageRoot);
  const [before = '', after = ''] = readFileSync(readme, 'utf8').split(/<!-- results -->[^]*<!-- end of results -->/);
  writeFileSync(readme, `${before}<!-- results -->\n\n${text}\n\n<!-- end of results -->${after}`);
  return text;
}

/** The organisation of a size; the one that the questions of who can do what are about has resources. */
function makeDump(accounts: number, withResources: boolean): string {
  const dump = join(folder, `${accounts}${withResources ? '-with-resources' : ''}`);
  const people = { rolesPerAccount: 50, usersPerAccount: 10 };
  if (!existsSync(dump)) writeOrganization(dump, generateOrganization({ seed: 1, accounts, ...people, withResources }));
  return dump;
}

/** Mixed questions are asked at the last size alone, and the questions of who can do what are about accounts that smaller organisations lack. */
function isMeasured(stage: Stage, accounts: number): boolean {
  if (stage === 'mixed') return accounts === sizes.at(-1);
  return stage !== 'whoCan' || accounts >= WHO_CAN_ORGANIZATION.accounts;
}

try {
  for (const accounts of sizes) {
    for (const stage of wanted) {
      const isKept = keptResults().some((one) => one.accounts === accounts && one[stage] !== undefined);
      if ((isKept && !values.again) || !isMeasured(stage, accounts)) continue;
      const started = performance.now();
      process.stderr.write(`${accounts} accounts: ${stage}\n`);
      try {
        const date = new Date().toISOString().slice(0, 10);
        const where = `${date} on Node ${process.versions.node}, ${cpus().length} cores (${arch()})`;
        keepResult({ accounts, where, [stage]: measure(stage, makeDump(accounts, stage === 'whoCan')) });
        process.stderr.write(`  ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
      } catch (error) {
        // The others are worth having all the same.
        process.stderr.write(`  failed: ${String(error)}\n`);
        process.exitCode = 1;
      }
      writeTables();
    }
  }
  process.stdout.write(`${writeTables()}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
