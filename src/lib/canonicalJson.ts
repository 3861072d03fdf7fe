import { createHash } from 'node:crypto';
import type { Json } from './json.js';

/**
 * A value as RFC 8785 (JSON Canonicalization Scheme) writes it: without white space, keys by UTF-16 code units, numbers and texts as
 * ECMAScript writes them. The caller bounds how deep it is nested.
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonicalJson(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value as Readonly<Record<string, Json>>);
  fields.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`;
}

/** The SHA-256 of its canonical form in UTF-8, in hexadecimal. */
export function sha256Of(value: Json): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}
