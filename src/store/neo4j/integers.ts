/** The driver sends every number as a float: whole ones are made integers, which is what all of ours mean. */
export function withIntegers(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, withInteger(value)]));
}

function withInteger(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) return withIntegers(value as Record<string, unknown>);
  return typeof value[0] === 'string' ? value : value.map(withInteger);
}
