import type { Json } from '../../lib/json.js';
import { sha256Of } from '../../lib/canonicalJson.js';

/** The lists whose items are parts of a proof. */
export const PART_LISTS = ['policies', 'requests', 'hops', 'paths'] as const;

/** The parts of a proof with their names, each with what it holds. */
export function partsOf(proof: {
  readonly about: Json;
  readonly policies: readonly Json[];
  readonly requests: readonly Json[];
  readonly hops: readonly Json[];
  readonly paths: readonly Json[];
}): ReadonlyMap<string, Json> {
  const lists = PART_LISTS.flatMap((name) => proof[name].map((part, place) => [`${name}/${place}`, part] as const));
  return new Map<string, Json>([['about', proof.about], ...lists]);
}

/** The digest of each part by its name, and of all of these together as `all`. */
export function digestsOf(parts: ReadonlyMap<string, Json>): Readonly<Record<string, string>> {
  const digests = Object.fromEntries([...parts].map(([name, part]) => [name, sha256Of(part)]));
  return { ...digests, all: sha256Of(digests) };
}

/** Names of parts whose recorded digest is another than theirs, or is missing, and of digests without a part; `all` last. */
export function changedParts(
  parts: ReadonlyMap<string, Json>,
  recorded: Readonly<Record<string, string>>,
): readonly string[] {
  const { all, ...others } = recorded;
  const changed = [...parts].filter(([name, part]) => others[name] !== sha256Of(part)).map(([name]) => name);
  const strangers = Object.keys(others).filter((name) => !parts.has(name));
  return [...changed, ...strangers, ...(all === sha256Of(others) ? [] : ['all'])];
}
