import { CALLER, TARGET } from '../graph/references.js';
import type { Evidence, Judgement, Needs, StatementReference } from '../iam/decision.js';
import type { AssumptionPair } from './assume.js';

/** The judgement with the ends of the pair written as references, so that one record serves every pair of which the same was concluded. */
export function shareJudgement(judgement: Judgement, pair: Pick<AssumptionPair, 'from' | 'to'>): Judgement {
  const share = sharerOf(pair);
  return {
    ...judgement,
    needs: judgement.needs === null ? null : shareNeeds(judgement.needs, share),
    evidence: shareEvidence(judgement.evidence, share),
  };
}

type Share = (text: string) => string;

function sharerOf({ from, to }: Pick<AssumptionPair, 'from' | 'to'>): Share {
  const caller = from.arn ?? from.id;
  const target = to.arn ?? to.id;
  const [longer, shorter] =
    caller.length >= target.length
      ? ([
          [caller, CALLER],
          [target, TARGET],
        ] as const)
      : ([
          [target, TARGET],
          [caller, CALLER],
        ] as const);
  return (text) => replaceWhole(replaceWhole(text, longer[0], longer[1]), shorter[0], shorter[1]);
}

/** Replaces the name where it stands alone, not as the beginning of a longer one. */
function replaceWhole(text: string, name: string, reference: string): string {
  if (text === name) return reference;
  let at = text.indexOf(name);
  if (at < 0) return text;
  let result = '';
  let last = 0;
  while (at >= 0) {
    const end = at + name.length;
    if (!/^(?:[\w+=@/*?-]|[.,]\w)/.test(text.slice(end, end + 2))) {
      result += text.slice(last, at) + reference;
      last = end;
    }
    at = text.indexOf(name, end);
  }
  return result + text.slice(last);
}

function shareNeeds(needs: Needs, share: Share): Needs {
  return {
    ...needs,
    alternatives: needs.alternatives.map(({ all, unread }) => ({
      unread,
      all: all.map((need) => ({
        ...need,
        values: need.values.map(share),
        statement: need.statement === null ? null : shareStatement(need.statement, share),
      })),
    })),
  };
}

function shareEvidence(evidence: Evidence, share: Share): Evidence {
  return {
    because: share(evidence.because),
    layers: evidence.layers.map((layer) => ({
      ...layer,
      text: share(layer.text),
      statements: layer.statements.map((statement) => shareStatement(statement, share)),
    })),
  };
}

function shareStatement(statement: StatementReference, share: Share): StatementReference {
  const orNull = (text: string | null): string | null => (text === null ? null : share(text));
  return {
    ...statement,
    matchedResource: orNull(statement.matchedResource),
    matchedPrincipal: orNull(statement.matchedPrincipal),
    conditions: statement.conditions.map((check) => ({ ...check, values: check.values.map(share) })),
  };
}
