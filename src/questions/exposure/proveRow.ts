import type { Evidence, Needs } from '../../iam/decision.js';
import { conclude } from '../effective/asking.js';
import { fillEvidence, fillNeeds } from '../fill.js';
import type { ExposureRow } from './exposureRows.js';

/** What a row needs, and the evidence of its first action, each as it is shown. */
export function proveRow({ principal, actions, cell, asking }: ExposureRow): {
  readonly needs: Needs | null;
  readonly evidence: Evidence;
} {
  const { judgement, made } = conclude(asking, actions[0] ?? '', cell.asked);
  const filling = { from: principal.arn ?? principal.id, to: cell.asked.arn, brought: [], made };
  return { needs: fillNeeds(cell.needs, filling), evidence: fillEvidence(judgement.evidence, filling) };
}
