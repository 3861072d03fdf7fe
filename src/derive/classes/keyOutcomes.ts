import type { NodeOf, PrincipalNode } from '../../graph/nodes.js';
import { parseArn, resourceName } from '../../iam/arn.js';
import type { CompiledCondition } from '../../policy/match/condition/index.js';
import type { PolicyView } from '../view.js';
import { callerValue } from './keyValues.js';
import type { PolicyFacts } from './policyFacts.js';

/** Conditions that policies ask of a key; null where the value itself counts. */
export type KeyTests = ReadonlyMap<string, readonly CompiledCondition[] | null>;

/** The tests of several policies together, in the order of the policies. */
export function joinTests(all: readonly Pick<PolicyFacts, 'tests'>[]): KeyTests {
  const joined = new Map<string, readonly CompiledCondition[] | null>();
  for (const { tests } of all) {
    for (const [key, more] of tests) {
      const before = joined.get(key);
      joined.set(key, before === null || more === null ? null : before === undefined ? more : [...before, ...more]);
    }
  }
  return joined;
}

/**
 * How a caller's value of a key comes out under everything that is asked of it, so that callers are told apart by outcomes and not by values.
 * The value itself where that is not enough.
 */
export function callerOutcome(
  view: PolicyView,
  from: PrincipalNode,
  key: string,
  tests: readonly CompiledCondition[] | null,
): string {
  const settled = tests === null ? undefined : settledValue(view, from, key);
  if (tests === null || settled === undefined) return `=${callerValue(view, from, key)}`;
  let outcomes = '';
  for (const test of tests) {
    outcomes += (settled === null ? test.whenAbsent : test.holds([settled])) ? '1' : '0';
  }
  return outcomes;
}

/** The value with which the caller makes every request; null where it makes them without the key, undefined where that is open. */
function settledValue(view: PolicyView, from: PrincipalNode, key: string): string | null | undefined {
  if (from.label !== 'User' && from.label !== 'Role' && from.label !== 'RootUser') return undefined;
  const account = from.account === null ? null : view.account(from.account);
  switch (key) {
    case 'aws:principalarn':
      return from.arn ?? undefined;
    case 'aws:principalaccount':
    case 'kms:calleraccount':
      return from.account ?? undefined;
    case 'aws:principalorgid':
      return account?.organizationId ?? undefined;
    case 'aws:principalorgpaths':
      return account?.organizationPath ?? undefined;
    default:
      break;
  }
  if (from.label === 'RootUser') return undefined;
  if (!key.startsWith('aws:principaltag/')) return from.label === 'User' ? settledOfUser(from, key) : undefined;
  const isSettled = from.isCollected && (from.label === 'User' || from.refusesSessionTags === true);
  return isSettled ? tagOf(from, key.slice('aws:principaltag/'.length)) : undefined;
}

function settledOfUser(user: NodeOf<'User'>, key: string): string | null | undefined {
  if (key === 'aws:username' && user.arn !== null) return resourceName(parseArn(user.arn)?.resource ?? user.arn);
  if (key === 'aws:userid') return user.uniqueId ?? undefined;
  return undefined;
}

function tagOf({ tags }: NodeOf<'User'> | NodeOf<'Role'>, key: string): string | null {
  return tags.find((tag) => tag.key.toLowerCase() === key)?.value ?? null;
}
