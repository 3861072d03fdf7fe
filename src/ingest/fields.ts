import { KnownError, type Place } from '../lib/errors.js';
import type { Json, JsonObject } from '../lib/json.js';
import type { Tag } from '../iam/snapshot.js';
import { readInstant } from './instant.js';
import type { Ledger } from './ledger.js';
import { pointerStep, refusal } from './refusal.js';
import { isList, isObject } from './text/readJson.js';

/** How a source writes the names of fields: `UserName` (API, CLI, most SDKs), `userName` (Java), `user_name` (Ruby). */
export type KeyStyle = 'PASCAL' | 'CAMEL' | 'SNAKE';

/** An object of a dump together with where it stands. */
export interface Item {
  readonly file: string;
  readonly pointer: string;
  readonly raw: JsonObject;
  readonly style: KeyStyle;
}

const WRITTEN: Readonly<Record<KeyStyle, Map<string, string>>> = {
  PASCAL: new Map(),
  CAMEL: new Map(),
  SNAKE: new Map(),
};

/** A field's name as the source writes it; `name` is AWS's, as in `UserName`. */
export function writtenKey(name: string, style: KeyStyle): string {
  if (style === 'PASCAL') return name;
  let written = WRITTEN[style].get(name);
  if (written === undefined) {
    const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2');
    written = style === 'SNAKE' ? words.toLowerCase() : lowerFirstWord(name);
    WRITTEN[style].set(name, written);
  }
  return written;
}

/** `SAMLProviderList` becomes `samlProviderList`. */
function lowerFirstWord(name: string): string {
  const initials = /^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+$|^[A-Z]/.exec(name)?.[0] ?? '';
  return initials.toLowerCase() + name.slice(initials.length);
}

/** The raw value of a field, undefined when it is missing or null. */
export function valueOf(item: Item, name: string): Json | undefined {
  const key = writtenKey(name, item.style);
  return Object.hasOwn(item.raw, key) ? (item.raw[key] ?? undefined) : undefined;
}

/** Where the item stands. */
export function placeOf(item: Item): Place {
  return { file: item.file, pointer: item.pointer };
}

/** Where a field of the item stands, or would. */
export function placeOfField(item: Item, name: string): Place {
  return { file: item.file, pointer: item.pointer + pointerStep(writtenKey(name, item.style)) };
}

/** An error about a field of the item. */
export function malformed(item: Item, name: string, reason: string): KnownError {
  return refusal('DUMP_MALFORMED', placeOfField(item, name), reason);
}

/** A text that has to be there. Errors: DUMP_MALFORMED. */
export function readText(item: Item, name: string): string {
  const value = valueOf(item, name);
  if (typeof value === 'string' && value !== '') return value;
  throw malformed(item, name, value === undefined ? `${name} is missing` : `${name} is no text`);
}

/** A text, or null when it is missing or empty. Errors: DUMP_MALFORMED. */
export function readOptionalText(item: Item, name: string): string | null {
  const value = valueOf(item, name);
  if (value === undefined || value === '') return null;
  if (typeof value !== 'string') throw malformed(item, name, `${name} is no text`);
  return value;
}

/** A boolean, also as the text that XML has; null when missing. Errors: DUMP_MALFORMED. */
export function readOptionalBoolean(item: Item, name: string): boolean | null {
  const value = valueOf(item, name);
  if (value === undefined) return null;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw malformed(item, name, `${name} is neither true nor false`);
}

/** A whole number not below 0, also as text; null when missing. Errors: DUMP_MALFORMED. */
export function readOptionalCount(item: Item, name: string): number | null {
  const value = valueOf(item, name);
  if (value === undefined) return null;
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
  throw malformed(item, name, `${name} is no whole number`);
}

/** An instant in UTC, or null; one that is there and cannot be read is a warning. */
export function readOptionalInstant(item: Item, name: string, ledger: Ledger): string | null {
  const value = valueOf(item, name);
  if (value === undefined || value === '') return null;
  const instant = readInstant(value);
  if (instant === null) {
    ledger.warn('INSTANT_UNREADABLE', placeOfField(item, name), `${name} is no date and time that AWS writes`);
  }
  return instant;
}

