import type { AccessConclusion } from '../access.js';
import { bothJudgements } from './bothJudgements.js';

/**
 * What is concluded of a request that an access point and its bucket both have to let pass. Where one of them denies and nothing could turn
 * that, what is missing of the other changes nothing.
 */
export function bothConclusions(point: AccessConclusion, bucket: AccessConclusion): AccessConclusion {
  const judgement = bothJudgements(point.judgement, bucket.judgement, {
    first: 'At the access point',
    second: 'At its bucket',
  });
  const both = [point, bucket];
  const isSettled = both.some(
    ({ judgement: { decision }, gaps }) => decision === 'DENIED' && !gaps.some(({ mayHide }) => mayHide),
  );
  const [open, other] =
    point.judgement.decision === 'ALLOWED' ? ([bucket, point] as const) : ([point, bucket] as const);
  return {
    judgement,
    gaps: isSettled ? [] : [...new Set(both.flatMap(({ gaps }) => gaps))],
    made: new Map([...point.made, ...bucket.made]),
    remedies: () => (other.judgement.decision === 'ALLOWED' ? open.remedies() : { remedies: [], isBounded: true }),
  };
}
