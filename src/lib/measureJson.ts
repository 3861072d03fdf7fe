const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The outline of a JSON text, found without recursion and without parsing values. */
export interface JsonOutline {
  /** Most objects and arrays around one another. */
  readonly depth: number;
  /** Where that depth was first passed, as an offset; -1 when it never was. */
  readonly tooDeepAt: number;
  /** Ends of top-level objects and arrays: more than one means concatenated texts. */
  readonly ends: readonly number[];
  /** The text ends inside an object, array or string. */
  readonly isCutOff: boolean;
}

/** Measures the nesting of a JSON text; stops where `limit` is passed. Right for valid JSON, harmless for anything else. */
export function measureJson(text: string, limit: number): JsonOutline {
  const ends: number[] = [];
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === QUOTE) {
      index = endOfString(text, index);
      if (index < 0) return { depth: deepest, tooDeepAt: -1, ends, isCutOff: true };
    } else if (unit === 0x7b || unit === 0x5b) {
      depth++;
      if (depth > deepest) deepest = depth;
      if (depth > limit) return { depth: deepest, tooDeepAt: index, ends, isCutOff: false };
    } else if (unit === 0x7d || unit === 0x5d) {
      depth--;
      if (depth === 0) ends.push(index + 1);
      if (depth < 0) break;
    }
  }
  return { depth: deepest, tooDeepAt: -1, ends, isCutOff: depth > 0 };
}

/**
 * Whether a file holds one JSON text, nested no deeper than `limit`: all that `measureJson` would be asked of nearly every file, in half the
 * time. Right for valid JSON, harmless for anything else.
 */
export function isOneShallowJson(bytes: Uint8Array, limit: number): boolean {
  let depth = 0;
  let ends = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte === QUOTE) {
      for (index++; index < bytes.length; index++) {
        const inner = bytes[index];
        if (inner === QUOTE) break;
        if (inner === BACKSLASH) index++;
      }
      if (index >= bytes.length) return false;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth++;
      if (depth > limit) return false;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
      if (depth === 0) ends++;
      if (depth < 0) return false;
    }
  }
  return ends === 1 && depth === 0;
}

/** Offset of the quote that closes the string opened at `start`; -1 when none does. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return -1;
}