/** A value with where it stands. */
export interface Element {
  readonly value: Json;
  readonly file: string;
  readonly pointer: string;
}

/** The elements of a list; empty when the field is missing. Takes the `member` wrapper of raw API answers. Errors: DUMP_MALFORMED. */
export function readElements(item: Item, name: string): readonly Element[] {
  const value = valueOf(item, name);
  if (value === undefined) return [];
  const { file, pointer } = placeOfField(item, name);
  return listElements(value, file, pointer, name);
}

/** The elements of a value that should be a list. Errors: DUMP_MALFORMED. */
export function listElements(value: Json, file: string, pointer: string, name: string): readonly Element[] {
  if (isList(value)) return value.map((element, index) => ({ value: element, file, pointer: `${pointer}/${index}` }));
  if (value === null || value === '') return [];
  if (isObject(value)) {
    const keys = Object.keys(value);
    if (keys.length === 0) return [];
    const member = value['member'];
    if (keys.length === 1 && member !== undefined) {
      const inner = `${pointer}/member`;
      return isList(member) || member === '' || member === null
        ? listElements(member, file, inner, name)
        : [{ value: member, file, pointer: inner }];
    }
  }
  throw refusal('DUMP_MALFORMED', { file, pointer }, `${name} is no list`);
}

/** An element that should be an object. Errors: DUMP_MALFORMED. */
export function toItem(element: Element, style: KeyStyle, name: string): Item {
  if (!isObject(element.value)) {
    throw refusal(
      'DUMP_MALFORMED',
      { file: element.file, pointer: element.pointer },
      `An entry of ${name} is no object`,
    );
  }
  return { file: element.file, pointer: element.pointer, raw: element.value, style };
}

/** A list of objects; empty when the field is missing. Errors: DUMP_MALFORMED. */
export function readItems(item: Item, name: string): readonly Item[] {
  const value = valueOf(item, name);
  if (value === undefined || (isList(value) && value.length === 0)) return [];
  return readElements(item, name).map((element) => toItem(element, item.style, name));
}

/** A list of texts; empty when the field is missing. Errors: DUMP_MALFORMED. */
export function readTexts(item: Item, name: string): readonly string[] {
  return readElements(item, name).map(({ value, file, pointer }) => {
    if (typeof value === 'string' && value !== '') return value;
    throw refusal('DUMP_MALFORMED', { file, pointer }, `An entry of ${name} is no text`);
  });
}

/** An object in a field, or null when it is missing. Errors: DUMP_MALFORMED. */
export function readOptionalItem(item: Item, name: string): Item | null {
  const value = valueOf(item, name);
  if (value === undefined || value === '') return null;
  const { file, pointer } = placeOfField(item, name);
  return toItem({ value, file, pointer }, item.style, name);
}

/** Tags, sorted by AWS as it likes; a tag's value may be empty. Errors: DUMP_MALFORMED. */
export function readTags(item: Item, name: string): readonly Tag[] {
  return plainTags(item, name) ?? readTagsSlowly(item, name);
}

/** Tags as almost every dump has them, without the pointers that only errors need; null for any other form. */
function plainTags(item: Item, name: string): readonly Tag[] | null {
  const value = valueOf(item, name);
  if (value === undefined) return [];
  if (!isList(value) || item.style !== 'PASCAL') return null;
  const tags: Tag[] = [];
  for (const tag of value) {
    if (!isObject(tag) || typeof tag['Key'] !== 'string' || typeof tag['Value'] !== 'string' || tag['Key'] === '')
      return null;
    tags.push({ key: tag['Key'], value: tag['Value'] });
  }
  return tags;
}

function readTagsSlowly(item: Item, name: string): readonly Tag[] {
  return readItems(item, name).map((tag) => ({
    key: readText(tag, 'Key'),
    value: readOptionalText(tag, 'Value') ?? '',
  }));
}
