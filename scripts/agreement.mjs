// Compiles the naive evaluator with the engine and compares them: npm run agreement -- [--requests 10000000] [--seed 20260101]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (/** @type {string[]} */ ...args) =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

const compiled = run('node_modules/typescript/bin/tsc', '-p', 'test/policy/naive');
process.exitCode = compiled !== 0 ? compiled : run('dist/test/policy/naive/agreementRun.js', ...process.argv.slice(2));
