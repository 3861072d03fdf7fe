import type { AccessAsked } from '../derive/access.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Gap } from '../iam/snapshot.js';
import type { SessionFacts } from '../policy/model.js';
import { decideStated, nodesOf, placeRequest } from './accessRequest.js';
import { once } from '../lib/once.js';
import { type AccessDecision, shownDecision } from './accessDecision.js';
import { allInOrder } from './allInOrder.js';
import type { Ask } from './ask.js';
import { resolveAsker, type AskedPrincipal } from './askedPrincipal.js';
import { resolveResources, type ResourceInput } from './askedResource.js';
import { badInput } from './badInput.js';
import { refuseContradictionsOfAsker } from './contradictions.js';
import { decideDependents } from './dependentActions.js';
import { readGiven, type Given, type Stated } from './given.js';
import { MOST_ROWS } from './page.js';
import { fetchPolicyView } from './policyView.js';
import { resolveEndpoints } from './statedEndpoint.js';
import { takeTurns } from './turns.js';

/** A request as AWS sees it. */
export interface AccessRequestInput extends ResourceInput {
  readonly principal: string;
  readonly given?: Given | null;
}

/** Whether AWS would let this request pass, and why. Errors: BAD_USER_INPUT naming the field of the request. */
export async function canPerform(ask: Ask, request: AccessRequestInput): Promise<AccessDecision> {
  const [decision] = await decideRequests(ask, [request], (_, field) => `request.${field}`);
  if (decision === undefined) throw new Error('invariant: one request has one decision');
  return decision;
}

/** The same for up to 200 requests, in their order. Errors: BAD_USER_INPUT naming the request and its field. */
export function canPerformEach(ask: Ask, requests: readonly AccessRequestInput[]): Promise<readonly AccessDecision[]> {
  if (requests.length > MOST_ROWS) throw badInput('requests', `at most ${MOST_ROWS}`);
  return decideRequests(ask, requests, (index, field) => `requests.${index}.${field}`);
}

type ArgumentOf = (index: number, field: keyof AccessRequestInput) => string;

interface Prepared {
  readonly asked: AccessAsked;
  readonly asker: AskedPrincipal;
  readonly stated: Stated;
  readonly gaps: readonly Gap[];
}

async function decideRequests(
  ask: Ask,
  requests: readonly AccessRequestInput[],
  argumentOf: ArgumentOf,
): Promise<readonly AccessDecision[]> {
  const call = ask.question();
  const reader = await ask.reader();
  const prepared = await prepare(reader, requests, argumentOf, call);
  const ends = prepared.flatMap(({ asked }) => nodesOf(asked));
  const view = await fetchPolicyView(reader, [...new Set(ends)], call);
  const decisions: AccessDecision[] = [];
  const inTurn = takeTurns(call);
  for (const { asked, asker, stated, gaps } of prepared) {
    const session = sessionOf(asker, stated);
    const conclusion = await inTurn(() => decideStated(view, asked, stated, session));
    const dependents = once(() => decideDependents(reader, view, asked, { stated, session }, call));
    decisions.push(shownDecision(asked, conclusion, gaps, stated, { inTurn, dependents }));
  }
  return decisions;
}

async function prepare(
  reader: GraphReader,
  requests: readonly AccessRequestInput[],
  argumentOf: ArgumentOf,
  call: Call,
): Promise<readonly Prepared[]> {
  for (const [index, { action }] of requests.entries()) checkAction(action, argumentOf(index, 'action'));
  const stated = requests.map(({ given }) => readGiven(given));
  const [askers, resources, endpoints] = await allInOrder([
    () =>
      allInOrder(
        requests.map(
          ({ principal }, index) =>
            () =>
              resolveAsker(reader, principal, argumentOf(index, 'principal'), call),
        ),
      ),
    () => resolveResources(reader, requests, argumentOf, call),
    () => resolveEndpoints(reader, stated, call),
  ]);
  return requests.map(({ action }, index): Prepared => {
    const asker = askers[index];
    const resource = resources[index];
    const said = stated[index];
    if (asker === undefined || resource === undefined || said === undefined) throw new Error('invariant: one each');
    refuseContradictionsOfAsker(said, asker.from);
    const { asked, gaps } = placeRequest(asker.from, action, resource, endpoints[index]);
    return { asked, asker, stated: said, gaps: [...asker.gaps, ...gaps] };
  });
}

function checkAction(action: string, argument: string): void {
  if (/^[a-z0-9-]+:[a-z0-9]+$/i.test(action)) return;
  const isPattern = /[*?]/.test(action);
  throw badInput(
    argument,
    isPattern
      ? 'a request is for one action, not for a pattern: name one that it stands for'
      : 'not an action: write service:Action, such as s3:GetObject',
  );
}

/** What is known of the session with which somebody asks. */
export function sessionOf({ sessionName }: AskedPrincipal, { session }: Stated): SessionFacts | null {
  return sessionName === null ? session : { name: sessionName, ...session };
}
