import { readFileSync, statSync } from 'node:fs';
import type { Place } from '../../lib/errors.js';
import type { Json, JsonObject } from '../../lib/json.js';
import type { IngestLimits } from '../ingested.js';
import { pointerStep, refusal } from '../refusal.js';
import { lineAndColumn, locateJsonError } from './locateJsonError.js';
import { endOfString, isOneShallowJson, measureJson } from '../../lib/measureJson.js';

/** A file as text, and as it was read. */
export interface FileText {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a file as text, at once: parsing it takes far longer, and the ways of the pool of threads cost more than the reading of most.
 * Its size is asked before it is read.
 * Errors: DUMP_NOT_FOUND, DUMP_TOO_LARGE, DUMP_EMPTY, DUMP_NOT_UTF8.
 */
export function readText(path: string, file: string, limits: IngestLimits): FileText {
  const place = { file, pointer: '' };
  const bytes = readBytes(path, place, limits);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw refusal('DUMP_NOT_UTF8', place, 'The file is UTF-16, as `>` of Windows PowerShell writes it');
  }
  const text = decode(bytes, place);
  if (text.trim() === '') throw refusal('DUMP_EMPTY', place, 'The file is empty');
  return { text, bytes };
}

function readBytes(path: string, place: Place, limits: IngestLimits): Buffer {
  try {
    const facts = statSync(path);
    if (!facts.isFile()) throw refusal('DUMP_NOT_FOUND', place, 'This is not a regular file');
    if (facts.size > limits.fileBytes) {
      throw refusal('DUMP_TOO_LARGE', place, `The file has ${facts.size} bytes; at most ${limits.fileBytes} are read`);
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error) {
      throw refusal('DUMP_NOT_FOUND', place, `The file cannot be read (${error.code})`);
    }
    throw error;
  }
}

function decode(bytes: Buffer, place: Place): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const lenient = new TextDecoder('utf-8').decode(bytes);
    const { line } = lineAndColumn(lenient, lenient.indexOf('\uFFFD'));
    throw refusal('DUMP_NOT_UTF8', place, `Line ${line} holds bytes that are not UTF-8`);
  }
}

/**
 * The JSON values that a text holds: one, or several where a shell appended answers to one another.
 * Nesting is measured before anything recursive sees the text.
 * Errors: DUMP_NOT_JSON, DUMP_TOO_DEEP.
 */
export function parseJsonTexts({ text, bytes }: FileText, place: Place, limits: IngestLimits): readonly Json[] {
  if (isOneShallowJson(bytes, limits.depth)) return [parseOne(text, text, 0, false, place)];
  const outline = measureJson(text, limits.depth);
  if (outline.tooDeepAt >= 0) {
    const { line, column } = lineAndColumn(text, outline.tooDeepAt);
    throw refusal(
      'DUMP_TOO_DEEP',
      place,
      `More than ${limits.depth} levels are nested at line ${line}, column ${column}`,
    );
  }
  if (outline.ends.length < 2) return [parseOne(text, text, 0, outline.isCutOff, place)];
  const starts = [0, ...outline.ends];
  return starts.flatMap((start, index) => {
    const part = text.slice(start, outline.ends[index] ?? text.length);
    return part.trim() === '' ? [] : [parseOne(part, text, start, outline.isCutOff, place)];
  });
}

/** The message of `JSON.parse` quotes the text, so the place is found by ourselves. */
function parseOne(part: string, text: string, start: number, isCutOff: boolean, place: Place): Json {
  try {
    return JSON.parse(part) as Json;
  } catch {
    const offset = start + (locateJsonError(part) ?? 0);
    const { line, column } = lineAndColumn(text, offset);
    const reason = isCutOff && isUnfinished(text, offset) ? 'The file is cut off' : 'The file is not JSON';
    throw refusal('DUMP_NOT_JSON', place, `${reason} at line ${line}, column ${column}`);
  }
}

/** Whether nothing is wrong from the offset on but that the text ends there, within a string, or within a number or word. */
function isUnfinished(text: string, offset: number): boolean {
  if (text[offset] === '"') return endOfString(text, offset) < 0;
  return text.length - offset <= 400 && /^[\w.+-]*\s*$/.test(text.slice(offset));
}

/** Whether a text may hold a key `__proto__`, escaped or not. */
export function mayHoldPrototypeKey(text: string): boolean {
  return text.includes('__proto__') || /\\u005f/i.test(text);
}

/** JSON pointer of a key `__proto__` in a value; null when there is none. AWS writes no such key, and code that merges objects trips over it. */
export function findPrototypeKey(value: Json): string | null {
  const open: { readonly value: Json; readonly pointer: string }[] = [{ value, pointer: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: current, pointer } = next;
    if (current === null || typeof current !== 'object') continue;
    if (isList(current)) {
      current.forEach((item, index) => open.push({ value: item, pointer: pointer + pointerStep(index) }));
    } else {
      for (const [key, item] of Object.entries(current)) {
        if (key === '__proto__') return `${pointer}/__proto__`;
        open.push({ value: item, pointer: pointer + pointerStep(key) });
      }
    }
  }
  return null;
}

/** `Array.isArray` for JSON. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether a value is a JSON object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
