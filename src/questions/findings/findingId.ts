/** What an id of a finding is made of. */
export interface FindingKey {
  readonly rule: string;
  /** Node id of what it is about. */
  readonly subject: string;
  /** Tells findings of one rule about one subject apart: an account, the day a key was made. Empty where there is one. */
  readonly about: string;
}

/** The id of a finding: the same in every generation and store for as long as the rule finds the same. */
export function findingId({ rule, subject, about }: FindingKey): string {
  return `finding:${Buffer.from(JSON.stringify([rule, subject, about]), 'utf8').toString('base64url')}`;
}

/** Reads an id of a finding; null when it is none. Whether such a finding holds is for its rule to say. */
export function parseFindingId(id: string): FindingKey | null {
  if (!id.startsWith('finding:')) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(id.slice('finding:'.length), 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  if (!Array.isArray(value) || value.length !== 3) return null;
  const [rule, subject, about] = value as readonly unknown[];
  if (typeof rule !== 'string' || typeof subject !== 'string' || typeof about !== 'string') return null;
  const key = { rule, subject, about };
  return findingId(key) === id ? key : null;
}
