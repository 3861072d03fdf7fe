// Plants each bug of test/policy/plantedBugs.json alone in a copy of the product, runs the suites of the engine there until one fails, and
// writes docs/planted-bugs.md, a row after each bug: npm run mutants. Exit code 1: a bug was found by no suite.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** In this order, the quickest first. */
const SUITES = ['test/policy/cases.test.ts', 'test/evaluate/cases.test.ts', 'test/policy', 'test/evaluate'];

/** @type {{ bug: string, rules: string[], file: string, find: string, put: string }[]} */
const bugs = JSON.parse(readFileSync(join(root, 'test/policy/plantedBugs.json'), 'utf8'));
const copy = mkdtempSync(join(tmpdir(), 'permgraph-mutants-'));

/** The first suite that fails, or null. */
function failingSuite() {
  for (const suite of SUITES) {
    const args = ['node_modules/vitest/vitest.mjs', 'run', suite, '--bail', '1', '--reporter', 'json'];
    const exclude = ['--exclude', 'test/policy/plantedBugs.test.ts'];
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

/** @type {string[]} */
const rows = [];
let survived = 0;

function writeTable() {
  const table = ['| bug | rules | planted in | found by |', '| --- | --- | --- | --- |', ...rows].join('\n');
  const document = new URL('../docs/planted-bugs.md', import.meta.url);
  const [head = ''] = readFileSync(document, 'utf8').split('<!-- results -->');
  const when = `Run ${new Date().toISOString().slice(0, 10)}: ${rows.length} of ${bugs.length} planted, ${rows.length - survived} found.`;
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
  ]) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const before = failingSuite();
  if (before !== null) throw new Error(`${before} fails with no bug planted`);
  for (const { bug, rules, file, find, put } of bugs) {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(find).length !== 2) throw new Error(`${bug}: ${file} does not hold its text exactly once`);
    writeFileSync(
      path,
      text.replace(find, () => put),
    );
    const suite = failingSuite();
    writeFileSync(path, text);
    if (suite === null) survived++;
    process.stderr.write(`${suite ?? 'FOUND BY NOTHING'}: ${bug}\n`);
    rows.push(`| ${bug} | ${rules.join(', ')} | ${file} | ${suite ?? 'found by nothing'} |`);
    writeTable();
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.exitCode = survived === 0 ? 0 : 1;
