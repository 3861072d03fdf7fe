import type { GraphNode } from '../../graph/nodes.js';
import { listOf, Malformed } from '../../lib/fields.js';
import type { Json, JsonObject } from '../../lib/json.js';

/** A setting of a resource as the dump states it. NOT_STATED: not at all, or so that it cannot be read; then `why` says what is wrong. */
export type Setting<T> =
  | { readonly kind: 'STATED'; readonly value: T }
  | { readonly kind: 'NOT_STATED'; readonly why: string | null };

export const NOT_STATED: Setting<never> = { kind: 'NOT_STATED', why: null };

/** Reads one property of a resource. It comes from outside: what cannot be read is not stated, with what is wrong. */
export function settingOf<T>(
  properties: JsonObject,
  name: string,
  read: (value: Json, pointer: string) => T,
): Setting<T> {
  const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (value === undefined || value === null) return NOT_STATED;
  try {
    return { kind: 'STATED', value: read(value, `/${name}`) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { kind: 'NOT_STATED', why: `${error.pointer}: ${error.message}` };
  }
}

/** The value of a setting that is stated. */
export function valueOf<T>(setting: Setting<T>): T | undefined {
  return setting.kind === 'STATED' ? setting.value : undefined;
}

/** Properties of a resource of this type; empty for any other node. */
export function propertiesOf(node: GraphNode | null, type: string): JsonObject {
  return node?.label === 'Resource' && node.type === type ? node.properties : {};
}

/** The sample objects of a bucket, as its properties state them. */
export function sampleObjects(bucket: JsonObject): readonly JsonObject[] {
  const objects = valueOf(settingOf(bucket, 'objects', (value, at) => listOf(value, at, (each) => each))) ?? [];
  return objects.filter(isObject);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
