import type { CallerClass } from '../classes/callerClasses.js';
import { isNamed } from '../classes/trusts.js';
import type { EdgeCollector } from './collector.js';
import { ownPatterns, type PairDecider, type PlacedCaller, type PlacedTarget } from './pairs.js';

/** Callers of one action, by what a trust may mean them by. */
export interface CallerIndex {
  readonly byId: ReadonlyMap<string, PlacedCaller>;
  readonly byUniqueId: ReadonlyMap<string, PlacedCaller>;
  /** `account role-name`. */
  readonly bySession: ReadonlyMap<string, readonly PlacedCaller[]>;
  readonly byAccount: ReadonlyMap<string, readonly PlacedCaller[]>;
  /** Classes by a resource pattern of what allows them. */
  readonly byPattern: ReadonlyMap<string, readonly CallerClass[]>;
  /** Resource patterns of all policies of all callers, as written. */
  readonly patterns: ReadonlySet<string>;
  readonly membersOf: (callers: CallerClass) => readonly PlacedCaller[];
}

/** Users, roles, outside accounts and Anyone into one role, but for pairs of products. */
export function enterRole(
  target: PlacedTarget,
  callers: CallerIndex,
  decider: PairDecider,
  collector: EdgeCollector,
): void {
  for (const caller of candidates(target, callers)) {
    const conclusion = decider.decide(caller, target);
    if (conclusion !== null) collector.addEdge('CAN_ASSUME', caller.index, target.index, conclusion);
  }
}

/** Those whom the trust names; of its own account and of those that it names, who may be allowed as well. */
function candidates(target: PlacedTarget, callers: CallerIndex): ReadonlySet<PlacedCaller> {
  const { node, trust } = target;
  const found = new Set<PlacedCaller>(namedBy(target, callers));
  const account = node.account ?? '';
  if (trust.allowsEveryone) {
    for (const caller of callers.byAccount.get(account) ?? []) found.add(caller);
    return found;
  }
  for (const trusted of trust.allowedAccounts) {
    for (const caller of callers.byAccount.get(trusted) ?? []) {
      if (mayBeAllowed(caller, target)) found.add(caller);
    }
  }
  return found;
}

function namedBy({ trust }: PlacedTarget, callers: CallerIndex): readonly PlacedCaller[] {
  const found: PlacedCaller[] = [];
  for (const name of trust.named) {
    const caller = callers.byId.get(name) ?? callers.byUniqueId.get(name);
    if (caller !== undefined) found.push(caller);
  }
  for (const session of trust.sessions) found.push(...(callers.bySession.get(session) ?? []));
  return found;
}

/** Whether the caller's own side may allow the action on the target. */
export function mayBeAllowed(caller: PlacedCaller, target: PlacedTarget): boolean {
  const { allowed, hasVariable } = caller.class;
  if (hasVariable || allowed.has('*')) return true;
  if (allowed.size === 0) return false;
  for (const text of target.class.matched) if (allowed.has(text)) return true;
  return ownPatterns(caller, target).some((text) => allowed.has(text));
}

/** Callers of other accounts into all roles of a class whose trust takes in everyone: as products, but for those it names. */
export function enterFromEverywhere(
  targets: readonly PlacedTarget[],
  callers: CallerIndex,
  decider: PairDecider,
  collector: EdgeCollector,
): void {
  const [first] = targets;
  if (first === undefined) return;
  const own = new Set(targets.flatMap((target) => target.own));
  /** The targets are not all the same to callers with a pattern that names the account of some. */
  const hasOwnPattern = ({ resources }: CallerClass): boolean => [...resources].some((text) => own.has(text));
  const classes = new Set<CallerClass>();
  for (const text of new Set(['*', ...first.class.matched, ...own])) {
    for (const found of callers.byPattern.get(text) ?? []) classes.add(found);
  }
  const products = new Map<number, number[]>();
  for (const found of classes) {
    for (const members of partition(callers.membersOf(found), first, decider)) {
      if (found.hasVariable || hasOwnPattern(found)) enterSingly(members, targets, decider, collector);
      else addToProduct(members, targets, decider, products);
    }
  }
  const to = targets.map(({ index }) => index);
  for (const [conclusion, from] of products) collector.addProduct('CAN_ASSUME', from, to, conclusion);
}

/** Members of whom the same is concluded, those that the trust names itself left out. */
function partition(
  members: readonly PlacedCaller[],
  target: PlacedTarget,
  decider: PairDecider,
): Iterable<readonly PlacedCaller[]> {
  const parts = new Map<string, PlacedCaller[]>();
  for (const member of members) {
    if (isNamed(target.trust, member.node)) continue;
    const key = `${member.gaps.join()} ${decider.detail(member, target.class)}`;
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [member]);
    else part.push(member);
  }
  return parts.values();
}

function addToProduct(
  members: readonly PlacedCaller[],
  targets: readonly PlacedTarget[],
  decider: PairDecider,
  products: Map<number, number[]>,
): void {
  const pair = pairOfTwoAccounts(members, targets);
  const conclusion = pair === null ? null : decider.decide(pair[0], pair[1]);
  if (conclusion === null) return;
  const from = products.get(conclusion);
  if (from === undefined)
    products.set(
      conclusion,
      members.map(({ index }) => index),
    );
  else for (const { index } of members) from.push(index);
}

function pairOfTwoAccounts(
  members: readonly PlacedCaller[],
  targets: readonly PlacedTarget[],
): readonly [PlacedCaller, PlacedTarget] | null {
  const [member] = members;
  const [target] = targets;
  if (member === undefined || target === undefined) return null;
  const other = targets.find(({ node }) => node.account !== member.node.account);
  if (other !== undefined) return [member, other];
  const stranger = members.find(({ node }) => node.account !== target.node.account);
  return stranger === undefined ? null : [stranger, target];
}

function enterSingly(
  members: readonly PlacedCaller[],
  targets: readonly PlacedTarget[],
  decider: PairDecider,
  collector: EdgeCollector,
): void {
  for (const target of targets) {
    for (const member of members) {
      if (member.node.account === target.node.account) continue;
      const conclusion = decider.decide(member, target);
      if (conclusion !== null) collector.addEdge('CAN_ASSUME', member.index, target.index, conclusion);
    }
  }
}
