import type { Decision, Judgement, Need } from '../../iam/decision.js';
import { needText } from '../explain/needText.js';
import { lowerCaseOf } from '../lowerCase.js';
import type { AccessRequest, Layers, StatedContext } from '../model.js';
import type { Change } from './change.js';
import { type Changeable, closingChanges, openingChanges } from './policyChanges.js';
import { smallestSets } from './smallestSets.js';

/** Changes that together turn a decision into this one; none of them can be left out. */
export interface Remedy {
  readonly changes: readonly Change[];
  readonly decision: Decision;
}

/** What decides again: derive's own way for a request that enters a role, the engine otherwise. */
export type Judge = (request: AccessRequest, layers: Layers) => Judgement;

const RANK: Readonly<Record<Decision, number>> = { DENIED: 0, CONDITIONAL: 1, ALLOWED: 2 };

/**
 * The smallest changes that turn a decision, each verified by deciding again with it: what opens a request that does not pass for certain,
 * what closes one that does. `may` says whose policies somebody could change.
 */
export function remediesFor(
  request: AccessRequest,
  layers: Layers,
  judgement: Judgement,
  may: Changeable,
  judge: Judge,
): readonly Remedy[] {
  const before = RANK[judgement.decision];
  const after = (set: readonly { apply(layers: Layers): Layers }[]): Decision =>
    judge(
      request,
      set.reduce((changed, change) => change.apply(changed), layers),
    ).decision;
  const isOpen = judgement.decision === 'ALLOWED';
  const changes = isOpen
    ? closingChanges(request, layers, judgement.evidence, may)
    : openingChanges(request, layers, judgement.evidence, may);
  const sets = smallestSets(changes, (set) => (isOpen ? RANK[after(set)] < before : RANK[after(set)] > before));
  const ofPolicies = sets.map((set): Remedy => ({ changes: set.map(withoutApply), decision: after(set) }));
  return isOpen ? ofPolicies : [...ofRequest(request, layers, judgement, judge), ...ofPolicies];
}

function withoutApply({ by, layer, at, statement, addition, need, text }: Change): Change {
  return { by, layer, at, statement, addition, need, text };
}

/** What the request would have to bring: the needs of an open decision, or of the same request with keys that stood in the way left open. */
function ofRequest(request: AccessRequest, layers: Layers, judgement: Judgement, judge: Judge): readonly Remedy[] {
  const opened = judgement.decision === 'CONDITIONAL' ? judgement : openedUp(request, layers, judgement, judge);
  return (opened.needs?.alternatives ?? [])
    .filter(({ all, unread }) => unread.length === 0 && all.length > 0)
    .map(({ all }) => ({ changes: all.map(bring), decision: 'ALLOWED' as const }));
}

function bring(need: Need): Change {
  const text = `make the request so that ${needText(need)}`;
  return { by: 'CALLER', layer: null, at: null, statement: need.statement, addition: null, need, text };
}

/** The judgement with keys left open, round by round: evidence names the condition of a statement that failed first. */
function openedUp(request: AccessRequest, layers: Layers, first: Judgement, judge: Judge): Judgement {
  const keys = new Set<string>();
  let judgement = first;
  for (let size = -1; judgement.decision === 'DENIED' && keys.size > size; ) {
    size = keys.size;
    for (const key of keysInTheWay(judgement)) keys.add(key);
    if (keys.size > size) judgement = judge({ ...request, stated: leftOpen(request.stated, keys) }, layers);
  }
  return judgement;
}

/** Keys on which a condition of an Allow failed, or one of a Deny was met. */
function keysInTheWay({ evidence }: Judgement): readonly string[] {
  return evidence.layers.flatMap(({ statements }) =>
    statements.flatMap(({ effect, conditions }) =>
      conditions
        .filter(({ outcome }) => outcome === (effect === 'ALLOW' ? 'NOT_MET' : 'MET'))
        .map(({ key }) => lowerCaseOf(key)),
    ),
  );
}

function leftOpen({ values, absent, missing }: StatedContext, keys: ReadonlySet<string>): StatedContext {
  const isAbsent = (key: string): boolean =>
    !keys.has(key) && !values.has(key) && (missing === 'ABSENT' || absent.has(key));
  return {
    values: new Map([...values].filter(([key]) => !keys.has(key))),
    absent: Object.assign(new Set<string>(), { has: isAbsent }),
    missing: 'UNKNOWN',
  };
}
