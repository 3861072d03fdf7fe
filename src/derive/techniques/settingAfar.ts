import type { Conclusion, DerivedEdge, EdgeKind } from '../../graph/edges.js';
import { fillJudgement } from '../../graph/fill.js';
import { nodeId } from '../../graph/ids.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Gap } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Neighbours } from '../edges/neighbours.js';
import { groupBy } from '../groupBy.js';
import { callerTellsApartNone } from './alike.js';
import { controlAfter, type Gained } from './control.js';
import { conjoin, isWithin } from './conjoin.js';
import type { Holdings } from './holdings.js';
import { mayBeAllowed } from './mayBeAllowed.js';
import { type Reaching, reaching } from './reaching.js';
import { type DecidedRequest, requestsOf, telling } from './requests.js';
import { objectsOf, type Rewrite, rewritesOf } from './rewrites.js';
import type { Acting } from './takeSteps.js';
import type { Target, Technique } from './technique.js';
import type { Actor, World } from './world.js';

/** By which somebody comes to be somebody. */
export const BECOMING: ReadonlySet<EdgeKind> = new Set([
  'CAN_ASSUME',
  'CAN_FEDERATE',
  'CAN_ESCALATE',
  'CAN_ADMINISTER',
  'MEMBER_OF',
  'IS_ASSIGNED',
]);

/** What control by setting permissions afar is looked for with. */
export interface Looking {
  readonly world: World;
  readonly holdings: Holdings;
  readonly technique: Technique;
  readonly node: (id: string) => GraphNode | null;
  readonly edges: Neighbours;
  /** What an edge takes. */
  readonly requestsOf: (edge: DerivedEdge) => readonly DecidedRequest[];
}

/** Permissions that somebody sets, of somebody who controls the account then. */
interface Setting {
  readonly acting: Acting;
  readonly rewrite: Rewrite;
  readonly all: readonly Rewrite[];
  readonly isSure: boolean;
}

/** Somebody who comes to be both. */
interface Start {
  readonly setting: Setting;
  readonly id: string;
  readonly isSure: boolean;
  readonly length: number;
}

/** Control that somebody comes by so. */
export interface GainedAfar {
  readonly start: string;
  readonly account: string;
  readonly gained: Gained;
  /** The edges by which it comes to be both. */
  readonly ways: readonly DerivedEdge[];
}

/**
 * Control of accounts for whoever can become both somebody who sets the permissions of a holder and that holder, over however many edges, where
 * none of them has it without. Whoever has it only through somebody else who comes by it so needs no edge of its own. `only`: one start, and
 * one account, alone.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_controlling.html
 */
export function controlBySettingAfar(
  looking: Looking,
  only: { readonly start: string; readonly account: string } | null,
): readonly GainedAfar[] {
  const { world, edges } = looking;
  const actors = world.actors.filter(({ account }) => only === null || account === only.account);
  return [...groupBy(actors, (actor) => actor.account ?? '')].flatMap(([account, some]) => {
    const control = nodeId.accountControl(account);
    const held = groupBy(edges.into(control), ({ from }) => from);
    const heldBy = (id: string): readonly Conclusion[] => (held.get(id) ?? []).map(({ conclusion }) => conclusion);
    const setters = some.flatMap((actor) => setterOf(looking, actor, heldBy(actor.id)));
    if (setters.length === 0) return [];
    const controlling = reaching(control, edges, { sure: true, isPassed: () => false });
    const inControl = new Set(controlling.starts);
    // Not by way of control, which is what is to be had, nor over anybody who surely has it.
    const reach = remembering(edges, (id) => id === control || controlling.isBetween(id));
    const comingTo = ({ acting: { actor } }: Setter): readonly string[] =>
      [actor.id, ...reach(actor.id, false).starts].filter((start) => !inControl.has(start));
    const open = setters.filter((setter) => comingTo(setter).length > 0);
    if (open.length === 0) return [];
    const reached = edges.inReachOf([...new Set(open.flatMap(comingTo))], control);
    const settings = open.flatMap((setter) => settingsBy(looking, setter, reached));
    const starts = settings.flatMap((setting) => startsOf(looking, reach, setting));
    const asked = only === null ? starts : starts.filter(({ id }) => id === only.start);
    return leastOf(looking, reach, asked, inControl)
      .filter(({ start, gained }) => !isWithin(gained.conjunction, heldBy(start)))
      .map((one) => ({ ...one, account }));
  });
}

