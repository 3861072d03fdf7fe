// Measures the store in Neo4j beside the bare driver and writes the tables into bench/NEO4J.md. The database that the environment names is wiped.
// PERMGRAPH_TEST_NEO4J_URI=bolt://… PERMGRAPH_TEST_NEO4J_PASSWORD=… npm run bench:neo4j -- [--sizes 5,20,100] [--seconds 600] [--no-write]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../src/packageRoot.js';
import { generateOrganization, writeOrganization } from '../generateOrganization.js';
import { type MixedResult, type Neo4jResult, neo4jTable, type ServerResult, type SizeResult } from './neo4jTable.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '5,20,100' },
    /** How long mixed questions are asked at the last size. */
    seconds: { type: 'string', default: '600' },
    'no-write': { type: 'boolean', default: false },
  },
});
const sizes = values.sizes.split(',').map(Number);
const folder = mkdtempSync(join(tmpdir(), 'permgraph-bench-'));

function measure(name: string, ...args: readonly string[]): unknown {
  process.stderr.write(`${name} ${args.join(' ')}\n`);
  const script = fileURLToPath(new URL(`${name}.bench.js`, import.meta.url));
  const output = execFileSync(process.execPath, ['--max-old-space-size=8192', script, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output) as unknown;
}

try {
  const results = sizes.map((accounts): Neo4jResult => {
    const dump = join(folder, String(accounts));
    writeOrganization(dump, generateOrganization({ seed: 1, accounts, rolesPerAccount: 50, usersPerAccount: 10 }));
    const size = measure('size', dump) as SizeResult;
    const server = measure('server') as ServerResult;
    const mixed = accounts === sizes.at(-1) ? { mixed: measure('mixed', values.seconds) as MixedResult } : {};
    return { accounts, size, server, ...mixed };
  });
  const where = `Measured ${new Date().toISOString().slice(0, 10)} on Node ${process.versions.node}, ${cpus().length} cores (${arch()}).`;
  const text = `${where}\n\n${neo4jTable(results)}`;
  process.stdout.write(`${text}\n`);
  if (!values['no-write']) {
    const readme = new URL('bench/NEO4J.md', packageRoot);
    const [before = '', after = ''] = readFileSync(readme, 'utf8').split(/<!-- results -->[^]*<!-- end of results -->/);
    writeFileSync(readme, `${before}<!-- results -->\n\n${text}\n\n<!-- end of results -->${after}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
