import type { FoundByRule } from './findAll.js';
import { parseFindingId } from './findingId.js';
import type { FindingRule } from './rule.js';
import type { Suppression, SuppressionEntry } from './settings.js';
import { endOf, isAbout } from './suppressionOf.js';

/** An entry of the suppression file that leaves nothing out. */
export interface IdleSuppression extends Suppression {
  readonly finding: string | null;
  readonly rule: string;
  readonly subject: string | null;
  readonly hasEnded: boolean;
  /** How many findings it is about. */
  readonly findingCount: number;
}

/** Entries about these rules that have ended, or are about nothing that the rules found, in the order of the file. */
export function idleSuppressions(
  found: readonly FoundByRule[],
  rules: readonly FindingRule[],
  entries: readonly SuppressionEntry[],
  now: number,
): readonly IdleSuppression[] {
  return entries.flatMap((entry): readonly IdleSuppression[] => {
    const named = entry.rule ?? (entry.finding === null ? null : (parseFindingId(entry.finding)?.rule ?? null));
    if (named === null || !rules.some(({ id }) => id === named)) return [];
    const isItsOwn = ({ rule, subject, about }: FoundByRule): boolean =>
      isAbout(entry, { rule: rule.id, subject: subject.id, about }, subject.arn);
    const hasEnded = endOf(entry) <= now;
    const findingCount = found.filter(isItsOwn).length;
    return hasEnded || findingCount === 0 ? [{ ...entry, rule: named, hasEnded, findingCount }] : [];
  });
}