type Reach = (target: string, sure: boolean) => Reaching;

function remembering(edges: Neighbours, isPassed: (node: string) => boolean): Reach {
  const known = new Map<string, Reaching>();
  return (target, sure) => {
    const key = `${sure} ${target}`;
    const found = known.get(key) ?? reaching(target, edges, { sure, isPassed });
    known.set(key, found);
    return found;
  };
}

/** Somebody who may set permissions, in ways that ask less than what it controls the account by. */
interface Setter {
  readonly acting: Acting;
  readonly techniques: readonly Technique[];
  readonly holders: readonly Actor[];
}

function setterOf({ holdings, world }: Looking, actor: Actor, held: readonly Conclusion[]): readonly Setter[] {
  if (held.some(({ decision }) => decision === 'ALLOWED')) return [];
  const { view } = world;
  const possible = holdings
    .possible(view, actor)
    .filter(({ target }) => target.kind === 'REWRITE' || target.kind === 'GROUP');
  if (possible.length === 0) return [];
  const requests = requestsOf(view, actor, { isStart: false });
  const acting: Acting = { actor, view, world, holdings, requests, isForOthers: false };
  const account = actor.account ?? '';
  const holders = [...(world.users.get(account) ?? []), ...(world.roles.get(account) ?? [])];
  const isAlike = callerTellsApartNone(view, actor);
  const techniques = possible.filter((technique) => {
    const actions = technique.steps.flatMap((step) => step.actions);
    return !actions.every(isAlike) || asksLess(acting, technique, holders, held);
  });
  return techniques.length === 0 ? [] : [{ acting, techniques, holders }];
}

/** Whether what nothing tells apart asks less of the actor, wherever it is called, than what it controls the account by. */
function asksLess(
  acting: Acting,
  { target, steps }: Technique,
  holders: readonly Actor[],
  held: readonly Conclusion[],
): boolean {
  const { account } = acting.actor;
  for (const holder of holders) {
    const [arn] = writtenOf(acting, holder, target);
    if (arn === undefined) continue;
    const asked = steps.flatMap((step) =>
      step.actions.map((action) => acting.requests(action, { arn, account, node: null }, {})),
    );
    const found = conjoin(asked, '');
    return found !== null && !isWithin(found, held);
  }
  return false;
}

/** Of those whose permissions are set, whoever would control the account then, and whom somebody comes to be who comes to be the actor. */
function settingsBy(
  { technique }: Looking,
  { acting, techniques, holders }: Setter,
  reached: ReadonlySet<string>,
): readonly Setting[] {
  return holders.flatMap((holder): readonly Setting[] => {
    if (holder.id === acting.actor.id || !reached.has(holder.id)) return [];
    const possible = techniques.filter((one) => mayCallOn(acting, one, holder));
    if (possible.length === 0) return [];
    const all = rewritesOf(acting, holder, possible);
    return all.flatMap((rewrite): readonly Setting[] => {
      const [gained] = controlAfter(acting, rewrite, all, [{ technique, requests: [] }]);
      return gained === undefined ? [] : [{ acting, rewrite, all, isSure: gained.conjunction.decision === 'ALLOWED' }];
    });
  });
}

/** What it takes has to be allowed on something of the holder by some policy, conditions aside. */
function mayCallOn(acting: Acting, { target, steps }: Technique, holder: Actor): boolean {
  const actions = steps.flatMap((step) => step.actions);
  return writtenOf(acting, holder, target).some(mayBeAllowed(acting, actions));
}

