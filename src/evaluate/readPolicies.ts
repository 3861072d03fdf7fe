import type { Json } from '../lib/json.js';
import { compilePolicy } from '../policy/compile.js';
import type { AttachedPolicy, ControlLevel, Layers } from '../policy/model.js';
import { checkDocument, type PolicyKind } from '../policy/parse/checkDocument.js';
import { fault } from './fault.js';
import { fieldsOf, listOf, objectOf, optional } from '../lib/fields.js';

const MOST_BYTES = 1024 * 1024;

/**
 * `policies` of a case. A policy is named by its JSON pointer in the case.
 * Errors: CASE_MALFORMED, CASE_TOO_LARGE, POLICY_MALFORMED with the pointer to what AWS would refuse.
 */
export function readPolicies(value: Json | undefined, pointer: string, resourceKind: 'TRUST' | 'RESOURCE'): Layers {
  const fields = fieldsOf(value ?? {}, pointer);
  const all = (kind: PolicyKind) => (list: Json, at: string) =>
    listOf(list, at, (document, place) => readPolicy(document, place, kind));
  const levels = (kind: PolicyKind) => (list: Json, at: string) =>
    listOf(list, at, (level, place): ControlLevel => {
      const index = place.slice(place.lastIndexOf('/') + 1);
      return { at: `level:${index}`, policies: all(kind)(level, place) };
    });
  const layers: Layers = {
    identity: optional(fields, 'identity', all('IDENTITY')) ?? [],
    resource: optional(fields, 'resource', (document, at) => readPolicy(document, at, resourceKind)) ?? null,
    boundary: optional(fields, 'boundary', all('BOUNDARY')) ?? null,
    session: optional(fields, 'session', all('SESSION')) ?? null,
    scp: optional(fields, 'scp', levels('SCP')) ?? null,
    rcp: optional(fields, 'rcp', levels('RCP')) ?? null,
    endpoint: optional(fields, 'endpoint', all('ENDPOINT')) ?? null,
  };
  fields.end();
  return layers;
}

function readPolicy(document: Json, pointer: string, kind: PolicyKind): AttachedPolicy {
  const size = JSON.stringify(objectOf(document, pointer)).length;
  if (size > MOST_BYTES) throw fault('CASE_TOO_LARGE', pointer, 'a policy document is at most 1 MiB long');
  const problem = checkDocument(document, kind).find(({ severity }) => severity === 'REFUSED');
  if (problem !== undefined) {
    throw fault('POLICY_MALFORMED', pointer + problem.pointer, `${problem.reason} (${problem.code}). ${problem.cure}`);
  }
  return { id: pointer, name: nameOf(pointer), attachedTo: null, policy: compilePolicy(document) };
}

/** `/policies/scp/0/1` is `scp[0][1]`. */
function nameOf(pointer: string): string {
  const [, , layer = '', ...indices] = pointer.split('/');
  return layer + indices.map((index) => `[${index}]`).join('');
}
