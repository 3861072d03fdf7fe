import { withEvidence } from '../../graph/withEvidence.js';
import type { Evidence, Judgement, StatementReference } from '../../iam/decision.js';
import { isHypothetical } from './hypothesis.js';

/** Evidence without statements of policies that would only be there then. What the layer says stands. */
export function withoutHypothetical(judgement: Judgement): Judgement {
  return withEvidence(judgement, judgement.needs, withoutMade);
}

function withoutMade(evidence: Evidence): Evidence {
  if (!evidence.layers.some(({ statements }) => statements.some(isMade))) return evidence;
  const layers = evidence.layers.map((layer) => ({
    ...layer,
    statements: layer.statements.filter((statement) => !isMade(statement)),
  }));
  return { ...evidence, layers };
}

function isMade({ policy }: StatementReference): boolean {
  return policy !== null && isHypothetical(policy);
}
