const ENTRIES = 4096;
const LONGEST = 2048;

/** What was made under this name before, or what `make` makes now. Long names are not kept, and a full memory starts anew. */
export function recall<Value>(memory: Map<string, Value>, name: string, make: () => Value): Value {
  const known = memory.get(name);
  if (known !== undefined) return known;
  const made = make();
  if (name.length > LONGEST) return made;
  if (memory.size >= ENTRIES) memory.clear();
  memory.set(name, made);
  return made;
}
