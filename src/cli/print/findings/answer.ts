import { COMPLETENESS_FIELDS, type CompletenessAnswer } from '../completeness.js';
import { EVIDENCE_FIELDS, type EvidenceAnswer } from '../evidence.js';

interface EntityAnswer {
  readonly __typename: string;
  readonly id: string;
  readonly arn: string | null;
  readonly name: string;
  readonly account: { readonly accountId: string; readonly name: string } | null;
}

/** A suppression as the command asks for it. */
export interface SuppressionAnswer {
  readonly reason: string;
  readonly until: string | null;
}

/** A finding as the command asks for it. */
export interface FindingAnswer {
  readonly id: string;
  readonly rule: string;
  readonly severity: 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW' | 'INFORMATIONAL';
  readonly title: string;
  readonly text: string;
  readonly why: string;
  readonly remediation: string;
  readonly reference: string;
  readonly subject: EntityAnswer;
  readonly path: {
    readonly text: string;
    readonly decision: string;
    readonly hops: readonly {
      readonly kind: string;
      readonly action: string | null;
      readonly decision: string;
      readonly from: EntityAnswer;
      readonly to: EntityAnswer;
      readonly evidence: EvidenceAnswer;
    }[];
  } | null;
  readonly evidence: EvidenceAnswer | null;
  readonly remedies: readonly { readonly text: string; readonly decision: string }[];
  /** Null where the dump does not say when it was collected: it would be when it was read. */
  readonly firstSeenAt: string | null;
  readonly suppression: SuppressionAnswer | null;
  readonly expiredSuppression: SuppressionAnswer | null;
}

/** A suppression that leaves nothing out, as the command asks for it. */
export interface IdleSuppressionAnswer extends SuppressionAnswer {
  readonly finding: string | null;
  readonly rule: string;
  readonly subject: string | null;
  readonly hasEnded: boolean;
  readonly findingCount: number;
}

/** All findings of an answer. */
export interface FindingsAnswer {
  readonly totalCount: number;
  readonly counts: readonly { readonly name: string; readonly count: number }[];
  readonly completeness: CompletenessAnswer;
  readonly idleSuppressions: readonly IdleSuppressionAnswer[];
  readonly findings: readonly FindingAnswer[];
}

const ENTITY = `{ __typename id arn name account { accountId name } }`;

/** One page of findings. */
export const FINDINGS_OPERATION = `query Findings($where: FindingFilter, $after: String) {
  generation { collectedAt }
  findings(where: $where, first: 200, after: $after) {
    totalCount
    counts { name count }
    completeness { ${COMPLETENESS_FIELDS} }
    idleSuppressions { finding rule subject reason until hasEnded findingCount }
    pageInfo { hasNextPage endCursor }
    nodes {
      id rule severity title text why remediation reference firstSeenAt
      subject ${ENTITY}
      path {
        text decision
        hops { kind action decision from ${ENTITY} to ${ENTITY} evidence { ${EVIDENCE_FIELDS} } }
      }
      evidence { ${EVIDENCE_FIELDS} }
      remedies { text decision }
      suppression { reason until }
      expiredSuppression { reason until }
    }
  }
}`;

/** Who or what it is, for people: the ARN, or the name where there is none. */
export function subjectOf({ subject }: FindingAnswer): string {
  return subject.arn ?? subject.name;
}

/** That a suppression leaves nothing out, and why, as a sentence. */
export function idleText({
  finding,
  rule,
  subject,
  reason,
  until,
  hasEnded,
  findingCount,
}: IdleSuppressionAnswer): string {
  const about = finding ?? (subject === null ? rule : `${rule}, ${subject}`);
  const again = findingCount === 0 ? 'is about nothing that was found' : `is about ${counted(findingCount)}`;
  const why = hasEnded ? `ended ${until ?? ''} and ${again}` : again;
  return `The suppression of ${about} ${why}: ${reason}`;
}

function counted(count: number): string {
  return count === 1 ? '1 finding' : `${count} findings`;
}
