import { compareCodePoints } from '../../lib/codePoints.js';
import type { Gap } from '../../iam/snapshot.js';
import type { Call, GraphReader } from '../../graph/store.js';
import { budgetSpent } from '../completeness.js';
import type { FindingsConfig } from './config.js';
import { findingId } from './findingId.js';
import type { FindingRule, Found } from './rule.js';
import { makeScene } from './scene.js';
import { SEVERITIES } from './severity.js';

/** Something found, with the rule that found it. */
export interface FoundByRule extends Found {
  readonly id: string;
  readonly rule: FindingRule;
}

/** What some rules found in one generation. */
export interface AllFound {
  /** Worst first, then by rule, then ARN (or name) of the subject, then id. */
  readonly findings: readonly FoundByRule[];
  readonly gaps: readonly Gap[];
}

/** Asks each rule, and puts what they found in order. Errors: those of the port. */
export async function findAll(
  reader: GraphReader,
  rules: readonly FindingRule[],
  config: FindingsConfig,
  call: Call,
): Promise<AllFound> {
  const scene = makeScene(reader, config, call);
  const found = new Map<string, FoundByRule>();
  const gaps: Gap[] = [];
  for (const rule of rules) {
    const discovery = await rule.find(scene);
    gaps.push(...discovery.gaps);
    for (const one of discovery.findings) {
      const id = findingId({ rule: rule.id, subject: one.subject.id, about: one.about });
      if (!found.has(id)) found.set(id, { ...one, id, rule });
    }
  }
  if (call.budget.isSpent) gaps.push(budgetSpent('findings'));
  return { findings: [...found.values()].sort(compareFound), gaps };
}

function compareFound(left: FoundByRule, right: FoundByRule): number {
  return (
    SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) ||
    compareCodePoints(left.rule.id, right.rule.id) ||
    compareCodePoints(left.subject.arn ?? left.subject.name, right.subject.arn ?? right.subject.name) ||
    compareCodePoints(left.id, right.id)
  );
}
