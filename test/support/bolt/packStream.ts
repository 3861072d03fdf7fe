/** A structure of PackStream: a tag and its fields. */
export interface Struct {
  readonly tag: number;
  readonly fields: readonly unknown[];
}

/** Writes values as PackStream 1 does (https://neo4j.com/docs/bolt/current/packstream/): whole numbers as integers of 64 bits. */
export function pack(value: unknown): Buffer {
  if (value === null || value === undefined) return Buffer.of(0xc0);
  if (typeof value === 'boolean') return Buffer.of(value ? 0xc3 : 0xc2);
  if (typeof value === 'bigint' || Number.isInteger(value))
    return packNumber(0xcb, (buffer) => buffer.writeBigInt64BE(BigInt(value as number), 1));
  if (typeof value === 'number') return packNumber(0xc1, (buffer) => buffer.writeDoubleBE(value, 1));
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([packHead(0xd2, text.length), text]);
  }
  if (Array.isArray(value)) return Buffer.concat([packHead(0xd6, value.length), ...value.map(pack)]);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Buffer.concat([packHead(0xda, entries.length), ...entries.flatMap(([key, each]) => [pack(key), pack(each)])]);
}

/** Writes a structure of at most 15 fields, as every message of Bolt is. */
export function packStruct({ tag, fields }: Struct): Buffer {
  return Buffer.concat([Buffer.of(0xb0 + fields.length, tag), ...fields.map(pack)]);
}

function packHead(marker: number, size: number): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(marker);
  head.writeUInt32BE(size, 1);
  return head;
}

function packNumber(marker: number, write: (buffer: Buffer) => void): Buffer {
  const buffer = Buffer.alloc(9);
  buffer.writeUInt8(marker);
  write(buffer);
  return buffer;
}

/** Reads one value; integers come as numbers. Errors: one that names the marker which is none. */
export function unpack(bytes: Buffer): unknown {
  let at = 0;
  const take = (size: number): Buffer => bytes.subarray(at, (at += size));
  const many = <T>(count: number, read: () => T): T[] => Array.from({ length: count }, read);
  const sized = (width: number): number => take(width).readUIntBE(0, width);
  const text = (size: number): string => take(size).toString('utf8');
  const map = (size: number): Record<string, unknown> =>
    Object.fromEntries(many(size, () => [String(next()), next()] as const));
  const struct = (size: number): Struct => ({ tag: sized(1), fields: many(size, next) });
  const byMarker: Readonly<Record<number, () => unknown>> = {
    0xc0: () => null,
    0xc1: () => take(8).readDoubleBE(),
    0xc2: () => false,
    0xc3: () => true,
    0xc8: () => take(1).readInt8(),
    0xc9: () => take(2).readInt16BE(),
    0xca: () => take(4).readInt32BE(),
    0xcb: () => Number(take(8).readBigInt64BE()),
    0xcc: () => take(sized(1)),
    0xcd: () => take(sized(2)),
    0xce: () => take(sized(4)),
    0xd0: () => text(sized(1)),
    0xd1: () => text(sized(2)),
    0xd2: () => text(sized(4)),
    0xd4: () => many(sized(1), next),
    0xd5: () => many(sized(2), next),
    0xd6: () => many(sized(4), next),
    0xd8: () => map(sized(1)),
    0xd9: () => map(sized(2)),
    0xda: () => map(sized(4)),
  };
  function next(): unknown {
    const marker = sized(1);
    if (marker < 0x80) return marker;
    if (marker >= 0xf0) return marker - 0x100;
    const size = marker & 0x0f;
    if (marker < 0x90) return text(size);
    if (marker < 0xa0) return many(size, next);
    if (marker < 0xb0) return map(size);
    if (marker < 0xc0) return struct(size);
    const read = byMarker[marker];
    if (read === undefined) throw new Error(`PackStream has no marker ${marker.toString(16)}`);
    return read();
  }
  return next();
}
