import type { GraphNode } from '../../graph/nodes.js';
import type { Evidence } from '../../iam/decision.js';
import { once } from '../../lib/once.js';
import type { Ask } from '../ask.js';
import type { Path } from '../path.js';
import type { ShownRemedy } from '../remedy.js';
import type { FoundByRule } from './findAll.js';
import { firstSeenAt } from './firstSeen.js';
import type { FindingRule } from './rule.js';
import type { Suppression } from './settings.js';
import type { Severity } from './severity.js';
import { suppressionOf } from './suppressionOf.js';

/** Something to act on, as it is shown. What takes another look at the graph is looked for when it is asked for. */
export interface Finding {
  readonly findingId: string;
  readonly rule: FindingRule;
  readonly severity: Severity;
  readonly subject: GraphNode;
  readonly text: string;
  readonly evidence: Evidence | null;
  readonly path: () => Promise<Path | null>;
  readonly remedies: () => Promise<readonly ShownRemedy[]>;
  readonly firstSeenAt: () => Promise<string>;
  /** The one in force; with one, the finding is left out unless it is asked for. */
  readonly suppression: Suppression | null;
  /** The last that ended, where none is in force. */
  readonly expiredSuppression: Suppression | null;
}

/** A finding as it is shown, under the suppressions in force now. */
export function findingOf(ask: Ask, found: FoundByRule): Finding {
  const { id, rule, severity, subject, about, text, evidence, path, remedies } = found;
  const key = { rule: rule.id, subject: subject.id, about };
  const { inForce, expired } = suppressionOf(key, subject.arn, ask.findings.suppressions, ask.now());
  return {
    findingId: id,
    rule,
    severity,
    subject,
    text,
    evidence,
    path: once(async () => path?.() ?? null),
    remedies: once(async () => remedies?.() ?? []),
    firstSeenAt: once(() => firstSeenAt(ask, found)),
    suppression: inForce,
    expiredSuppression: expired,
  };
}
