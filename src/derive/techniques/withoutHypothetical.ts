import type { Judgement, StatementReference } from '../../iam/decision.js';
import { isHypothetical } from './hypothesis.js';

/** Evidence without statements of policies that would only be there then. What the layer says stands. */
export function withoutHypothetical(judgement: Judgement): Judgement {
  const { evidence } = judgement;
  if (!evidence.layers.some(({ statements }) => statements.some(isMade))) return judgement;
  const layers = evidence.layers.map((layer) => ({
    ...layer,
    statements: layer.statements.filter((statement) => !isMade(statement)),
  }));
  return { ...judgement, evidence: { ...evidence, layers } };
}

function isMade({ policy }: StatementReference): boolean {
  return policy !== null && isHypothetical(policy);
}
