import type { Formula, Literal } from '../../policy/model.js';
import { and, assume, FALSE, literal, or, TRUE } from '../../policy/needs/index.js';
import { entering, type Chain } from './facts.js';
import { leaveOf, type Place } from './leave.js';

/** Where the source identity of a chain comes from: the hop that sets it, the session that the path starts with, or it has none. */
export type Origin = number | 'START' | 'NONE';

const CARRIED = 'aws:sourceidentity';
const SET = 'sts:sourceidentity';

/** Whether the key is about the source identity. */
export function isSourceIdentity(key: string): boolean {
  const lower = key.toLowerCase();
  return lower === CARRIED || lower === SET;
}

/** Every place where this chain's source identity can come from. A start that has one fixes it. */
export function originsOf(chain: Chain): readonly Origin[] {
  const { isRoleSession, session } = chain.start;
  if (typeof session.sourceIdentity === 'string') return ['START'];
  const hops = entering(chain);
  return isRoleSession !== false && session.sourceIdentity === undefined ? ['START', ...hops] : [...hops];
}

/**
 * What holds wherever the source identity comes from: `holds` says what has to for one origin. Where it is set, that hop and each later one
 * lets it be set, since a carried source identity asks for sts:SetSourceIdentity again.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function fromAnyOrigin(
  chain: Chain,
  holds: (origin: Origin) => Formula,
  placeFrom: (origin: Origin) => Place,
): Formula {
  const origins = originsOf(chain);
  const each = origins.map((origin) =>
    or([presence(chain, origin, 'true'), and([carriedOn(chain, origin, placeFrom(origin)), holds(origin)])]),
  );
  const some = origins.map((origin) => presence(chain, origin, 'false'));
  return and([...each, or([...some, holds('NONE')])]);
}

function carriedOn(chain: Chain, origin: Origin, place: Place): Formula {
  const first = typeof origin === 'number' ? origin : 0;
  return and(chain.hops.map((hop, index) => (index < first ? TRUE : leaveOf(hop.setSourceIdentity, index, place))));
}

/**
 * What holds of any chain that AWS does not refuse whatever the policies say: a source identity is set once. So of the places that it can
 * come from, one has it at most.
 */
export function setOnce(chain: Chain): Formula {
  const origins = originsOf(chain);
  return and(
    origins.flatMap((one, index) =>
      origins.slice(index + 1).map((other) => or([presence(chain, one, 'true'), presence(chain, other, 'true')])),
    ),
  );
}

/**
 * A condition on `aws:SourceIdentity` (what the caller's session carries) or `sts:SourceIdentity` (what the request sets) of a hop.
 * Once set it never changes; that a later request shows the carried value as its `sts:SourceIdentity` is `likely`.
 */
export function sourceIdentityAt(chain: Chain, origin: Origin, hop: number, condition: Literal): Formula {
  const { atom } = condition;
  if (atom.kind !== 'CONTEXT') return { kind: 'LITERAL', literal: condition };
  const isSetting = atom.key.toLowerCase() === SET;
  const isThere = origin === 'START' || (origin !== 'NONE' && (isSetting ? hop >= origin : hop > origin));
  return isThere ? valueHolds(chain, origin, condition) : assume(condition, null);
}

function presence(chain: Chain, origin: Origin, isAbsent: 'true' | 'false'): Formula {
  const key = 'aws:SourceIdentity';
  const atom = { kind: 'CONTEXT', key, operator: 'Null', values: [isAbsent], statement: null } as const;
  return valueHolds(chain, origin, { atom, isNegated: false, hop: null });
}

function valueHolds(chain: Chain, origin: Origin, condition: Literal): Formula {
  const { atom, isNegated } = condition;
  if (atom.kind !== 'CONTEXT') return isNegated ? TRUE : FALSE;
  if (typeof origin === 'number') return literal({ ...atom, key: 'sts:SourceIdentity' }, isNegated, origin);
  const known = chain.start.session.sourceIdentity;
  if (typeof known === 'string') return assume(condition, [known]);
  return literal({ ...atom, key: 'aws:SourceIdentity' }, isNegated, 0);
}
