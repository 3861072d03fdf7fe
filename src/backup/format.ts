import { crc32 } from 'node:zlib';
import type { PartName } from '../graph/parts.js';
import type { GenerationRecord } from '../graph/graph.js';

/**
 * An exported generation is one file: gzip of lines of JSON, then a second gzip member of one line with the SHA-256 of every byte before
 * it, so that `zcat` shows it all and nothing can change unseen. The first line is the `Header`, then one line for each `GraphPart`, in
 * their order, then the `Trailer`.
 */
export const FORMAT = 'permgraph-export';

/** Version of the format; a reader refuses any other. */
export const FORMAT_VERSION = 1;

/** The first line. */
export interface Header {
  readonly format: typeof FORMAT;
  readonly version: typeof FORMAT_VERSION;
  readonly generation: GenerationRecord;
}

/** The last line of the first member: how many parts of each name there are. */
export interface Trailer {
  readonly end: Readonly<Record<PartName, number>>;
}

/** Bounds of what is read. No organisation comes near them. */
export interface BackupLimits {
  /** Bytes of one line. */
  readonly lineBytes: number;
  /** Bytes of all lines. */
  readonly totalBytes: number;
  /** How many bytes one byte of the file may become, beyond the first `lineBytes`: deflate makes up to 1032 of zeros. */
  readonly ratio: number;
  /** Levels of nesting in one line. */
  readonly depth: number;
}

export const BACKUP_LIMITS: BackupLimits = { lineBytes: 1 << 26, totalBytes: 2 ** 35, ratio: 400, depth: 80 };

const GZIP = Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0xff]);

/** The second member, byte by byte, for the SHA-256 (hex) of all before it. */
export function makeTail(sha256: string): Buffer {
  const line = Buffer.from(`${JSON.stringify({ sha256 })}\n`);
  const numbers = Buffer.alloc(13);
  numbers.writeUInt8(1, 0);
  numbers.writeUInt16LE(line.length, 1);
  numbers.writeUInt16LE(line.length ^ 0xffff, 3);
  numbers.writeUInt32LE(crc32(line), 5);
  numbers.writeUInt32LE(line.length, 9);
  return Buffer.concat([GZIP, numbers.subarray(0, 5), line, numbers.subarray(5)]);
}

export const TAIL_BYTES = makeTail('0'.repeat(64)).length;

/** Whether a file that begins so may be an export: a dump is text. */
export function looksExported(start: Uint8Array): boolean {
  return start[0] === GZIP[0] && start[1] === GZIP[1];
}
