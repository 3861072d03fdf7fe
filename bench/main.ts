// Makes organisations, measures each in processes of its own, and writes the tables into bench/README.md.
// node dist/bench/main.js [--sizes 5,20,100,500] [--questions 100] [--policy-only] [--who-can-only] [--who-can 100,500] [--no-write]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packageRoot } from '../src/packageRoot.js';
import { type GenerateOptions, generateOrganization, writeOrganization } from './generateOrganization.js';
import { type PolicyResult, policyTable } from './policyTable.js';
import { type WhoCanOfSize, whoCanTable } from './whoCan/whoCanTable.js';
import {
  type CenterResult,
  type DerivingResult,
  type OpeningResult,
  type PathsResult,
  type QuestionResult,
  resultsTable,
} from './table.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '5,20,100,500' },
    questions: { type: 'string', default: '100' },
    'policy-only': { type: 'boolean', default: false },
    'who-can-only': { type: 'boolean', default: false },
    /** At least the size that the questions are about. */
    'who-can': { type: 'string', default: '100,500' },
    'no-write': { type: 'boolean', default: false },
  },
});
const sizes = values.sizes.split(',').map(Number);
const questionAccounts = Number(values.questions);
const folder = mkdtempSync(join(tmpdir(), 'permgraph-bench-'));

function makeDump(accounts: number, options: Partial<GenerateOptions> = {}): string {
  const dump = join(folder, String(accounts));
  const people = { rolesPerAccount: 50, usersPerAccount: 10 };
  writeOrganization(dump, generateOrganization({ seed: 1, accounts, ...people, ...options }));
  return dump;
}

function measure(name: string, dump = ''): unknown {
  process.stderr.write(`${name} ${dump}\n`);
  const script = fileURLToPath(new URL(`${name}.bench.js`, import.meta.url));
  const output = execFileSync(process.execPath, ['--expose-gc', '--max-old-space-size=8192', script, dump], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output) as unknown;
}

/** Puts a table between its two marks. */
function write(name: string, table: string): void {
  const where = `Measured ${new Date().toISOString().slice(0, 10)} on Node ${process.versions.node}, ${cpus().length} cores (${arch()}).`;
  const text = `${where}\n\n${table}`;
  process.stdout.write(`${text}\n`);
  if (values['no-write']) return;
  const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const readme = new URL('bench/README.md', packageRoot);
  const whole = readFileSync(readme, 'utf8');
  const after = whole.slice(whole.indexOf(end));
  writeFileSync(readme, `${whole.slice(0, whole.indexOf(start))}${start}\n\n${text}\n\n${after}`);
}

function measureOrganizations(): void {
  const openings = sizes.map((accounts) => {
    const dump = makeDump(accounts);
    const result = measure('opening', dump) as Omit<OpeningResult, 'accounts'>;
    rmSync(dump, { recursive: true });
    return { accounts, ...result };
  });
  const derivings = sizes.map((accounts): DerivingResult => {
    const dump = makeDump(accounts, { usersPerAccount: 20, withResources: true });
    const result = measure('deriving', dump) as Omit<DerivingResult, 'accounts'>;
    rmSync(dump, { recursive: true });
    return { accounts, ...result };
  });
  const centers = sizes.map((accounts): CenterResult => {
    const identityCenter = { permissionSets: 10, people: 25 * accounts };
    const dump = makeDump(accounts, { usersPerAccount: 20, withResources: true, identityCenter });
    const result = measure('center', dump) as Omit<CenterResult, 'accounts'>;
    rmSync(dump, { recursive: true });
    return { accounts, ...result };
  });
  const dump = makeDump(questionAccounts);
  const paths = measure('paths', dump) as PathsResult;
  const questions = measure('graphql', dump) as readonly QuestionResult[];
  write('results', resultsTable({ openings, derivings, centers, paths, questions, questionAccounts }));
}

function measureWhoCan(): void {
  const results = values['who-can'].split(',').map((accounts): WhoCanOfSize => {
    const dump = makeDump(Number(accounts), { withResources: true });
    const result = measure('whoCan', dump) as Omit<WhoCanOfSize, 'accounts'>;
    rmSync(dump, { recursive: true });
    return { accounts: Number(accounts), ...result };
  });
  write('who can results', whoCanTable(results));
}

try {
  if (!values['who-can-only']) write('policy results', policyTable(measure('policy') as PolicyResult));
  if (!values['policy-only'] && !values['who-can-only']) measureOrganizations();
  if (!values['policy-only']) measureWhoCan();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
