import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { looksExported, makeTail, TAIL_BYTES, type BackupLimits } from './format.js';
import { refusal } from './refusal.js';

/** How a file is read. `onProgress` is told bytes read, of all. */
export interface ReadLinesOptions {
  readonly limits: BackupLimits;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * The lines of an exported file without the one with the checksum. The checksum of the whole file is looked at first, before anything
 * is unpacked; then it is unpacked and cut into lines as they are asked for.
 * Errors: FILE_NOT_FOUND, EXPORT_DAMAGED, EXPORT_TOO_LARGE, EXPORT_MALFORMED; the signal's reason.
 */
export async function* readLines(file: string, options: ReadLinesOptions): AsyncGenerator<string, void, void> {
  const handle = await openFile(file);
  try {
    const size = await checkWhole(file, handle, options.signal);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let number = 0;
    for await (const line of cutLines(file, handle, size, options)) {
      number++;
      try {
        yield decoder.decode(line);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        throw refusal('EXPORT_MALFORMED', file, `line ${number} is not UTF-8`);
      }
    }
  } finally {
    await handle.close();
  }
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'for an unknown reason';
    throw refusal('FILE_NOT_FOUND', file, `the file cannot be read (${reason})`);
  }
}

/** Compares the checksum; gives the size of what it is of. */
async function checkWhole(file: string, handle: FileHandle, signal: AbortSignal): Promise<number> {
  const facts = await handle.stat();
  if (!facts.isFile()) throw refusal('FILE_NOT_FOUND', file, 'this is not a regular file');
  const size = facts.size - TAIL_BYTES;
  const start = await readAt(handle, 0, 2);
  if (!looksExported(start)) throw refusal('EXPORT_DAMAGED', file, 'this is no export of Permgraph');
  const damaged = refusal(
    'EXPORT_DAMAGED',
    file,
    'the file is compressed as an export is, and cut off or changed since it was written; a dump has to be unpacked first',
  );
  if (size <= 0) throw damaged;
  const hash = createHash('sha256');
  for await (const chunk of handle.createReadStream({ start: 0, end: size - 1, autoClose: false })) {
    signal.throwIfAborted();
    hash.update(chunk as Buffer);
  }
  const tail = await readAt(handle, size, TAIL_BYTES);
  if (!tail.equals(makeTail(hash.digest('hex')))) throw damaged;
  return size;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function* cutLines(
  file: string,
  handle: FileHandle,
  size: number,
  { limits, signal, onProgress = () => undefined }: ReadLinesOptions,
): AsyncGenerator<Buffer, void, void> {
  const packed = handle.createReadStream({ start: 0, end: size - 1, autoClose: false });
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  packed.on('error', (error) => gunzip.destroy(error));
  packed.pipe(gunzip);
  let pieces: Buffer[] = [];
  let lineBytes = 0;
  let total = 0;
  const take = (piece: Buffer): void => {
    lineBytes += piece.length;
    if (lineBytes > limits.lineBytes)
      throw refusal('EXPORT_TOO_LARGE', file, `a line has more than ${limits.lineBytes} bytes`);
    if (piece.length > 0) pieces.push(piece);
  };
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      total += chunk.length;
      const read = Math.max(1, gunzip.bytesWritten);
      if (total > limits.totalBytes || total > limits.lineBytes + read * limits.ratio)
        throw refusal('EXPORT_TOO_LARGE', file, `${read} bytes of the file unpack to more than ${total - 1}`);
      onProgress(read, size);
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
        take(chunk.subarray(start, end));
        yield Buffer.concat(pieces);
        pieces = [];
        lineBytes = 0;
        start = end + 1;
      }
      take(chunk.subarray(start));
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw refusal('EXPORT_MALFORMED', file, 'the file cannot be unpacked');
    throw error;
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
  if (lineBytes > 0) throw refusal('EXPORT_MALFORMED', file, 'the last line has no end');
}
