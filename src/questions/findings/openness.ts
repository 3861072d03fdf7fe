import { groupBy } from '../../derive/groupBy.js';
import type { Need } from '../../iam/decision.js';
import { limits } from '../../policy/decide/publicPolicy.js';
import { parseOperator } from '../../policy/match/condition/index.js';
import type { Cell } from '../effective/cells.js';
import { withinOf } from '../effective/knownResources.js';
import type { ExposureRow } from '../exposure/exposureRows.js';

/** Keys, beside those of S3's own notion of public, whose fixed values say whom somebody is of. */
const LIMITING = new Set(['kms:calleraccount', 'aws:principalorgpaths', 'aws:sourceorgid', 'aws:sourceorgpaths']);

/** Whether what it needs leaves it to everybody: in some alternative nothing is fixed that says who or from where. */
export function isForEverybody({ decision, needs }: Pick<Cell, 'decision' | 'needs'>): boolean {
  if (decision === 'ALLOWED' || needs === null || needs.truncated) return true;
  return needs.alternatives.some(({ all }) => !all.some(isLimiting));
}

function isLimiting({ key, operator, isNegated, values }: Need): boolean {
  const parsed = parseOperator(operator);
  if (key === null || isNegated || parsed === null) return false;
  const lowerKey = key.toLowerCase();
  if (LIMITING.has(lowerKey))
    return !parsed.base.isNegated && !parsed.ifExists && values.every((value) => !/^[*?]/.test(value));
  return limits({ lowerKey, operator: parsed, values });
}

/** What rows about one resource tell, in words: which actions on it, then on what lies in it; three of each, and how many more. */
export function openText(rows: readonly ExposureRow[]): string {
  const whole = rows[0]?.resource.arn ?? rows[0]?.resource.name ?? '';
  const wide = new Set([whole, ...withinOf(whole)]);
  const groups = groupBy(rows, ({ resources }) => (resources.some((one) => wide.has(one)) ? whole : someOf(resources)));
  const actionsOn = (place: string): readonly string[] => (groups.get(place) ?? []).flatMap(({ actions }) => actions);
  const places = [whole, ...groups.keys()].filter((place, at, all) => groups.has(place) && all.indexOf(place) === at);
  const shown = places.slice(0, SHOWN).map((place) => `${someOf([...new Set(actionsOn(place))])} on ${place}`);
  return places.length > SHOWN ? `${shown.join('; ')}; and on ${places.length - SHOWN} more` : shown.join('; ');
}

const SHOWN = 3;

function someOf(texts: readonly string[]): string {
  const shown = texts.slice(0, SHOWN).join(', ');
  return texts.length > SHOWN ? `${shown} and ${texts.length - SHOWN} more` : shown;
}