/** ARNs of what is written where permissions of the holder are set. */
function writtenOf({ view, world }: Acting, holder: Actor, target: Target): readonly string[] {
  const written =
    target.kind === 'GROUP'
      ? holder.label === 'User'
        ? (world.groups.get(holder.account ?? '') ?? [])
        : []
      : target.kind === 'REWRITE'
        ? objectsOf(view, holder, target.of).map(({ resource }) => resource)
        : [];
  return written.flatMap(({ arn }) => arn ?? []);
}

/** Nobody signs in as these, or becomes them. */
const NOBODY: ReadonlySet<GraphNode['label']> = new Set(['Service', 'Resource', 'Group']);

function startsOf({ node }: Looking, reach: Reach, setting: Setting): readonly Start[] {
  const actor = setting.acting.actor.id;
  const holder = setting.rewrite.holder.id;
  const lengthsBy = (sure: boolean): ReadonlyMap<string, number> => {
    const [by, into] = [reach(actor, sure), reach(holder, sure)];
    const both = [actor, ...by.starts].filter((id) => id === holder || into.has(id));
    return new Map(both.map((id) => [id, by.way(id).length + into.way(id).length]));
  };
  const sure = setting.isSure ? lengthsBy(true) : new Map<string, number>();
  return [...lengthsBy(false)].flatMap(([id, length]): readonly Start[] => {
    const label = node(id)?.label;
    if (label === undefined || NOBODY.has(label)) return [];
    return [{ setting, id, isSure: sure.has(id), length: sure.get(id) ?? length }];
  });
}

/** One for each start, that which asks the least, of those who do not have it through another start. `inControl`: who has control anyway. */
function leastOf(
  looking: Looking,
  reach: Reach,
  starts: readonly Start[],
  inControl: ReadonlySet<string>,
): readonly Omit<GainedAfar, 'account'>[] {
  const sure = new Set(inControl);
  const open = new Set(inControl);
  return [...starts].sort(compareStarts).flatMap((one) => {
    const { id } = one;
    if (sure.has(id) || (!one.isSure && open.has(id))) return [];
    const { gained, ways } = gainedBy(looking, reach, one);
    if (gained === null) return [];
    for (const start of [id, ...reach(id, false).starts]) open.add(start);
    if (gained.conjunction.decision === 'ALLOWED') for (const start of [id, ...reach(id, true).starts]) sure.add(start);
    return [{ start: id, gained, ways }];
  });
}

function compareStarts(left: Start, right: Start): number {
  return (
    Number(right.isSure) - Number(left.isSure) ||
    left.length - right.length ||
    compareCodePoints(keyOf(left), keyOf(right))
  );
}

function keyOf({ id, setting: { acting, rewrite } }: Start): string {
  return JSON.stringify([id, acting.actor.id, rewrite.holder.id, rewrite.technique.id]);
}

function gainedBy(
  looking: Looking,
  reach: Reach,
  { setting, id, isSure }: Start,
): { readonly gained: Gained | null; readonly ways: readonly DerivedEdge[] } {
  const { acting, rewrite, all } = setting;
  const { actor } = acting;
  const ways = [...reach(actor.id, isSure).way(id), ...reach(rewrite.holder.id, isSure).way(id)];
  const told = rewrite.requests.map((one) => telling(one, `It is ${actor.arn ?? actor.id} that calls it.`));
  const [gained = null] = controlAfter(acting, { ...rewrite, requests: told }, all, [
    { technique: looking.technique, requests: ways.flatMap(looking.requestsOf) },
  ]);
  return { gained, ways };
}

/** An edge as one of the things that something takes. */
export function requestOf(edge: DerivedEdge, node: Looking['node'], gaps: readonly Gap[]): DecidedRequest {
  const { action, decision, needs, evidence } = edge.conclusion;
  const ends = { from: node(edge.from)?.arn ?? edge.from, to: node(edge.to)?.arn ?? edge.to };
  return {
    action,
    resource: ends.to,
    choice: null,
    choices: null,
    isElsewhere: true,
    judgement: fillJudgement({ decision, denial: null, needs, evidence }, ends),
    gaps: edge.conclusion.gaps.flatMap((gap) => gaps[gap] ?? []),
    ends,
    decided: null,
  };
}
