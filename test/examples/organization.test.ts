import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

function readFolder(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]),
  );
}

it('commits what its description builds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'permgraph-example-'));
  try {
    execFileSync(process.execPath, [join(examples, 'build-organization.mjs'), folder]);
    expect(readFolder(folder)).toEqual(readFolder(join(examples, 'organization')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
