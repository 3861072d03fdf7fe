import type { AttachedPolicy, ControlLevel } from '../../policy/model.js';
import type { CompiledPolicy } from '../../policy/compile.js';
import { callerOutcome, joinTests, type KeyTests } from '../classes/keyOutcomes.js';
import { tellsCallersApart } from '../classes/keyValues.js';
import { numberOf } from '../classes/numberOf.js';
import { testsOf } from '../classes/policyFacts.js';
import { callerGaps, placesOf } from '../gaps.js';
import { layersOfCaller, levelsOf } from '../layers.js';
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
  const { key, policies } = read(view, from);
  const inAccount = `${from.account ?? ''} ${key}`;
  const namesAccounts = policies.some(({ policy }) => traitsOf(policy).namesAccounts);
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

/** What a caller's own side comes to, as a text, with its policies. */
function read(
  view: PolicyView,
  from: Actor | NodeOf<'RootUser'>,
): {
  readonly key: string;
  readonly policies: readonly AttachedPolicy[];
  readonly scp: readonly ControlLevel[] | null;
} {
  const { identity, boundary, scp } = layersOfCaller(view, from, null);
  const rcp = from.account === null ? null : levelsOf(view, from.account, 'RESOURCE_CONTROL', from.account);
  const policies = [...identity, ...(boundary ?? []), ...policiesIn(scp), ...policiesIn(rcp)];
  const tests = [...joinTests(policies.map(({ policy }) => traitsOf(policy)))];
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
  return { key, policies, scp };
}

function policiesIn(levels: readonly ControlLevel[] | null): readonly AttachedPolicy[] {
  return (levels ?? []).flatMap(({ policies }) => policies);
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
