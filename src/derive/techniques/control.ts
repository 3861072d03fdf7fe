import type { NodeOf } from '../../graph/nodes.js';
import type { Decision } from '../../iam/decision.js';
import type { PolicyView } from '../view.js';
import { askAdministrator } from './administrator.js';
import { attaching } from './attaching.js';
import { type Become, becomes, decisionOf, sentenceOf } from './become.js';
import { conjoin, type Conjunction } from './conjoin.js';
import { enter } from './enter.js';
import { attached, type MadePolicy, viewWith } from './hypothesis.js';
import { becomeThrough, type Joined } from './joining.js';
import { type DecidedRequest, requestsOf } from './requests.js';
import { type Rewrite, rewritesOf, takesOff, viewAfter } from './rewrites.js';
import type { Acting } from './takeSteps.js';
import { canBeChanged } from './canBeChanged.js';
import { setsPermissions, type Technique } from './technique.js';
import { accountNode, type Actor } from './world.js';

/** Control of the actor's account by a technique. */
export interface Gained {
  readonly technique: Technique;
  readonly conjunction: Conjunction;
}

/**
 * What the actor gains by setting permissions. If it can set those of X, and can become X (itself, or by another way), it holds what X would
 * be allowed with everything attached, as X's boundary and control policies leave it: control of the account where that is everything, and
 * otherwise whom X could become then.
 */
export function controlByRewriting(
  acting: Acting,
  techniques: readonly Technique[],
  found: readonly Become[],
): { readonly control: readonly Gained[]; readonly become: readonly Become[] } {
  const rewriting = techniques.filter(setsPermissions);
  if (acting.isForOthers) return { control: [], become: byTakingOff(acting, rewriting, found) };
  const made = techniques.flatMap((technique) =>
    technique.target.kind === 'CONTROL' ? newPrincipal(acting, technique).slice(0, 1) : [],
  );
  if (rewriting.length === 0) return { control: made, become: [] };
  const control: Gained[] = [...made];
  const become: Become[] = [];
  const own = rewritesOf(acting, acting.actor, rewriting);
  const left = own.filter((rewrite) => {
    const gained = controlAfter(acting, rewrite, own, [{ technique: rewrite.technique, requests: [] }]);
    control.push(...gained);
    return gained.length === 0;
  });
  const direct = new Set(control.map(({ technique }) => technique.id));
  for (const rewrite of left) {
    control.push(...controlThrough(acting, rewrite, direct));
    become.push(...becomeAfter(acting, rewrite, found));
  }
  const whole = { control, become: oncePerTarget(become) };
  if (control.some(({ conjunction }) => conjunction.decision === 'ALLOWED')) return whole;
  const joins = techniques.filter(({ target }) => target.kind === 'JOIN');
  for (const { holder, ways } of waysInto(acting, found)) {
    const rewrites = rewritesOf(acting, holder, rewriting);
    for (const rewrite of rewrites) {
      const joined = ways.flatMap(({ id, requests }): readonly Joined[] => {
        const technique = joinOf(joins, rewrite.technique.id, id);
        return technique === null ? [] : [{ technique, requests }];
      });
      const gained = controlAfter(acting, rewrite, rewrites, joined);
      control.push(...gained);
      if (gained.length === 0) become.push(...becomeThrough(acting, rewrite, joined, found));
    }
  }
  return { become: oncePerTarget(become), control: oncePerTechnique(control) };
}

/** Whom one who has control becomes by having less taken off: what gives it anything gives it control, which it has. */
function byTakingOff(acting: Acting, rewriting: readonly Technique[], found: readonly Become[]): readonly Become[] {
  const own = rewritesOf(acting, acting.actor, rewriting.filter(takesOff));
  return oncePerTarget(own.flatMap((rewrite) => becomeAfter(acting, rewrite, found)));
}

