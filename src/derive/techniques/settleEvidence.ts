import { fillReferences } from '../../graph/references.js';
import type { Evidence, Judgement, Need, Needs, StatementReference } from '../../iam/decision.js';
import { isHypothetical } from './hypothesis.js';

/** The ends whose references a judgement holds, by ARN or id. */
export interface Ends {
  readonly from: string;
  readonly to: string;
}

/** The judgement with its references filled in, for an edge that has other ends. */
export function fillJudgement(judgement: Judgement, ends: Ends): Judgement {
  return { ...judgement, needs: fillNeeds(judgement.needs, ends), evidence: fillEvidence(judgement.evidence, ends) };
}

function fillNeeds(needs: Needs | null, ends: Ends): Needs | null {
  if (needs === null) return null;
  const fillNeed = (need: Need): Need => ({
    ...need,
    values: need.values.map((value) => fillReferences(value, ends)),
    statement: need.statement === null ? null : fillStatement(need.statement, ends),
  });
  return { ...needs, alternatives: needs.alternatives.map(({ all, unread }) => ({ all: all.map(fillNeed), unread })) };
}

function fillEvidence({ because, layers }: Evidence, ends: Ends): Evidence {
  return {
    because: fillReferences(because, ends),
    layers: layers.map((layer) => ({
      ...layer,
      at: fill(layer.at, ends),
      text: fillReferences(layer.text, ends),
      statements: layer.statements.map((statement) => fillStatement(statement, ends)),
    })),
  };
}

function fillStatement(statement: StatementReference, ends: Ends): StatementReference {
  return {
    ...statement,
    policy: fill(statement.policy, ends),
    attachedTo: fill(statement.attachedTo, ends),
    matchedResource: fill(statement.matchedResource, ends),
    matchedPrincipal: fill(statement.matchedPrincipal, ends),
  };
}

function fill(text: string | null, ends: Ends): string | null {
  return text === null ? null : fillReferences(text, ends);
}

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
