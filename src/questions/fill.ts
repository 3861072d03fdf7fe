import { fillReferences } from '../graph/references.js';
import type { GraphNode } from '../graph/nodes.js';
import type { Evidence, Need, Needs, StatementReference } from '../iam/decision.js';
import type { Json } from '../lib/json.js';
import type { ShownStatement } from './statement.js';

/** What the references of a conclusion stand for, and the session policies that the request brought. */
export interface Filling {
  /** ARN, or id, of the principal and of the role. */
  readonly from: string;
  readonly to: string;
  readonly brought: readonly Json[];
  /** Documents that settings of the resource amount to, by the names of their policies; without, there are none. */
  readonly made?: ReadonlyMap<string, Json>;
}

/** The filling for an edge between these nodes. */
export function fillingOf(from: GraphNode, to: GraphNode, brought: readonly Json[] = []): Filling {
  return { from: from.arn ?? from.id, to: to.arn ?? to.id, brought };
}

/** Needs with their references filled in for one edge. */
export function fillNeeds(needs: Needs | null, filling: Filling): Needs | null {
  if (needs === null) return null;
  return {
    ...needs,
    alternatives: needs.alternatives.map(({ all, unread }) => ({
      all: all.map((need) => fillNeed(need, filling)),
      unread: unread.map((gap) => ({
        ...gap,
        subject: gap.subject === null ? null : fillReferences(gap.subject, filling),
        text: fillReferences(gap.text, filling),
      })),
    })),
  };
}

/** Evidence with its references filled in for one edge. */
export function fillEvidence(evidence: Evidence, filling: Filling): Evidence {
  return {
    because: fillReferences(evidence.because, filling),
    layers: evidence.layers.map((layer) => ({
      ...layer,
      at: layer.at === null ? null : fillReferences(layer.at, filling),
      text: fillReferences(layer.text, filling),
      statements: layer.statements.map((statement) => fillStatement(statement, filling)),
    })),
  };
}

export function fillNeed(need: Need, filling: Filling): Need {
  return {
    ...need,
    values: need.values.map((value) => fillReferences(value, filling)),
    statement: need.statement === null ? null : fillStatement(need.statement, filling),
  };
}

export function fillStatement(statement: StatementReference, filling: Filling): ShownStatement {
  const fill = (text: string | null) => (text === null ? null : fillReferences(text, filling));
  const filled = {
    ...statement,
    policy: fill(statement.policy),
    policyName: fillReferences(statement.policyName, filling),
    attachedTo: fill(statement.attachedTo),
    matchedResource: fill(statement.matchedResource),
    matchedPrincipal: fill(statement.matchedPrincipal),
    conditions: statement.conditions.map((check) => ({
      ...check,
      values: check.values.map((value) => fillReferences(value, filling)),
    })),
  };
  const brought = statement.policy === null ? documentNamed(statement.policyName, filling) : undefined;
  return brought === undefined ? filled : { ...filled, brought };
}

/** The document of a policy that is no node of the graph. */
function documentNamed(name: string, { brought, made }: Filling): Json | undefined {
  const place = /^session policy ([0-9]+)$/.exec(name)?.[1];
  return place === undefined ? made?.get(name) : brought[Number(place)];
}
