import type { Evidence, Judgement, Needs } from '../iam/decision.js';

/** The same judgement with other needs and evidence; the evidence is made when it is read, which most of what is decided never is. */
export function withEvidence(
  judgement: Judgement,
  needs: Needs | null,
  change: (evidence: Evidence) => Evidence,
): Judgement {
  let evidence: Evidence | null = null;
  return {
    decision: judgement.decision,
    denial: judgement.denial,
    needs,
    get evidence() {
      return (evidence ??= change(judgement.evidence));
    },
  };
}
