import { nodeId } from '../../graph/ids.js';
import type { PrincipalNode } from '../../graph/nodes.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { AttachedPolicy, Layers } from '../../policy/model.js';
import { layersOfCaller } from '../layers.js';
import type { PolicyView } from '../view.js';
import { callerValue } from './keyValues.js';
import { numberOf } from './numberOf.js';
import { hasVariable } from './patterns.js';
import { policyFacts } from './policyFacts.js';

/** Callers of whom the same is concluded about every role whose trust does not tell them apart. */
export interface CallerClass {
  readonly number: number;
  /** Of those in accounts, by account number. */
  readonly members: Map<string, number[]>;
  /** Resource patterns of what allows them to enter; `*` for those whose own side's leave is taken. */
  readonly allowed: readonly string[];
  /** Resource patterns of all their policies, and keys that these mention. */
  readonly resources: ReadonlySet<string>;
  readonly keys: readonly string[];
  /** A pattern depends on the caller: nothing is shared with other roles. */
  readonly hasVariable: boolean;
}

/** Puts callers into classes as they are asked about. */
export interface CallerClasses {
  readonly all: readonly CallerClass[];
  add(index: number, from: PrincipalNode): CallerClass;
}

export function classifyCallers(view: PolicyView, action: string): CallerClasses {
  const all: CallerClass[] = [];
  const byKey = new Map<string, CallerClass>();
  return {
    all,
    add(index, from) {
      const { key, ...facts } = signature(view, from, action);
      let found = byKey.get(key);
      if (found === undefined) {
        found = { number: all.length, members: new Map(), ...facts };
        byKey.set(key, found);
        all.push(found);
      }
      const account = from.account ?? '';
      const list = found.members.get(account);
      if (list === undefined) found.members.set(account, [index]);
      else list.push(index);
      return found;
    },
  };
}

function signature(
  view: PolicyView,
  from: PrincipalNode,
  action: string,
): { readonly key: string } & Pick<CallerClass, 'allowed' | 'resources' | 'keys' | 'hasVariable'> {
  const layers = layersOfCaller(view, from, null);
  const account = from.account === null ? null : view.account(from.account);
  const isCollected = from.label === 'User' || from.label === 'Role' ? from.isCollected : false;
  const policies = [
    ...layers.identity,
    ...(layers.boundary ?? []),
    ...(layers.scp ?? []).flatMap((one) => one.policies),
  ];
  const facts = policies.map(({ policy }) => policyFacts(policy, action));
  const keys = [...new Set(facts.flatMap((one) => one.keys))].sort(compareCodePoints);
  const key = JSON.stringify([
    from.label,
    isCollected,
    from.label === 'Role' && from.isServiceLinked,
    account?.organizationId ?? null,
    account?.isManagement ?? false,
    from.label === 'Service' || from.label === 'FederatedIdentity' ? nodeId.arn(from.id) : null,
    writeLayers(layers),
    keys.map((name) => callerValue(view, from, name)),
  ]);
  const ofIdentity = layers.identity.flatMap(({ policy }) =>
    'statements' in policy ? policyFacts(policy, action).allowed : ['*'],
  );
  const resources = new Set(facts.flatMap((one) => one.resources));
  return {
    key,
    allowed: isCollected ? [...new Set(ofIdentity)] : ['*'],
    resources,
    keys,
    hasVariable: [...resources].some(hasVariable),
  };
}

function writeLayers({ identity, boundary, scp }: Layers): unknown {
  const write = ({ id, attachedTo, policy }: AttachedPolicy) => [id, attachedTo, numberOf(policy)];
  return [
    identity.map(write),
    boundary?.map(write) ?? null,
    scp?.map(({ at, policies }) => [at, policies.map(write)]) ?? null,
  ];
}
