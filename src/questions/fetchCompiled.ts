import type { Call, Lookups } from '../graph/store.js';
import type { Json } from '../lib/json.js';
import { compilePolicy, type CompiledPolicy } from '../policy/compile.js';

/** Equal documents are one object in a generation, so each is compiled once for as long as it lives. */
const compiled = new WeakMap<object, CompiledPolicy>();

/** Policies by id, compiled; null where the document was not collected. Ids that the graph lacks are left out. */
export async function fetchCompiled(
  reader: Lookups,
  ids: readonly string[],
  call: Call,
): Promise<ReadonlyMap<string, CompiledPolicy | null>> {
  const nodes = (await reader.nodes(ids, call)).filter((node) => node?.label === 'Policy');
  const keys = [...new Set(nodes.flatMap(({ documentKey }) => documentKey ?? []))];
  const found = await reader.documents(keys, call);
  const documents = new Map(keys.map((key, index) => [key, found[index] ?? null]));
  return new Map(nodes.map(({ id, documentKey }) => [id, compiledOf(documents.get(documentKey ?? '') ?? null)]));
}

/** A document compiled; null where there is none. */
export function compiledOf(document: Json): CompiledPolicy | null {
  if (typeof document !== 'object' || document === null) return null;
  const known = compiled.get(document) ?? compilePolicy(document);
  compiled.set(document, known);
  return known;
}
