import { nodeId } from '../../graph/ids.js';
import type { CompiledPolicy } from '../../policy/compile.js';
import type { AttachedPolicy, Layers } from '../../policy/model.js';
import type { EnteredNode } from '../facts.js';
import { layersOfTarget } from '../layers.js';
import type { PolicyView } from '../view.js';
import { makeInterner, type Interner } from './interner.js';
import { joinTests, type KeyTests } from './keyOutcomes.js';
import { targetValue, tellsCallersApart } from './keyValues.js';
import { numberOf } from './numberOf.js';
import type { PatternIndex } from './patterns.js';
import { policyFacts, type PolicyFacts } from './policyFacts.js';
import { relativeTo } from './relative.js';
import { trustNames, type TrustNames } from './trusts.js';

/** Roles (or root users) that let in the same callers under the same conclusions. */
export interface TargetClass {
  readonly number: number;
  /** Resource patterns of no one account that match them. */
  readonly matched: ReadonlySet<string>;
  /** What their own side asks of keys on which callers differ; one object where the same is asked. */
  readonly asked: KeyTests;
  /** Other accounts that their trusts name: the same for each, their own aside. */
  readonly accounts: ReadonlySet<string>;
}

/** A role as far as it is told apart. */
export interface ClassifiedTarget {
  readonly class: TargetClass;
  /** Whom its trust names. Of the roles of a class these differ in ARNs of their own accounts alone. */
  readonly trust: TrustNames;
  /** Resource patterns that name the role's account and match it. */
  readonly own: readonly string[];
}

export interface TargetClasses {
  readonly all: readonly TargetClass[];
  add(to: EnteredNode): ClassifiedTarget;
}

const NO_TRUST: TrustNames = {
  named: new Set(),
  sessions: new Set(),
  accounts: new Set(),
  allowsEveryone: false,
  allowedAccounts: new Set(),
  keys: [],
};

/** How targets are told apart. */
export interface TellingTargets {
  readonly action: string;
  readonly patterns: PatternIndex;
  /** Every key that a policy of some caller mentions. */
  readonly mentioned: readonly string[];
  /** The policies of the caller decide alone, so that trusts tell nobody apart. */
  readonly byCallerAlone: boolean;
}

export function classifyTargets(view: PolicyView, options: TellingTargets): TargetClasses {
  const { action } = options;
  const all: TargetClass[] = [];
  const byKey = new Map<string, TargetClass>();
  const askedBefore = new Map<string, KeyTests>();
  const intern = makeInterner();
  const controls = new Map<Layers['rcp'], Controls>();

  function controlsOf(levels: Layers['rcp']): Controls {
    let found = controls.get(levels);
    if (found === undefined) {
      found = readControls(levels, { action, intern, mentioned: options.mentioned });
      controls.set(levels, found);
    }
    return found;
  }

  function askedBy(trust: CompiledPolicy | null, rcp: Controls): KeyTests {
    const key = `${trust === null || trustNames(trust).keys.length === 0 ? '' : numberOf(trust)} ${rcp.number}`;
    let asked = askedBefore.get(key);
    if (asked === undefined) {
      const tests = joinTests([...(trust === null ? [] : [policyFacts(trust, action)]), ...rcp.facts]);
      asked = new Map([...tests].filter(([name]) => tellsCallersApart(name)));
      askedBefore.set(key, asked);
    }
    return asked;
  }

  return {
    all,
    add(to) {
      const { rcp, resource } = layersOfTarget(view, to);
      const levels = controlsOf(rcp);
      const found = to.label === 'Role' && !options.byCallerAlone ? view.policy(nodeId.trustPolicy(to.id)) : null;
      const trust = found !== null && 'statements' in found ? found : null;
      const names = trust === null ? NO_TRUST : trustNames(trust);
      const keys = names.keys.length === 0 ? levels.keys : [...new Set([...levels.keys, ...names.keys])];
      const values = keys.map((name) => targetValue(view, to, name));
      const { common: matched, own } = options.patterns.match(to.arn ?? to.id);
      const ofControls = levels.resources.size === 0 ? [] : own.filter((text) => levels.resources.has(text));
      const key = [
        to.label,
        ...(to.label === 'Role' ? [to.isServiceLinked, to.isIdentityCenter, to.isCollected] : []),
        ...(resource === null || options.byCallerAlone ? [] : trustNumbers(resource, to, { names, action, intern })),
        levels.number,
        intern(JSON.stringify(ofControls)),
        intern(JSON.stringify(matched)),
        values.every((value) => value === '') ? '' : JSON.stringify([keys, values]),
        placeOf(view, to),
      ].join('|');
      let known = byKey.get(key);
      if (known === undefined) {
        known = {
          number: all.length,
          matched: new Set(matched),
          asked: askedBy(trust, levels),
          accounts: new Set([...names.accounts].filter((account) => account !== to.account)),
        };
        byKey.set(key, known);
        all.push(known);
      }
      return { class: known, trust: names, own };
    },
  };
}

/**
 * What a trust policy says, its own account written as a reference. Where it takes in everyone, and so callers of whom not even the
 * account is known, the accounts it names count as they are.
 */
function trustNumbers(
  { policy }: AttachedPolicy,
  to: EnteredNode,
  { names, action, intern }: { readonly names: TrustNames; readonly action: string; readonly intern: Interner },
): readonly number[] {
  const facts = policyFacts(policy, action);
  const allowed = [...names.allowedAccounts].map((account) => `:${account}:`).join();
  return [
    intern(facts.text),
    Number(names.allowsEveryone),
    intern(names.allowsEveryone ? facts.names : relativeTo(facts.names, to.account)),
    intern(relativeTo(allowed, to.account)),
  ];
}

/** The RCPs of an account, read once. */
interface Controls {
  readonly number: number;
  /** Keys that these or the policies of some caller mention. */
  readonly keys: readonly string[];
  readonly resources: ReadonlySet<string>;
  readonly facts: readonly PolicyFacts[];
}

function readControls(
  levels: Layers['rcp'],
  options: { readonly action: string; readonly intern: Interner; readonly mentioned: readonly string[] },
): Controls {
  const write = ({ id, attachedTo, policy }: AttachedPolicy) => [id, attachedTo, numberOf(policy)];
  const facts = (levels ?? []).flatMap(({ policies }) =>
    policies.map(({ policy }) => policyFacts(policy, options.action)),
  );
  return {
    number: options.intern(JSON.stringify(levels?.map(({ at, policies }) => [at, policies.map(write)]) ?? null)),
    keys: [...new Set([...facts.flatMap((one) => one.keys), ...options.mentioned])],
    resources: new Set(facts.flatMap((one) => one.resources)),
    facts: facts.filter(({ text }) => text !== ''),
  };
}

/** What decides whether RCPs bind, and who may take root. */
function placeOf(view: PolicyView, to: EnteredNode): string {
  const account = to.account === null ? null : view.account(to.account);
  return `${account?.organizationId ?? ''} ${account?.isManagement ?? false}`;
}
