import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from './sourceFiles.js';

const FACTS = ['src/lib', 'src/iam', 'src/graph'];

/** Who may import whom, beside itself. A file belongs to the room with the longest name that its path begins with. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/lib': [],
  'src/iam': ['src/lib'],
  'src/policy': ['src/lib', 'src/iam'],
  'src/evaluate': ['src/lib', 'src/iam', 'src/policy'],
  'src/graph': ['src/lib', 'src/iam'],
  'src/derive': [...FACTS, 'src/policy', 'src/packageRoot.ts', 'src/shippedActions.ts', 'src/shippedPolicies.ts'],
  'src/store/memory': FACTS,
  'src/store/neo4j': FACTS,
  'src/store/decorators': FACTS,
  'src/backup': FACTS,
  'src/ingest': ['src/lib', 'src/iam', 'src/packageRoot.ts', 'src/shippedPolicies.ts'],
  'src/questions': [...FACTS, 'src/policy', 'src/derive', 'src/shippedActions.ts'],
  resolvers: [...FACTS, 'src/questions'],
  'src/server': ['src/lib', 'src/graph', 'src/config.ts', 'resolvers', 'src/store/decorators'],
  'src/explorer': [],
};

/** Files of composition, which know every room, and who may import them. */
const IMPORTED_BY: Readonly<Record<string, readonly string[]>> = {
  'src/wire.ts': ['src/main.ts', 'src/index.ts', 'src/service.ts', 'src/cli'],
  'src/service.ts': ['src/main.ts', 'src/serveDumps.ts', 'src/cli'],
  'src/main.ts': ['src/cli'],
};

const ROOMS = Object.keys(MAY_IMPORT).toSorted((left, right) => right.length - left.length);

function roomOf(file: string): string | null {
  return ROOMS.find((room) => file.startsWith(`${room}/`)) ?? null;
}

/** Relative imports of a file, as paths of sources. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const named = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/gu);
  return [...named].map((match) =>
    path.posix.join(path.posix.dirname(file), (match[1] ?? '').replace(/\.js$/u, '.ts')),
  );
}

/** What breaks the table, as sentences. */
function breaches(files: readonly string[], imports: (file: string) => readonly string[]): readonly string[] {
  return files.flatMap((file) => {
    const room = roomOf(file);
    return imports(file).flatMap((target) => {
      const composed = IMPORTED_BY[target];
      if (composed !== undefined && !composed.some((by) => file === by || file.startsWith(`${by}/`))) {
        return [`${file} imports ${target}, which only ${composed.join(', ')} may`];
      }
      const other = roomOf(target) ?? target;
      if (room === null || other === room || MAY_IMPORT[room]?.includes(other) === true) return [];
      return [`${file} imports ${target}: ${room} may not know ${other}`];
    });
  });
}

describe('imports', () => {
  const files = sourceFiles(['src', 'resolvers']);

  it('point down the table', () => {
    expect(breaches(files, importsOf)).toEqual([]);
  });

  it('are found at all, and a planted one upward is named', () => {
    expect(files.flatMap(importsOf).length).toBeGreaterThan(100);
    expect(breaches(['src/policy/a.ts'], () => ['src/graph/nodes.ts'])).toHaveLength(1);
    expect(breaches(['src/questions/a.ts'], () => ['src/wire.ts'])).toHaveLength(1);
  });

  it('of the table have no cycle', () => {
    const reach = (room: string, seen: readonly string[]): boolean =>
      seen.includes(room) || (MAY_IMPORT[room] ?? []).some((next) => reach(next, [...seen, room]));
    expect(Object.keys(MAY_IMPORT).filter((room) => reach(room, []))).toEqual([]);
  });

  it('of packages that one room alone may know stay there', () => {
    const outside = files.filter(
      (file) =>
        !file.startsWith('src/server/') && /from '(fastify|@apollo|@as-integrations)/u.test(readFileSync(file, 'utf8')),
    );
    expect(outside).toEqual([]);
  });

  it('of the driver of Neo4j stay in its store', () => {
    const known = files.filter((file) => /from 'neo4j-driver'/u.test(readFileSync(file, 'utf8')));
    expect(known.length).toBeGreaterThan(0);
    expect(known.filter((file) => !file.startsWith('src/store/neo4j/'))).toEqual([]);
  });
});
