import type { Evidence } from '../../iam/decision.js';
import type { MatchedStatement } from '../actionIndex.js';
import { type Hearing, layersOf } from '../decide/fold.js';
import type { LayerSaid } from '../decide/layer.js';
import type { Formula } from '../model.js';
import { type Conclusion, explain } from './evidence.js';

/** What evidence is made of where nothing is open. */
interface Settled {
  readonly hearing: Hearing;
  readonly decision: Conclusion['decision'];
  readonly combination: Conclusion['combination'];
  readonly action: string;
  readonly caller: string;
  readonly evidence: Evidence;
}

/** By the statement that was seen first: what decides one request mostly decides the next in the same way. */
const remembered = new WeakMap<MatchedStatement, Settled>();

/** The evidence of a conclusion: the same object as before where nothing is open and every layer says what it said before. */
export function evidenceOf(conclusion: Conclusion): Evidence {
  const { context, hearing, decision, combination, never } = conclusion;
  const first = (hearing.identity.seen[0] ?? hearing.resource.seen[0])?.matched;
  if (first === undefined || decision === 'CONDITIONAL' || never !== null) return explain(conclusion);
  const { action, caller } = context.request;
  const before = remembered.get(first);
  const isSame =
    before?.decision === decision &&
    before.action === action &&
    before.combination === combination &&
    before.caller === caller.kind &&
    saysTheSame(before.hearing, hearing);
  if (isSame) return before.evidence;
  const evidence = explain(conclusion);
  if (isSettled(hearing)) {
    remembered.set(first, { hearing, decision, combination, action, caller: caller.kind, evidence });
  }
  return evidence;
}

function saysTheSame(left: Hearing, right: Hearing): boolean {
  return (
    isSame(left.identity, right.identity) &&
    isSame(left.resource, right.resource) &&
    isSame(left.boundary, right.boundary) &&
    isSame(left.session, right.session) &&
    isSame(left.endpoint, right.endpoint) &&
    areSame(left.scps, right.scps) &&
    areSame(left.rcps, right.rcps) &&
    left.acl === right.acl &&
    left.keyGrants === right.keyGrants &&
    left.publicAccess === right.publicAccess
  );
}

function areSame(left: readonly LayerSaid[], right: readonly LayerSaid[]): boolean {
  return left === right || (left.length === right.length && left.every((said, index) => isSame(said, right[index])));
}

function isSame(left: LayerSaid, right: LayerSaid | undefined): boolean {
  if (left === right) return true;
  if (right === undefined || left.kind !== right.kind || left.at !== right.at) return false;
  if (left.status !== right.status || left.reason !== right.reason) return false;
  if (left.allow !== right.allow || left.deny !== right.deny || !haveSameGrants(left, right)) return false;
  if (left.seen.length !== right.seen.length || right.unread.length > 0) return false;
  return left.seen.every((statement, index) => {
    const other = right.seen[index];
    return statement.reference === other?.reference && statement.formula === other.formula;
  });
}

function haveSameGrants({ grants: left }: LayerSaid, { grants: right }: LayerSaid): boolean {
  return left.DIRECT === right.DIRECT && left.ROLE === right.ROLE && left.ACCOUNT === right.ACCOUNT;
}

/** Every formula is a constant, and there is one object of each. */
function isSettled(hearing: Hearing): boolean {
  return layersOf(hearing).every(
    ({ allow, deny, grants, seen, unread }) =>
      unread.length === 0 &&
      [allow, deny, grants.DIRECT, grants.ROLE, grants.ACCOUNT].every(isConstant) &&
      seen.every(({ formula }) => isConstant(formula)),
  );
}

function isConstant({ kind }: Formula): boolean {
  return kind === 'TRUE' || kind === 'FALSE';
}
