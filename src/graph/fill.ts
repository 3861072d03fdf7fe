import type { Evidence, Judgement, Need, Needs, StatementReference } from '../iam/decision.js';
import { fillReferences } from './references.js';

/** ARN, or id, of the ends of an edge, for which the references of a conclusion stand. */
export interface Ends {
  readonly from: string;
  readonly to: string;
}

/** How a statement is shown; with its references filled in where nothing else is said. */
type Show = (statement: StatementReference, ends: Ends) => StatementReference;

/** Needs with their references filled in for one edge. */
export function fillNeeds(needs: Needs | null, ends: Ends, show: Show = fillStatement): Needs | null {
  if (needs === null) return null;
  return {
    ...needs,
    alternatives: needs.alternatives.map(({ all, unread }) => ({
      all: all.map((need) => fillNeed(need, ends, show)),
      unread: unread.map((gap) => ({
        ...gap,
        subject: gap.subject === null ? null : fillReferences(gap.subject, ends),
        text: fillReferences(gap.text, ends),
      })),
    })),
  };
}

export function fillNeed(need: Need, ends: Ends, show: Show = fillStatement): Need {
  return {
    ...need,
    values: need.values.map((value) => fillReferences(value, ends)),
    statement: need.statement === null ? null : show(need.statement, ends),
  };
}

/** Evidence with its references filled in for one edge. */
export function fillEvidence(evidence: Evidence, ends: Ends, show: Show = fillStatement): Evidence {
  return {
    because: fillReferences(evidence.because, ends),
    layers: evidence.layers.map((layer) => ({
      ...layer,
      at: layer.at === null ? null : fillReferences(layer.at, ends),
      text: fillReferences(layer.text, ends),
      statements: layer.statements.map((statement) => show(statement, ends)),
    })),
  };
}

export function fillStatement(statement: StatementReference, ends: Ends): StatementReference {
  const fill = (text: string | null): string | null => (text === null ? null : fillReferences(text, ends));
  return {
    ...statement,
    policy: fill(statement.policy),
    policyName: fillReferences(statement.policyName, ends),
    attachedTo: fill(statement.attachedTo),
    matchedResource: fill(statement.matchedResource),
    matchedPrincipal: fill(statement.matchedPrincipal),
    conditions: statement.conditions.map((check) => ({
      ...check,
      values: check.values.map((value) => fillReferences(value, ends)),
    })),
  };
}

/** A judgement with its references filled in, for an edge that has other ends. */
export function fillJudgement(judgement: Judgement, ends: Ends): Judgement {
  return { ...judgement, needs: fillNeeds(judgement.needs, ends), evidence: fillEvidence(judgement.evidence, ends) };
}
