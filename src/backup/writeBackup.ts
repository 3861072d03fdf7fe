import { createHash, randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { KnownError } from '../lib/errors.js';
import { PART_NAMES, type GraphPart, type PartName } from '../graph/parts.js';
import { FORMAT, FORMAT_VERSION, makeTail, type Header, type Trailer } from './format.js';
import type { GenerationRecord } from '../graph/graph.js';

/** Characters that are handed to the compressor at once. */
const CHUNK = 1 << 16;

/**
 * Writes a generation to a file, under another name until it is whole: a file of this name is always a whole one.
 * `onProgress` is told how many parts are written.
 * Errors: FILE_NOT_WRITTEN; the signal's reason; those of the parts.
 */
export async function writeBackup(
  path: string,
  generation: GenerationRecord,
  parts: Iterable<GraphPart> | AsyncIterable<GraphPart>,
  {
    signal,
    onProgress = () => undefined,
  }: { readonly signal: AbortSignal; readonly onProgress?: (done: number) => void },
): Promise<void> {
  signal.throwIfAborted();
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
  const handle = await fileWork(path, async () => open(draft, 'wx', 0o600));
  try {
    try {
      const hash = createHash('sha256');
      const lines = Readable.from(inChunks(linesOf(generation, parts, onProgress)), { objectMode: false });
      await pipeline(
        lines,
        createGzip(),
        async (bytes: AsyncIterable<Buffer>) => {
          for await (const chunk of bytes) {
            hash.update(chunk);
            await fileWork(path, async () => handle.writeFile(chunk));
          }
        },
        { signal },
      );
      await fileWork(path, async () => handle.writeFile(makeTail(hash.digest('hex'))));
      await fileWork(path, async () => handle.sync());
    } finally {
      await handle.close();
    }
    signal.throwIfAborted();
    await fileWork(path, async () => rename(draft, path));
  } catch (error) {
    await rm(draft, { force: true });
    signal.throwIfAborted();
    throw error;
  }
  await syncFolder(dirname(path));
}

async function* linesOf(
  { id, createdAt, collectedAt, rules, sources }: GenerationRecord,
  parts: Iterable<GraphPart> | AsyncIterable<GraphPart>,
  onProgress: (done: number) => void,
): AsyncGenerator<string, void, void> {
  const header: Header = {
    format: FORMAT,
    version: FORMAT_VERSION,
    generation: { id, createdAt, collectedAt, rules, sources },
  };
  yield `${JSON.stringify(header)}\n`;
  const end = Object.fromEntries(PART_NAMES.map((name) => [name, 0])) as Record<PartName, number>;
  let done = 0;
  for await (const part of parts) {
    end[part[0]]++;
    yield `${JSON.stringify(part)}\n`;
    onProgress(++done);
  }
  const trailer: Trailer = { end };
  yield `${JSON.stringify(trailer)}\n`;
}

async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<Buffer, void, void> {
  let chunk: string[] = [];
  let size = 0;
  for await (const line of lines) {
    chunk.push(line);
    size += line.length;
    if (size < CHUNK) continue;
    yield Buffer.from(chunk.join(''));
    chunk = [];
    size = 0;
  }
  if (chunk.length > 0) yield Buffer.from(chunk.join(''));
}

/** A crash right after this keeps the new name; where a folder cannot be synced, the file system does so in its own time. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(folder);
    await handle.sync();
  } catch {
    // Windows opens no folders.
  } finally {
    await handle?.close();
  }
}

async function fileWork<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'for an unknown reason';
    throw new KnownError('FILE_NOT_WRITTEN', `the file cannot be written (${reason})`, {
      place: { file, pointer: '' },
      cause: error,
    });
  }
}
