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
  const id = findingId(key);
  const about = entries
    .filter(
      ({ finding, rule, subject }) =>
        (finding === null || finding === id) &&
        (rule === null || rule === key.rule) &&
        (subject === null || subject === key.subject || subject === subjectArn),
    )
    .toSorted((left, right) => endOf(right) - endOf(left))
    .map(({ reason, until }) => ({ reason, until }));
  const inForce = about.find((one) => endOf(one) > now) ?? null;
  return { inForce, expired: inForce === null ? (about[0] ?? null) : null };
}

function endOf({ until }: Suppression): number {
  return until === null ? Number.MAX_VALUE : Date.parse(until);
}
