import type { Formula, Literal } from '../../policy/model.js';
import { and, assume, FALSE, literal, or, TRUE } from '../../policy/needs/index.js';
import type { Chain } from './facts.js';
import { leaveOf } from './leave.js';

/** Where the source identity of a chain comes from: the hop that sets it, or the session that the path starts with. */
export type Origin = number | 'START';

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
  const hops = chain.hops.keys();
  return isRoleSession && session.sourceIdentity === undefined ? ['START', ...hops] : [...hops];
}

/**
 * What holds of a chain whose source identity comes from `origin`, or that has none: nothing was set before, and where it is set, that and
 * each later hop lets it be set, since a carried source identity asks for sts:SetSourceIdentity again.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function originHolds(chain: Chain, origin: Origin): Formula {
  const first = origin === 'START' ? 0 : origin;
  const before = originsOf(chain).slice(0, originsOf(chain).indexOf(origin));
  const leaves = chain.hops.flatMap((hop, index) => (index < first ? [] : [leaveOf(hop.setSourceIdentity, index)]));
  return and([...before.map((each) => isAbsent(chain, each)), or([isAbsent(chain, origin), and(leaves)])]);
}

/**
 * What holds of any chain that AWS does not refuse whatever the policies say: a source identity is set once. So of the places that it can
 * come from, one has it at most.
 */
export function setOnce(chain: Chain): Formula {
  const origins = originsOf(chain);
  return and(
    origins.flatMap((one, index) =>
      origins.slice(index + 1).map((other) => or([isAbsent(chain, one), isAbsent(chain, other)])),
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
  const isThere = origin === 'START' || (isSetting ? hop >= origin : hop > origin);
  return isThere ? valueHolds(chain, origin, condition) : assume(condition, null);
}

function isAbsent(chain: Chain, origin: Origin): Formula {
  const key = 'aws:SourceIdentity';
  const atom = { kind: 'CONTEXT', key, operator: 'Null', values: ['true'], statement: null } as const;
  return valueHolds(chain, origin, { atom, isNegated: false, hop: null });
}

function valueHolds(chain: Chain, origin: Origin, condition: Literal): Formula {
  const { atom, isNegated } = condition;
  if (atom.kind !== 'CONTEXT') return isNegated ? TRUE : FALSE;
  if (origin !== 'START') return literal({ ...atom, key: 'sts:SourceIdentity' }, isNegated, origin);
  const known = chain.start.session.sourceIdentity;
  if (typeof known === 'string') return assume(condition, [known]);
  return literal({ ...atom, key: 'aws:SourceIdentity' }, isNegated, 0);
}
