import type { Json } from '../lib/json.js';
import type { CaseAnswer } from './answer.js';
import { whyNoJson } from './depth.js';
import { evaluateRequest, refusedCase } from './evaluateRequest.js';
import { fault } from './fault.js';
import { repeatedKeys } from '../lib/repeatedKeys.js';

/** No line of a case file may be longer; its policies are at most 1 MiB each. */
export const MOST_LINE_BYTES = 64 * 1024 * 1024;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Decides one line of a case file; null for a line of nothing but white space. */
export function evaluateLine(bytes: Uint8Array): CaseAnswer | null {
  if (bytes.length > MOST_LINE_BYTES) {
    return refusedCase(null, fault('CASE_TOO_LARGE', '', `a line has at most ${MOST_LINE_BYTES} bytes`));
  }
  const text = decode(bytes);
  if (text === null) return refusedCase(null, fault('CASE_NOT_JSON', '', 'the line is not UTF-8'));
  if (text.trim() === '') return null;
  const found = parse(text);
  if (found === undefined) return refusedCase(null, fault('CASE_NOT_JSON', '', 'the line is not one JSON object'));
  if (whyNoJson(found) === null) {
    const [repeated] = repeatedKeys(text);
    if (repeated !== undefined) return refusedCase(null, fault('CASE_MALFORMED', repeated, 'this key stands twice'));
  }
  return evaluateRequest(found);
}

function decode(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
