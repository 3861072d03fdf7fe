import { MOST_LINE_BYTES } from '../evaluate/index.js';

const NEWLINE = 0x0a;

/**
 * The lines of a stream as bytes, without their ends. A line of more bytes than a case may have is cut one byte past that, so that it is
 * refused without being kept.
 */
export async function* linesOf(source: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const keep = (part: Uint8Array): void => {
    const room = MOST_LINE_BYTES + 1 - length;
    if (room <= 0 || part.length === 0) return;
    const kept = part.subarray(0, room);
    parts.push(kept);
    length += kept.length;
  };
  for await (const chunk of source) {
    let rest: Uint8Array = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      keep(rest.subarray(0, end));
      yield Buffer.concat(parts);
      parts = [];
      length = 0;
      rest = rest.subarray(end + 1);
    }
    keep(rest);
  }
  if (length > 0) yield Buffer.concat(parts);
}
