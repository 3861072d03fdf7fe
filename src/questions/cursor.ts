import { createHash } from 'node:crypto';
import type { GraphReader } from '../graph/store.js';
import { KnownError } from '../lib/errors.js';
import { badInput } from './badInput.js';

/** What a cursor belongs to: a generation, and a question with all of its arguments but `first` and `after`. */
export interface CursorScope {
  readonly generation: string;
  /** Hash of the question. */
  readonly question: string;
}

/**
 * The scope of a question's cursors: its name, the id of its parent (null at the root) and its arguments, of which `first` and `after` do not
 * count. The hash is made when a cursor is read or written, which is seldom.
 */
export function cursorScope(
  { generation }: Pick<GraphReader, 'generation'>,
  question: { readonly name: string; readonly parent: string | null; readonly args: object },
): CursorScope {
  return new HashedWhenRead(generation.id, question);
}

class HashedWhenRead implements CursorScope {
  readonly generation: string;
  readonly #question: Parameters<typeof cursorScope>[1];
  #hash: string | null = null;

  constructor(generation: string, question: Parameters<typeof cursorScope>[1]) {
    this.generation = generation;
    this.#question = question;
  }

  get question(): string {
    const { name, parent, args } = this.#question;
    return (this.#hash ??= digest([name, parent, canonical({ ...args, first: null, after: null })]));
  }
}

/** A cursor for the row with this key. */
export function encodeCursor(scope: CursorScope, key: string): string {
  const check = digest([scope.generation, scope.question, key]);
  return Buffer.from(JSON.stringify([scope.generation, scope.question, key, check]), 'utf8').toString('base64url');
}

/**
 * The key of the row that a cursor names; null without a cursor.
 * Errors: BAD_USER_INPUT naming `after`; CURSOR_OF_OTHER_GENERATION with the generation to name in `details.generation`.
 */
export function decodeCursor(scope: CursorScope, cursor: string | null | undefined): string | null {
  if (cursor === null || cursor === undefined) return null;
  const parts = readParts(cursor);
  if (parts === null) throw badInput('after', 'not a cursor that this API gave');
  const [generation, question, key] = parts;
  if (generation !== scope.generation) {
    throw new KnownError(
      'CURSOR_OF_OTHER_GENERATION',
      'after: the cursor was made in another generation; name that one with @at, or start again without a cursor.',
      { details: { argument: 'after', generation } },
    );
  }
  if (question !== scope.question) throw badInput('after', 'the cursor was made with other arguments or elsewhere');
  return key;
}

function readParts(cursor: string): readonly [string, string, string] | null {
  if (cursor.length > 16_384) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  if (!Array.isArray(value) || value.length !== 4) return null;
  const [generation, question, key] = value as readonly unknown[];
  if (typeof generation !== 'string' || typeof question !== 'string' || typeof key !== 'string') return null;
  return encodeCursor({ generation, question }, key) === cursor ? [generation, question, key] : null;
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}

/** The same value whatever the order of its keys; fields left out and null are alike. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.entries(value)
    .filter(([, field]) => field !== undefined && field !== null)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, field]) => [key, canonical(field)]);
}
