import { nodeId } from '../../graph/ids.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { CompiledPolicy } from '../../policy/compile.js';
import type { AttachedPolicy } from '../../policy/model.js';
import type { EnteredNode } from '../facts.js';
import { layersOfTarget } from '../layers.js';
import type { PolicyView } from '../view.js';
import { targetValue, tellsCallersApart } from './keyValues.js';
import { numberOf } from './numberOf.js';
import type { PatternIndex } from './patterns.js';
import { policyFacts } from './policyFacts.js';
import { trustNames, type TrustNames } from './trusts.js';

/** Roles (or root users) that let in the same callers under the same conclusions. */
export interface TargetClass {
  readonly number: number;
  /** Node indexes. */
  readonly members: number[];
  readonly trust: TrustNames;
  /** Resource patterns of no one account that match them. */
  readonly matched: ReadonlySet<string>;
  /** Keys of their own side on which callers differ. */
  readonly callerKeys: readonly string[];
}

export interface TargetClasses {
  readonly all: readonly TargetClass[];
  /** `own`: resource patterns that name the role's account and match it. */
  add(index: number, to: EnteredNode): { readonly class: TargetClass; readonly own: readonly string[] };
}

const NO_TRUST: TrustNames = {
  named: new Set(),
  sessions: new Set(),
  accounts: new Set(),
  allowsEveryone: false,
  allowedAccounts: new Set(),
  allowedOthers: new Set(),
  keys: [],
};

/** `mentioned`: every key that a policy of some caller mentions. */
export function classifyTargets(
  view: PolicyView,
  options: { readonly action: string; readonly patterns: PatternIndex; readonly mentioned: readonly string[] },
): TargetClasses {
  const all: TargetClass[] = [];
  const byKey = new Map<string, TargetClass>();
  const keysOf = new Map<string, readonly string[]>();
  return {
    all,
    add(index, to) {
      const { rcp, resource } = layersOfTarget(view, to);
      const policies = (rcp ?? []).flatMap((level) => level.policies);
      const trust = to.label === 'Role' ? view.policy(nodeId.trustPolicy(to.id)) : null;
      const names = trust !== null && isCompiled(trust) ? trustNames(trust) : NO_TRUST;
      const own = [
        ...new Set([...names.keys, ...policies.flatMap(({ policy }) => policyFacts(policy, options.action).keys)]),
      ];
      const keys = [...new Set([...own, ...options.mentioned])].sort(compareCodePoints);
      const { common: matched, own: specific } = options.patterns.match(to.arn ?? to.id);
      const write = ({ id, attachedTo, policy }: AttachedPolicy) => [id, attachedTo, numberOf(policy)];
      const key = JSON.stringify([
        to.label,
        to.label === 'Role' && [to.isServiceLinked, to.isIdentityCenter, to.isCollected],
        resource === null ? null : numberOf(resource.policy),
        rcp?.map((level) => [level.at, level.policies.map(write)]) ?? null,
        matched,
        keys.map((name) => targetValue(view, to, name)),
        placeOf(view, to),
      ]);
      let found = byKey.get(key);
      if (found === undefined) {
        const text = own.join();
        const callerKeys = keysOf.get(text) ?? own.filter(tellsCallersApart);
        keysOf.set(text, callerKeys);
        found = { number: all.length, members: [], trust: names, matched: new Set(matched), callerKeys };
        byKey.set(key, found);
        all.push(found);
      }
      found.members.push(index);
      return { class: found, own: specific };
    },
  };
}

function isCompiled(policy: ReturnType<PolicyView['policy']>): policy is CompiledPolicy {
  return 'statements' in policy;
}

/** What decides whether RCPs bind, and who may take root. */
function placeOf(view: PolicyView, to: EnteredNode): unknown {
  const account = to.account === null ? null : view.account(to.account);
  return [account?.organizationId ?? null, account?.isManagement ?? false];
}
