import { isPrincipal, type GraphNode } from '../../graph/nodes.js';
import type { DerivedEdge } from '../../graph/edges.js';
import { canonicalJson } from '../../lib/canonicalJson.js';
import type { Json } from '../../lib/json.js';
import type { PolicyView } from '../../derive/view.js';
import type { Decision, Needs } from '../../iam/decision.js';
import { witnessing, type Witnessed } from '../../policy/witness.js';
import { badInput } from '../badInput.js';
import { decidePair } from '../decide.js';
import type { Companion } from '../decidedHops.js';
import { endsOf, pairOf } from '../edgePair.js';
import { fillNeeds, type Filling } from '../fill.js';
import type { Stated } from '../given.js';
import { isPerformed } from '../perform/performedEdge.js';
import { type AskedOfEach, decideMembersOf } from '../reach/accessRows.js';
import { invariant, present } from '../../lib/invariant.js';
import { decisionOf } from './decisionOf.js';
import type { ProofDecision, ProofRequest } from './proof.js';
import { type Places, plain, writeRequest } from './write.js';

/** What hops are decided from once more. */
export interface DecidedFrom {
  readonly view: PolicyView;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** What is done at the ends of the paths; null where they end in somebody. */
  readonly performing: AskedOfEach | null;
}

/** Where what decided goes. */
export interface Written {
  readonly documents: Places<Json>;
  readonly requests: Places<ProofRequest>;
}

/**
 * Decides a hop once more, or a companion of its action, and writes down what decided it.
 * Errors: BAD_USER_INPUT where the decision cannot be told from the requests that were decided.
 */
export function decideAgain(
  edge: DerivedEdge,
  action: Companion | null,
  { stated, filling }: { readonly stated: Stated; readonly filling: Filling },
  from: DecidedFrom,
  written: Written,
): ProofDecision {
  const { result, decided } = witnessing(() => judge(edge, action, stated, from));
  const said = { decision: result.decision, needs: fillNeeds(result.needs, filling) };
  const rests = restsOn(said, decided, filling, written);
  if (rests === null) {
    throw badInput('to', 'no proof of these paths can be written: name one action and one resource as their end');
  }
  return rests;
}

/** What of all that was decided a decision rests on; null where it cannot be told. `filling` null: references stay. */
export function restsOn(
  { decision, needs }: Said,
  decided: readonly Witnessed[],
  filling: Filling | null,
  written: Written,
): ProofDecision | null {
  const takes = (['EVERY', 'SOME'] as const).find(
    (each) =>
      decisionOf(
        each,
        decided.map(({ judgement }) => judgement.decision),
      ) === decision,
  );
  const alone = decided.find(({ judgement }) => saysSo(judgement, { decision, needs }, filling));
  const bearing = takes === undefined ? (alone === undefined ? [] : [alone]) : decided;
  if (bearing.length === 0) return null;
  return {
    takes: takes ?? 'EVERY',
    requests: bearing.map((each) => written.requests.placeOf(writeRequest(each, written.documents))),
    decision,
    needs,
  };
}

interface Said {
  readonly decision: Decision;
  readonly needs: Needs | null;
}

function judge(
  edge: DerivedEdge,
  action: Companion | null,
  stated: Stated,
  { view, nodes, performing }: DecidedFrom,
): Said {
  if (isPerformed(edge)) {
    const asked = present(performing, 'a path that ends in a resource says what is done to it');
    const { from } = endsOf(edge, nodes);
    invariant(isPrincipal(from), 'somebody does it');
    return decideMembersOf(view, from, { ...asked, stated });
  }
  const pair = pairOf(edge, nodes);
  return decidePair(view, action === null ? pair : { ...pair, action, edge: null }, stated).judgement;
}

function saysSo(judgement: Witnessed['judgement'], said: Said, filling: Filling | null): boolean {
  const needs = filling === null ? judgement.needs : fillNeeds(judgement.needs, filling);
  return judgement.decision === said.decision && canonicalJson(plain(needs)) === canonicalJson(plain(said.needs));
}
