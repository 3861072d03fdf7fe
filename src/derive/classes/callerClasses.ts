import type { PrincipalNode } from '../../graph/nodes.js';
import type { AttachedPolicy, ControlLevel, Layers } from '../../policy/model.js';
import { layersOfCaller } from '../layers.js';
import type { PolicyView } from '../view.js';
import { makeInterner, type Interner } from './interner.js';
import { callerOutcome, joinTests } from './keyOutcomes.js';
import { hasVariable } from './patterns.js';
import { policyFacts, type PolicyFacts } from './policyFacts.js';
import { relativeTo } from './relative.js';

/** Callers of whom the same is concluded about every role whose trust does not tell them apart. */
export interface CallerClass {
  readonly number: number;
  /** Resource patterns of what allows them to enter, their own account written as a reference; `*` for those whose own side's leave is taken. */
  readonly allowed: ReadonlySet<string>;
  /** Resource patterns of all their policies, written so too, and keys that these mention. */
  readonly resources: ReadonlySet<string>;
  readonly keys: readonly string[];
  /** A pattern depends on the caller: nothing is shared with other roles. */
  readonly hasVariable: boolean;
}

/** Puts callers into classes as they are asked about. */
export interface CallerClasses {
  readonly all: readonly CallerClass[];
  /** Resource patterns of all policies of all callers, as written. */
  readonly patterns: ReadonlySet<string>;
  add(from: PrincipalNode): CallerClass;
}

export function classifyCallers(view: PolicyView, action: string): CallerClasses {
  const all: CallerClass[] = [];
  const patterns = new Set<string>();
  const byKey = new Map<string, CallerClass>();
  const intern = makeInterner();
  const controls = new WeakMap<readonly ControlLevel[], Controls>();
  const controlsOf = (levels: readonly ControlLevel[] | null): Controls => {
    if (levels === null) return NO_CONTROLS;
    let found = controls.get(levels);
    if (found === undefined) {
      found = readControls(levels, { action, intern });
      controls.set(levels, found);
    }
    return found;
  };
  return {
    all,
    patterns,
    add(from) {
      const { key, written, ...facts } = signature(view, from, { action, intern, controlsOf });
      for (const text of written) patterns.add(text);
      let found = byKey.get(key);
      if (found === undefined) {
        found = { number: all.length, ...facts };
        byKey.set(key, found);
        all.push(found);
      }
      return found;
    },
  };
}

/** How texts are written short while policies are told apart. */
interface Writing {
  readonly action: string;
  readonly intern: Interner;
}

/** The SCPs of an account, read once. */
interface Controls {
  readonly number: number;
  readonly facts: readonly PolicyFacts[];
}

const NO_CONTROLS: Controls = { number: -1, facts: [] };

function readControls(levels: readonly ControlLevel[], writing: Writing): Controls {
  const facts = levels.flatMap(({ policies }) => policies.map(({ policy }) => policyFacts(policy, writing.action)));
  return {
    number: writing.intern(
      levels.map(({ at, policies }) => `${at ?? ''}=${writePolicies(policies, writing, null)}`).join('/'),
    ),
    facts: facts.filter(({ text }) => text !== ''),
  };
}

/** Policies that can bear, in order: what does not bear is in no evidence. */
function writePolicies(
  policies: readonly AttachedPolicy[],
  { action, intern }: Writing,
  account: string | null,
): string {
  let written = '';
  for (const { id, attachedTo, policy } of policies) {
    const { text, names } = policyFacts(policy, action);
    if (text === '') continue;
    written += `${intern(id ?? '')} ${intern(attachedTo ?? '')} ${intern(text)} ${intern(relativeTo(names, account))};`;
  }
  return written;
}

function signature(
  view: PolicyView,
  from: PrincipalNode,
  options: Writing & { readonly controlsOf: (levels: Layers['scp']) => Controls },
): { readonly key: string; readonly written: ReadonlySet<string> } & Omit<CallerClass, 'number'> {
  const { action } = options;
  const { identity, boundary, scp } = layersOfCaller(view, from, null);
  const account = from.account === null ? null : view.account(from.account);
  const isCollected = from.label === 'User' || from.label === 'Role' ? from.isCollected : false;
  const controls = options.controlsOf(scp);
  const own = [...identity, ...(boundary ?? [])].map(({ policy }) => policyFacts(policy, action));
  const facts = [...own, ...controls.facts];
  const tests = joinTests(facts);
  const outcomes = [...tests].map(([name, asked]) => [name, callerOutcome(view, from, name, asked)]);
  const key = [
    from.label,
    isCollected,
    from.label === 'Role' && from.isServiceLinked,
    account?.organizationId ?? '',
    account?.isManagement ?? false,
    account?.isCollected ?? false,
    from.label === 'Service' || from.label === 'FederatedIdentity' ? options.intern(from.id) : '',
    writePolicies(identity, options, from.account),
    boundary === null ? '' : `limited ${writePolicies(boundary, options, from.account)}`,
    controls.number,
    outcomes.length === 0 ? '' : JSON.stringify(outcomes),
  ].join('|');
  const allowed = identity.flatMap(({ policy }) =>
    'statements' in policy ? policyFacts(policy, action).allowed : ['*'],
  );
  const written = new Set(facts.flatMap((one) => one.resources));
  const resources = new Set([...written].map((text) => relativeTo(text, from.account)));
  return {
    key,
    written,
    allowed: new Set(isCollected ? allowed.map((text) => relativeTo(text, from.account)) : ['*']),
    resources,
    keys: [...tests.keys()],
    hasVariable: [...resources].some(hasVariable),
  };
}
