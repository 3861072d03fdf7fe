import type { AttachedPolicy, ControlLevel } from '../../policy/model.js';
import type { CompiledPolicy } from '../../policy/compile.js';
import { callerOutcome, joinTests, type KeyTests } from '../classes/keyOutcomes.js';
import { tellsCallersApart } from '../classes/keyValues.js';
import { numberOf } from '../classes/numberOf.js';
import { testsOf } from '../classes/policyFacts.js';
import { callerGaps, placesOf } from '../gaps.js';
import { layersOfCaller, levelsAbove } from '../layers.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { PolicyView } from '../view.js';
import type { Actor } from './world.js';

/** Who is decided like whom. */
export interface CallerKey {
  /**
   * Callers with the same key are decided alike about everything of their account whose own policy does not tell them apart: they are of one
   * kind, have the same policies in the same layers, and what these ask of keys on which callers differ comes out alike.
   */
  readonly inAccount: string;
  /** The same for callers of different accounts, each about its own account: no policy names any account in a resource. */
  readonly anywhere: string;
}

export function callerKey(view: PolicyView, from: Actor | NodeOf<'RootUser'>): CallerKey {
  const { key, namesAccounts } = read(view, from);
  const inAccount = `${from.account ?? ''} ${key}`;
  return { inAccount, anywhere: namesAccounts ? inAccount : key };
}

/**
 * The same for callers of different accounts that are decided alike about one resource whose own side tells them apart in nothing, nor is any of
 * them of its account; with what evidence says of control policies besides.
 */
export function keyAboutOthers(view: PolicyView, from: Actor | NodeOf<'RootUser'>): string {
  const { key, scp } = read(view, from);
  const account = from.account === null ? null : view.account(from.account);
  const at = scp?.map((level) => level.at) ?? null;
  return JSON.stringify([key, at, account?.outsideOf ?? null, from.label !== 'RootUser' && from.isCollected]);
}

/** What a caller's own side comes to, as a text. `namesAccounts`: a policy of it names an account in a resource. */
function read(
  view: PolicyView,
  from: Actor | NodeOf<'RootUser'>,
): {
  readonly key: string;
  readonly namesAccounts: boolean;
  readonly scp: readonly ControlLevel[] | null;
} {
  const { identity, boundary, scp } = layersOfCaller(view, from, null);
  const rcp = from.account === null ? null : levelsAbove(view, from, from.account);
  const own = [...identity, ...(boundary ?? [])].map(({ policy }) => traitsOf(policy));
  const traits = [...own, ...[scp, rcp].map(traitsOfLevels)];
  const tests = [...joinTests(traits)];
  const places = placesOf(view.gaps?.() ?? []);
  const account = from.account === null ? null : view.account(from.account);
  const key = JSON.stringify([
    from.label,
    from.label === 'Role' && from.isServiceLinked,
    account?.organizationId ?? null,
    account?.isManagement ?? false,
    account?.partition,
    identity.map(written),
    boundary?.map(written) ?? null,
    [scp, rcp].map((levels) => levels?.map(numberOf) ?? null),
    tests.map(([name, asked]) => callerOutcome(view, from, name, asked)),
    callerGaps(view, from).map((gap) => places.get(gap) ?? gap.text),
  ]);
  return { key, namesAccounts: traits.some((one) => one.namesAccounts), scp };
}

function written({ id, attachedTo, policy }: AttachedPolicy): readonly unknown[] {
  return [id, attachedTo, numberOf(policy)];
}

/** What of a policy tells callers apart. */
interface Traits {
  /** What is asked of keys on which callers can differ. */
  readonly tests: KeyTests;
  readonly namesAccounts: boolean;
}

const NONE: Traits = { tests: new Map(), namesAccounts: false };
const known = new WeakMap<CompiledPolicy, Traits>();

const knownOfLevels = new WeakMap<readonly ControlLevel[], Traits>();

/** Of control policies, which whole accounts share. */
function traitsOfLevels(levels: readonly ControlLevel[] | null): Traits {
  if (levels === null) return NONE;
  let found = knownOfLevels.get(levels);
  if (found === undefined) {
    const all = levels.flatMap(({ policies }) => policies.map(({ policy }) => traitsOf(policy)));
    found = { tests: joinTests(all), namesAccounts: all.some((one) => one.namesAccounts) };
    knownOfLevels.set(levels, found);
  }
  return found;
}

function traitsOf(policy: AttachedPolicy['policy']): Traits {
  if ('text' in policy) return NONE;
  const found = known.get(policy) ?? {
    tests: new Map([...testsOf(policy.statements)].filter(([name]) => tellsCallersApart(name))),
    namesAccounts: policy.statements.some(
      ({ resources }) => resources?.values.some((value) => /[0-9]{12}/u.test(value)) === true,
    ),
  };
  known.set(policy, found);
  return found;
}
