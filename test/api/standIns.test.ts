import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { unboundedCall } from '../../src/graph/call.js';
import { isPrincipal, PRINCIPAL_LABELS } from '../../src/graph/nodes.js';
import { placeRequest } from '../../src/questions/accessRequest.js';
import { readGiven } from '../../src/questions/given.js';
import { listAll } from '../../src/questions/listAll.js';
import { fetchPolicyView } from '../../src/questions/policyView.js';
import { decideMembers, decideMembersOf, nodesOfMembers } from '../../src/questions/reach/accessRows.js';
import { resolveMembers } from '../../src/questions/reach/members.js';
import { standInsFor } from '../../src/questions/reach/standIns.js';
import { randomAccess } from '../support/randomAccess.js';
import { runs, SEED } from '../support/runs.js';
import { storeOf } from './execute.js';

const PATTERNS = [
  { action: 's3:*', resource: 'arn:aws:s3:::reports/*' },
  { action: 's3:*', resource: 'arn:aws:s3:::reports*' },
  { action: 'kms:*', resource: 'arn:aws:kms:eu-west-1:111111111111:key/one' },
  { action: 'sqs:*', resource: 'arn:aws:sqs:eu-west-1:222222222222:jobs' },
] as const;

it('a member that stands in for others is decided as each of them, with the same needs, evidence and gaps', async () => {
  let shared = 0;
  const options = { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal };
  const call = unboundedCall();
  const property = fc.asyncProperty(randomAccess, async (snapshot) => {
    const store = await storeOf(await deriveGraph(snapshot, options));
    const reader = await store.open(null, call);
    const principals = (await listAll(reader, { labels: PRINCIPAL_LABELS }, call)).filter(isPrincipal);
    for (const pattern of PATTERNS) {
      const { members } = await resolveMembers(reader, pattern, call);
      const asked = { members, stated: readGiven(null), endpoint: null };
      const view = await fetchPolicyView(reader, [...principals, ...nodesOfMembers(asked)], call);
      const standInsOf = standInsFor(view, asked);
      for (const row of await decideMembers(reader, principals, asked, call)) {
        const { principal, decision, needs, evidence } = row;
        const placed = members.flatMap(({ action, resource }) => placeRequest(principal, action, resource, null).gaps);
        const alone = decideMembersOf(view, principal, asked);
        expect({ principal: principal.id, decision, needs, evidence, gaps: textsOf(row.gaps) }).toEqual({
          principal: principal.id,
          ...alone,
          gaps: textsOf([...placed, ...alone.gaps]),
        });
        shared += standInsOf(principal).filter((first, place) => first !== place).length;
      }
    }
  });
  await fc.assert(property, { numRuns: runs(6), seed: SEED, endOnFailure: true });
  expect(shared).toBeGreaterThan(0);
});

function textsOf(gaps: readonly object[]): readonly string[] {
  return [...new Set(gaps.map((gap) => JSON.stringify(gap)))].toSorted();
}