/** Several policies written by one technique make the actor the same: the one that asks the least is shown. */
export function oncePerTarget(all: readonly Become[]): readonly Become[] {
  const found = new Map<string, Become>();
  for (const one of all) {
    const key = `${one.technique.id} ${one.target.id}`;
    const known = found.get(key);
    if (known === undefined || (known.conjunction.decision !== 'ALLOWED' && one.conjunction.decision === 'ALLOWED'))
      found.set(key, one);
  }
  return [...found.values()];
}

/** The same technique over several holders is one way to control; the one that asks the least is shown. */
export function oncePerTechnique(all: readonly Gained[]): readonly Gained[] {
  const found = new Map<string, Gained>();
  for (const one of all) {
    const known = found.get(one.technique.id);
    if (known === undefined || (known.conjunction.decision !== 'ALLOWED' && one.conjunction.decision === 'ALLOWED'))
      found.set(one.technique.id, one);
  }
  return [...found.values()];
}

/** A new role, or user, that is given everything: control policies alone bind it. */
function newPrincipal(acting: Acting, technique: Technique): readonly Gained[] {
  const { actor, view } = acting;
  return attaching(acting, technique, { target: actor, resource: null }).flatMap(
    ({ requests, given }) => conclude(requests, technique, askedOfNew(view, actor.account ?? '', given)) ?? [],
  );
}

/** What a role of the account that is given this policy could do. */
function askedOfNew(view: PolicyView, account: string, given: MadePolicy): readonly DecidedRequest[] | null {
  const role = newRole(view, account);
  const attachments = [attached(given, role.id)];
  const then = viewWith(view, { holder: role.id, attachments, nodes: [role], policies: [given] });
  return askAdministrator(then, role, requestsOf(then, role, { isStart: false }));
}

/** A role that nobody has made. */
export function newRole(view: PolicyView, account: string): NodeOf<'Role'> {
  const { partition } = accountNode(view, account);
  const arn = `arn:${partition}:iam::${account}:role/what-no-policy-names`;
  return {
    label: 'Role',
    id: arn,
    arn,
    name: 'what-no-policy-names',
    account,
    isCollected: true,
    uniqueId: null,
    path: '/',
    createdAt: null,
    tags: [],
    lastUsedAt: null,
    isServiceLinked: false,
    isIdentityCenter: false,
    instanceProfiles: [],
    maxSessionSeconds: null,
  };
}

/** Control by a rewrite, in each of these ways; where the holder's boundary alone is in the way and the actor can change it, by both. */
export function controlAfter(
  acting: Acting,
  rewrite: Rewrite,
  all: readonly Rewrite[],
  ways: readonly Joined[],
): readonly Gained[] {
  if (ways.length === 0) return [];
  const { holder } = rewrite;
  if (rewrite.givesNothing && isAdministrator(acting, holder)) return [];
  const boundaries = rewrite.isOfBoundary ? [] : all.filter(({ isOfBoundary }) => isOfBoundary);
  for (const boundary of [null, ...boundaries]) {
    const then = viewAfter(acting.view, rewrite, boundary);
    const isStart = holder.id === acting.actor.id;
    const asked = askAdministrator(then, holder, requestsOf(then, holder, { isStart }));
    const taken = [...rewrite.requests, ...(boundary?.requests ?? [])];
    const gained = ways.flatMap(({ technique, requests }) => conclude([...taken, ...requests], technique, asked) ?? []);
    if (gained.length > 0) return gained;
  }
  return [];
}

/** Whether it is one whatever is so: then nothing that is taken off makes it more of one. */
function isAdministrator({ view }: Acting, holder: Actor): boolean {
  const asked = askAdministrator(view, holder, requestsOf(view, holder, { isStart: false }));
  return asked?.every(({ judgement }) => judgement.decision === 'ALLOWED') === true;
}

/** Control by these requests, where what is asked of whoever has it then is not denied. */
export function conclude(
  requests: readonly DecidedRequest[],
  technique: Technique,
  asked: readonly DecidedRequest[] | null,
): Gained | null {
  if (asked === null) return null;
  const gains =
    'What it gains is everything that boundaries and control policies leave, which is control of the account.';
  const conjunction = conjoin([...requests, ...asked], `${sentenceOf(technique, requests)} ${gains}`);
  return conjunction === null ? null : { technique, conjunction };
}

