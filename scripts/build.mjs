import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What is built, from what, and by which command. */
const TARGETS = [
  {
    name: 'server',
    sources: ['src', 'resolvers', 'schema', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    except: 'src/explorer',
    outputs: ['dist/src', 'dist/resolvers', 'dist/schema'],
    copies: ['schema'],
    proof: 'dist/src/main.js',
    command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  },
  {
    name: 'page',
    sources: ['src/explorer', 'vite.config.ts', 'package-lock.json'],
    except: '',
    outputs: ['dist/explorer'],
    copies: [],
    proof: 'dist/explorer/index.html',
    command: ['node_modules/vite/bin/vite.js', 'build'],
  },
];

/** Builds what is missing or stale; a stamp holds the names, sizes and contents that an output was made from. */
export function build() {
  for (const target of TARGETS) {
    const stampFile = path.join(root, 'dist', `.${target.name}.stamp`);
    const stamp = stampOf(target);
    const isFresh =
      existsSync(path.join(root, target.proof)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
    if (isFresh) continue;
    process.stderr.write(`building the ${target.name}\n`);
    for (const output of target.outputs) rmSync(path.join(root, output), { recursive: true, force: true });
    rmSync(stampFile, { force: true });
    const { status } = spawnSync(process.execPath, target.command, { cwd: root, stdio: ['ignore', 2, 2] });
    if (status !== 0) return false;
    for (const folder of target.copies) {
      cpSync(path.join(root, folder), path.join(root, 'dist', folder), { recursive: true });
    }
    mkdirSync(path.dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
  }
  return true;
}

/** @param {(typeof TARGETS)[number]} target */
function stampOf(target) {
  const hash = createHash('sha256');
  for (const source of target.sources) {
    for (const file of filesUnder(source)) {
      if (target.except !== '' && file.startsWith(`${target.except}/`)) continue;
      hash
        .update(`${file}\0`)
        .update(readFileSync(path.join(root, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} name
 * @returns {string[]}
 */
function filesUnder(name) {
  if (statSync(path.join(root, name)).isFile()) return [name];
  return readdirSync(path.join(root, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !build()) process.exitCode = 1;
