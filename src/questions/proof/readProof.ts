import type { z } from 'zod';
import { KnownError, type ErrorCode } from '../../lib/errors.js';
import { step } from '../../lib/fields.js';
import type { Json, JsonObject } from '../../lib/json.js';
import { measureJson } from '../../lib/measureJson.js';
import { repeatedKeys } from '../../lib/repeatedKeys.js';
import { compilePolicy, type CompiledPolicy } from '../../policy/compile.js';
import { changedParts, PART_LISTS, partsOf } from './digests.js';
import { PROOF_FORMAT, PROOF_NOTE, PROOF_VERSION, type ProofHop, type ProofPath, type ProofRequest } from './proof.js';
import { ABOUT_SHAPE, DIGESTS_SHAPE, PART_SHAPES } from './shapes.js';

/** No proof may be longer, nested deeper, or have more parts. */
export const MOST_PROOF_BYTES = 64 * 1024 * 1024;
const DEEPEST = 48;
const MOST_PARTS = 50_000;
const MOST_POLICY_CHARACTERS = 1024 * 1024;

/** A proof as it was read. A part that was changed to what cannot be read is null. */
export interface ReadProof {
  readonly rules: string;
  readonly generation: string;
  /** Names of the parts that are not what their digests say. */
  readonly changed: readonly string[];
  readonly policies: readonly (CompiledPolicy | null)[];
  readonly requests: readonly (ProofRequest | null)[];
  readonly hops: readonly (ProofHop | null)[];
  readonly paths: readonly (ProofPath | null)[];
}

/**
 * Reads a proof strictly; it is hostile until then. What was changed since it was written is told, not refused, as far as it still is a
 * proof. Errors: PROOF_MALFORMED, PROOF_TOO_LARGE, PROOF_UNSUPPORTED, each with its place.
 */
export function readProof(bytes: Uint8Array, file: string): ReadProof {
  const fault = (code: ErrorCode, pointer: string, message: string): KnownError =>
    new KnownError(code, message, { place: { file, pointer } });
  if (bytes.length > MOST_PROOF_BYTES) {
    throw fault('PROOF_TOO_LARGE', '', `A proof has at most ${MOST_PROOF_BYTES} bytes`);
  }
  const proof = objectOf(parse(bytes, fault), '', fault);
  if (proof['format'] !== PROOF_FORMAT) throw fault('PROOF_MALFORMED', '/format', `A proof says ${PROOF_FORMAT} here`);
  if (proof['version'] !== PROOF_VERSION) {
    throw fault('PROOF_UNSUPPORTED', '/version', `This Permgraph reads version ${PROOF_VERSION} of proofs`);
  }
  if (proof['note'] !== PROOF_NOTE)
    throw fault('PROOF_MALFORMED', '/note', 'This is not what every proof says of itself');
  const known = new Set(['format', 'version', 'note', 'about', 'sha256', ...PART_LISTS]);
  const stranger = Object.keys(proof).find((name) => !known.has(name));
  if (stranger !== undefined) throw fault('PROOF_MALFORMED', step(stranger), 'A proof has no such field');

  const about = shaped(ABOUT_SHAPE, proof['about'], '/about', fault);
  const recorded = shaped(DIGESTS_SHAPE, proof['sha256'], '/sha256', fault);
  const list = (name: (typeof PART_LISTS)[number]): readonly Json[] => {
    const found = proof[name];
    if (!Array.isArray(found)) throw fault('PROOF_MALFORMED', `/${name}`, 'A list is expected here');
    if (found.length > MOST_PARTS) throw fault('PROOF_TOO_LARGE', `/${name}`, `At most ${MOST_PARTS} parts are read`);
    return found as readonly Json[];
  };
  const lists = { policies: list('policies'), requests: list('requests'), hops: list('hops'), paths: list('paths') };
  const changed = changedParts(partsOf({ about: proof['about'] ?? null, ...lists }), recorded);
  const isChanged = new Set(changed);
  const read = <Part>(name: (typeof PART_LISTS)[number], each: (part: Json, pointer: string) => Part) =>
    lists[name].map((part, place): Part | null => {
      try {
        return each(part, `/${name}/${place}`);
      } catch (error) {
        if (error instanceof KnownError && isChanged.has(`${name}/${place}`)) return null;
        throw error;
      }
    });
  return {
    rules: about.rules,
    generation: about.generation,
    changed,
    policies: read('policies', (part, pointer) => readPolicy(part, pointer, fault)),
    requests: read('requests', (part, pointer) => shaped(PART_SHAPES.requests, part, pointer, fault)),
    hops: read('hops', (part, pointer) => shaped(PART_SHAPES.hops, part, pointer, fault)),
    paths: read('paths', (part, pointer) => shaped(PART_SHAPES.paths, part, pointer, fault)),
  };
}

type Fault = (code: ErrorCode, pointer: string, message: string) => KnownError;

function parse(bytes: Uint8Array, fault: Fault): Json {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fault('PROOF_MALFORMED', '', 'The file is not UTF-8');
  }
  if (measureJson(text, DEEPEST).tooDeepAt >= 0) {
    throw fault('PROOF_TOO_LARGE', '', `A proof is nested at most ${DEEPEST} deep`);
  }
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw fault('PROOF_MALFORMED', '', 'The file is not one JSON object');
  }
  // A digest is of what was parsed, which is the last of them: who reads the file would see another.
  const [repeated] = repeatedKeys(text);
  if (repeated !== undefined) throw fault('PROOF_MALFORMED', repeated, 'This key stands twice');
  return value;
}

function objectOf(value: Json | undefined, pointer: string, fault: Fault): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fault('PROOF_MALFORMED', pointer, 'An object is expected here');
  }
  return value as JsonObject;
}

function shaped<Part>(shape: z.ZodType<Part>, value: Json | undefined, pointer: string, fault: Fault): Part {
  const { success, data, error } = shape.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  const at = (issue?.path ?? []).map((key) => step(String(key))).join('');
  throw fault('PROOF_MALFORMED', pointer + at, issue?.message ?? 'This is not what a proof has here');
}

function readPolicy(document: Json, pointer: string, fault: Fault): CompiledPolicy {
  objectOf(document, pointer, fault);
  if (JSON.stringify(document).length > MOST_POLICY_CHARACTERS) {
    throw fault('PROOF_TOO_LARGE', pointer, 'A policy document is at most 1 MiB long');
  }
  try {
    return compilePolicy(document);
  } catch {
    throw fault('PROOF_MALFORMED', pointer, 'This is no policy document that AWS would store');
  }
}
