import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideAccess } from '../../src/derive/access.js';
import { mayAdmit } from '../../src/derive/admitting.js';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { unboundedCall } from '../../src/graph/call.js';
import { isPrincipal, PRINCIPAL_LABELS } from '../../src/graph/nodes.js';
import { placeRequest } from '../../src/questions/accessRequest.js';
import { readGiven } from '../../src/questions/given.js';
import { listAll } from '../../src/questions/listAll.js';
import { fetchPolicyView } from '../../src/questions/policyView.js';
import { nodesOfMembers } from '../../src/questions/reach/accessRows.js';
import { resolveMembers } from '../../src/questions/reach/members.js';
import { randomAccess } from '../support/randomAccess.js';
import { runs, SEED } from '../support/runs.js';
import { storeOf } from './execute.js';

const PATTERNS = [
  { action: 's3:*', resource: 'arn:aws:s3:::reports/*' },
  { action: 's3:*', resource: 'arn:aws:s3:::reports' },
  { action: 'kms:*', resource: 'arn:aws:kms:eu-west-1:111111111111:key/one' },
  { action: 'sqs:*', resource: 'arn:aws:sqs:eu-west-1:222222222222:jobs' },
] as const;

it('what a resource of another account does not admit is DENIED, and the same is missing of all of it', async () => {
  const seen = { admitted: 0, refused: 0 };
  const options = { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal };
  const call = unboundedCall();
  const property = fc.asyncProperty(randomAccess, async (snapshot) => {
    const store = await storeOf(await deriveGraph(snapshot, options));
    const reader = await store.open(null, call);
    const principals = (await listAll(reader, { labels: PRINCIPAL_LABELS }, call)).filter(isPrincipal);
    for (const pattern of PATTERNS) {
      const { members } = await resolveMembers(reader, pattern, call);
      const stated = readGiven(null);
      const view = await fetchPolicyView(
        reader,
        [...principals, ...nodesOfMembers({ members, stated, endpoint: null })],
        call,
      );
      for (const principal of principals) {
        const missing = new Set<string>();
        for (const { action, resource } of members) {
          const { asked } = placeRequest(principal, action, resource, null);
          const { judgement, gaps } = decideAccess(view, asked, stated.on(resource.arn), null, null);
          if (mayAdmit(view, asked, null)) {
            if (judgement.decision !== 'DENIED') seen.admitted++;
            continue;
          }
          seen.refused++;
          expect([principal.id, action, judgement.decision]).toEqual([principal.id, action, 'DENIED']);
          missing.add(`${resource.arn} ${JSON.stringify(gaps)}`);
        }
        expect(missing.size).toBeLessThanOrEqual(new Set(members.map(({ resource }) => resource.arn)).size);
      }
    }
  });
  await fc.assert(property, { numRuns: runs(6), seed: SEED, endOnFailure: true });
  expect(seen.admitted).toBeGreaterThan(100);
  expect(seen.refused).toBeGreaterThan(100);
});
