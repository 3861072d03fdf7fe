import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Json } from '../../src/lib/json.js';

/** Files of a dump by their path in it. */
export type DumpFiles = ReadonlyMap<string, string | Buffer>;

/** One change to a dump: a value set or removed at a JSON pointer, or a file replaced or removed. */
export interface DumpChange {
  readonly file: string;
  /** With `set` or `remove`: where. `-` at the end of a list appends. */
  readonly at?: string;
  readonly set?: Json;
  /** JSON text put in as it stands, for what JSON.stringify cannot write. */
  readonly raw?: string;
  /** As `raw` or `text`: a beginning, a piece that is repeated, how often, and an end. */
  readonly repeat?: readonly [string, string, number, string];
  readonly remove?: true;
  readonly text?: string;
  readonly base64?: string;
  /** Keeps the first so many characters. */
  readonly cut?: number;
}

/** Reads a folder as a dump. */
export async function loadDump(folder: string): Promise<DumpFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      files.toSorted().map(async (path) => [relative(folder, path), await readFile(path, 'utf8')] as const),
    ),
  );
}

/** Writes a dump into a new folder, gives the folder to `use`, and takes it away again. */
export async function withDump<T>(files: DumpFiles, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'permgraph-dump-'));
  try {
    for (const [path, contents] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), contents);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const HOLE = '"⟦hole⟧"';

/** A dump with these changes made, in their order. */
export function changeDump(files: DumpFiles, changes: readonly DumpChange[]): DumpFiles {
  const changed = new Map(files);
  for (const change of changes) {
    const raw = change.repeat === undefined ? change.raw : repeated(change.repeat);
    const before = String(changed.get(change.file) ?? '');
    if (change.base64 !== undefined) changed.set(change.file, Buffer.from(change.base64, 'base64'));
    else if (change.text !== undefined) changed.set(change.file, change.text);
    else if (change.cut !== undefined) changed.set(change.file, before.slice(0, change.cut));
    else if (change.at === undefined && raw !== undefined) changed.set(change.file, raw);
    else if (change.at === undefined) changed.delete(change.file);
    else {
      const value: unknown = JSON.parse(before);
      const after = setAt(value, change.at.split('/').slice(1), raw === undefined ? change.set : JSON.parse(HOLE));
      const text = JSON.stringify(after, null, 2);
      changed.set(change.file, raw === undefined ? text : text.replace(HOLE, () => raw));
    }
  }
  return changed;
}

function repeated([before, unit, times, after]: readonly [string, string, number, string]): string {
  return before + unit.repeat(times) + after;
}

/** The value with another one at the pointer; without, when that is undefined. */
function setAt(value: unknown, steps: readonly string[], replacement: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return replacement;
  const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
  if (Array.isArray(value)) {
    const index = key === '-' ? value.length : Number(key);
    if (rest.length === 0 && replacement === undefined) return value.toSpliced(index, 1);
    return value.toSpliced(index, 1, setAt(value[index], rest, replacement));
  }
  const object = typeof value === 'object' && value !== null ? { ...value } : {};
  const inner: unknown = Object.hasOwn(object, key) ? Reflect.get(object, key) : undefined;
  return { ...object, [key]: setAt(inner, rest, replacement) };
}
