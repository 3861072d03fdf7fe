import { type FindingKey, findingId } from './findingId.js';
import type { Suppression, SuppressionEntry } from './settings.js';

/** The suppression of a finding: the one in force, or else the last that ended. */
export interface Suppressed {
  readonly inForce: Suppression | null;
  readonly expired: Suppression | null;
}

/** What the entries say of a finding at an instant. Of several in force the one that lasts longest counts. */
export function suppressionOf(
  key: FindingKey,
  subjectArn: string | null,
  entries: readonly SuppressionEntry[],
  now: number,
): Suppressed {
  const about = entries
    .filter((entry) => isAbout(entry, key, subjectArn))
    .toSorted((left, right) => endOf(right) - endOf(left))
    .map(({ reason, until }) => ({ reason, until }));
  const inForce = about.find((one) => endOf(one) > now) ?? null;
  return { inForce, expired: inForce === null ? (about[0] ?? null) : null };
}

/** Whether an entry names this finding, in force or not. */
export function isAbout(entry: SuppressionEntry, key: FindingKey, subjectArn: string | null): boolean {
  const { finding, rule, subject } = entry;
  return (
    (finding === null || finding === findingId(key)) &&
    (rule === null || rule === key.rule) &&
    (subject === null || subject === key.subject || subject === subjectArn)
  );
}

/** The instant at which a suppression ends, in milliseconds. */
export function endOf({ until }: Suppression): number {
  return until === null ? Number.MAX_VALUE : Date.parse(until);
}
