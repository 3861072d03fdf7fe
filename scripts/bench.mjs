// Compiles the benchmarks with the product and runs them: npm run bench -- [--sizes 5,20] [--questions 20] [--policy-only] [--no-write]; npm run bench:neo4j measures the store in Neo4j
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

// Resolvers read the SDL from beside themselves, as in a build.
cpSync(new URL('../schema', import.meta.url), new URL('../dist/schema', import.meta.url), { recursive: true });
const compiled = run('node_modules/typescript/bin/tsc', '-p', 'bench');
const args = process.argv.slice(2);
const main = args[0] === '--neo4j' ? ['dist/bench/neo4j/main.js', ...args.slice(1)] : ['dist/bench/main.js', ...args];
process.exitCode = compiled !== 0 ? compiled : run(...main);
