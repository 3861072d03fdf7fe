import { DECISION_ORDER } from '../../graph/edges.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { ExposureRow } from './exposureRows.js';

/** By decision, then whom it is open to, then the resource, then actions and what of it. */
export function compareRows(left: ExposureRow, right: ExposureRow): number {
  const text = ({ actions, resources, cell }: ExposureRow): string =>
    `${actions.join(' ')}\n${resources.join(' ')}\n${cell.key}`;
  return (
    DECISION_ORDER[left.cell.decision] - DECISION_ORDER[right.cell.decision] ||
    compareCodePoints(left.principal.arn ?? left.principal.name, right.principal.arn ?? right.principal.name) ||
    compareCodePoints(left.principal.id, right.principal.id) ||
    compareCodePoints(left.resource.arn ?? left.resource.id, right.resource.arn ?? right.resource.id) ||
    compareCodePoints(text(left), text(right))
  );
}
