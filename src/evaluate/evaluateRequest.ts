import { KnownError } from '../lib/errors.js';
import type { Json } from '../lib/json.js';
import { decide } from '../policy/decide.js';
import { answerOf, type CaseAnswer, type RefusedCase } from './answer.js';
import { DEEPEST, whyNoJson } from './depth.js';
import { type CaseErrorCode, fault } from './fault.js';
import { readCase } from './readCase.js';

/**
 * Decides one case, as a line of `permgraph evaluate`. A case that cannot be read gives an answer with `error`; it throws for nothing that
 * it is given.
 */
export function evaluateRequest(value: unknown): CaseAnswer {
  let id: Json = null;
  try {
    const whyNot = whyNoJson(value);
    if (whyNot === 'TOO_DEEP') throw fault('CASE_TOO_LARGE', '', `a case is nested at most ${DEEPEST} deep`);
    if (whyNot === 'NOT_JSON')
      throw fault('CASE_MALFORMED', '', 'a case is JSON, and this one holds what JSON cannot say');
    const found = value as Json;
    id = idOf(found);
    const { request, layers, ignored } = readCase(found);
    return answerOf(id, decide(request, layers), ignored);
  } catch (error) {
    if (error instanceof KnownError) return refusedCase(id, error);
    throw error;
  }
}

/** The answer to a case that cannot be read. */
export function refusedCase(id: Json, error: KnownError): RefusedCase {
  return {
    id,
    error: { code: error.code as CaseErrorCode, message: error.message, pointer: error.place?.pointer ?? '' },
  };
}

function idOf(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, 'id')) return null;
  const { id = null } = value as { readonly id?: Json };
  if (id === null || typeof id === 'string' || typeof id === 'number') return id;
  throw fault('CASE_MALFORMED', '/id', 'an id is a text or a number');
}
