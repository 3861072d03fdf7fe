import { decideAccess } from '../../src/derive/access.js';
import { unboundedCall } from '../../src/graph/call.js';
import { PRINCIPAL_LABELS, isPrincipal, type PrincipalNode } from '../../src/graph/nodes.js';
import type { GraphReader } from '../../src/graph/store.js';
import { placeRequest } from '../../src/questions/accessRequest.js';
import { readGiven } from '../../src/questions/given.js';
import { listAll } from '../../src/questions/listAll.js';
import { fetchPolicyView } from '../../src/questions/policyView.js';
import { nodesOfMembers } from '../../src/questions/reach/accessRows.js';
import { resolveMembers } from '../../src/questions/reach/members.js';
import type { WhoCanQuestion } from './chooseQuestions.js';

/** Every principal of a graph. */
export async function everyPrincipal(reader: GraphReader): Promise<readonly PrincipalNode[]> {
  return (await listAll(reader, { labels: PRINCIPAL_LABELS }, unboundedCall())).filter(isPrincipal);
}

/** What asking every principal takes the engine alone, in milliseconds: all policies were fetched and compiled before. */
export async function timeBareEngine(
  reader: GraphReader,
  everybody: readonly PrincipalNode[],
  question: WhoCanQuestion,
): Promise<{ readonly ms: number; readonly rows: number }> {
  const call = unboundedCall();
  const stated = readGiven(null);
  const { members } = await resolveMembers(reader, question, call);
  const view = await fetchPolicyView(
    reader,
    [...everybody, ...nodesOfMembers({ members, stated, endpoint: null })],
    call,
  );
  const start = performance.now();
  let rows = 0;
  for (const from of everybody) {
    const isOpen = members.some(({ action, resource }) => {
      const { asked } = placeRequest(from, action, resource, null);
      return decideAccess(view, asked, stated.on(resource.arn), null, null).judgement.decision !== 'DENIED';
    });
    if (isOpen) rows++;
  }
  return { ms: performance.now() - start, rows };
}
