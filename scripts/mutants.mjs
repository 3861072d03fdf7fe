// Plants each bug of test/policy/plantedBugs.json alone in a copy of the product, runs the suites of the engine there until one fails, and
// writes docs/planted-bugs.md, a row after each bug: npm run mutants. Exit code 1: a bug was found by no suite.
// With `--protections`: takes away each protection of test/stores/protections.json, runs the test that the row names, and writes
// docs/protections.md. Rows whose test asks a real Neo4j start one, unless PERMGRAPH_TEST_NEO4J_URI names an empty one.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** In this order, the quickest first. */
const SUITES = ['test/policy/cases.test.ts', 'test/evaluate/cases.test.ts', 'test/policy', 'test/evaluate'];

const ofStores = process.argv.includes('--protections');
/** @type {{ bug: string, rules?: string[], file: string, find: string, put: string, test?: string }[]} */
const bugs = JSON.parse(
  readFileSync(join(root, ofStores ? 'test/stores/protections.json' : 'test/policy/plantedBugs.json'), 'utf8'),
);
const copy = mkdtempSync(join(tmpdir(), 'permgraph-mutants-'));

/**
 * The first suite that fails, or null.
 * @param {readonly string[]} suites
 */
function failingSuite(suites) {
  for (const suite of suites) {
    const args = ['node_modules/vitest/vitest.mjs', 'run', suite, '--bail', '1', '--reporter', 'json'];
    const exclude = ['--exclude', 'test/policy/plantedBugs.test.ts'];
    if (suite.includes('.neo4j.')) args.push('--config', 'vitest.neo4j.config.ts');
    const { stdout } = spawnSync(process.execPath, [...args, ...exclude], { cwd: copy, encoding: 'utf8' });
    const at = stdout.indexOf('{"');
    if (at < 0) throw new Error(`${suite} told nothing`);
    /** @type {{ testResults: { name: string, status: string }[] }} */
    const { testResults } = JSON.parse(stdout.slice(at));
    const failed = testResults.find(({ status }) => status === 'failed');
    if (failed !== undefined) return failed.name.slice(failed.name.lastIndexOf('/test/') + 1);
  }
  return null;
}

/** @type {Set<string>} */
const sound = new Set();

/**
 * Looks once whether suites pass with nothing planted.
 * @param {readonly string[]} suites
 */
function checkSound(suites) {
  const before = failingSuite(suites.filter((suite) => !sound.has(suite)));
  if (before !== null) throw new Error(`${before} fails with no bug planted`);
  for (const suite of suites) sound.add(suite);
}

/** @type {string[]} */
const rows = [];
let survived = 0;

function writeTable() {
  const titles = ofStores ? '| protection | taken out of | which fails |' : '| bug | rules | planted in | found by |';
  const line = titles.replaceAll(/[^|]+/gu, ' --- ');
  const table = [titles, line, ...rows].join('\n');
  const document = new URL(ofStores ? '../docs/protections.md' : '../docs/planted-bugs.md', import.meta.url);
  const [head = ''] = readFileSync(document, 'utf8').split('<!-- results -->');
  const done = ofStores ? 'taken away' : 'planted';
  const when = `Run ${new Date().toISOString().slice(0, 10)}: ${rows.length} of ${bugs.length} ${done}, ${rows.length - survived} found.`;
  writeFileSync(document, `${head}<!-- results -->\n\n${when}\n\n${table}\n`);
}

try {
  for (const name of [
    'src',
    'test',
    'resolvers',
    'schema',
    'data',
    'examples',
    'docs',
    'bench',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    ...(ofStores ? ['scripts', 'tools', 'vitest.neo4j.config.ts'] : []),
  ]) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const { bug, rules, file, find, put, test } of bugs) {
    const suites = test === undefined ? SUITES : [test];
    checkSound(suites);
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(find).length !== 2) throw new Error(`${bug}: ${file} does not hold its text exactly once`);
    writeFileSync(
      path,
      text.replace(find, () => put),
    );
    const suite = failingSuite(suites);
    writeFileSync(path, text);
    if (suite === null) survived++;
    process.stderr.write(`${suite ?? 'FOUND BY NOTHING'}: ${bug}\n`);
    const cells = [bug, ...(rules === undefined ? [] : [rules.join(', ')]), file, suite ?? 'found by nothing'];
    rows.push(`| ${cells.join(' | ')} |`);
    writeTable();
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.exitCode = survived === 0 ? 0 : 1;