/** Control by what the actor can set of itself only once it has what the rewrite gives, which is not everything. */
function controlThrough(acting: Acting, rewrite: Rewrite, without: ReadonlySet<string>): readonly Gained[] {
  if (rewrite.givesEverything) return [];
  const then = actingAfter(acting, rewrite);
  const possible = acting.holdings
    .possible(then.view, acting.actor)
    .filter(({ id, target }) => target.kind === 'REWRITE' && !without.has(id));
  const all = rewritesOf(then, acting.actor, possible);
  const way: Joined = { technique: rewrite.technique, requests: rewrite.requests };
  return all.flatMap((next) => (next.givesEverything ? controlAfter(then, next, all, [way]) : []));
}

/** The actor as it would be with its permissions set. */
function actingAfter(acting: Acting, rewrite: Rewrite): Acting {
  const view = viewAfter(acting.view, rewrite, null);
  return { ...acting, view, requests: requestsOf(view, acting.actor, { isStart: true }) };
}

/** Whom the actor could become once its permissions are set, and before cannot, or only where something else is so. */
function becomeAfter(acting: Acting, rewrite: Rewrite, found: readonly Become[]): readonly Become[] {
  const { actor, world, holdings } = acting;
  const then = actingAfter(acting, rewrite);
  const { view } = then;
  const possible = holdings
    .possible(view, actor)
    .filter(({ target }) => target.kind !== 'REWRITE' && target.kind !== 'CONTROL');
  const gained = new Map<string, Become>();
  const offer = (target: Actor, requests: readonly DecidedRequest[], before: Decision | undefined): void => {
    if (before === 'ALLOWED' || gained.get(target.id)?.conjunction.decision === 'ALLOWED') return;
    const whole = [...rewrite.requests, ...requests];
    const conjunction = conjoin(whole, sentenceOf(rewrite.technique, whole));
    if (conjunction !== null && (before === undefined || conjunction.decision === 'ALLOWED'))
      gained.set(target.id, { technique: rewrite.technique, target, requests: whole, conjunction });
  };
  for (const { target, requests } of becomes(then, possible)) offer(target, requests, decisionOf(found, target));
  for (const role of acting.isForOthers ? [] : (world.roles.get(actor.account ?? '') ?? [])) {
    const entry = enter(view, actor, role);
    if (entry !== null) offer(role, [entry], enter(acting.view, actor, role)?.judgement.decision);
  }
  return [...gained.values()];
}

interface Way {
  /** Of the technique, or `sts:AssumeRole`. */
  readonly id: string;
  readonly requests: readonly DecidedRequest[];
}

/** Those of the account whom the actor can become in one step, with the ways. */
function waysInto(
  { view, actor, world }: Acting,
  found: readonly Become[],
): readonly { readonly holder: Actor; readonly ways: readonly Way[] }[] {
  const ways = new Map<Actor, Way[]>();
  const add = (holder: Actor, way: Way): void => {
    const known = ways.get(holder);
    if (known === undefined) ways.set(holder, [way]);
    else known.push(way);
  };
  for (const { target, technique, requests } of found)
    if (target.account === actor.account) add(target, { id: technique.id, requests });
  for (const role of world.roles.get(actor.account ?? '') ?? []) {
    const entry = role.id === actor.id || !canBeChanged(role) ? null : enter(view, actor, role);
    if (entry !== null) add(role, { id: entry.action, requests: [entry] });
  }
  return [...ways].map(([holder, some]) => ({ holder, ways: some }));
}

/** The catalogue's name for the two together, or that of any. */
function joinOf(joins: readonly Technique[], rewrite: string, become: string): Technique | null {
  const named = joins.find(
    ({ target }) => target.kind === 'JOIN' && target.rewrite === rewrite && target.become === become,
  );
  return named ?? joins.find(({ target }) => target.kind === 'JOIN' && target.rewrite === null) ?? null;
}
