import { BECOMING_KINDS, type Conclusion, type DerivedEdge, type EdgeKind } from '../../graph/edges.js';
import { fillJudgement } from '../../graph/fill.js';
import { nodeId } from '../../graph/ids.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Gap } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Neighbours } from '../edges/neighbours.js';
import { groupBy } from '../groupBy.js';
import { controlAfter, type Gained } from './control.js';
import { isWithin } from './conjoin.js';
import { type Reaching, reaching } from './reaching.js';
import { type Looked, type Setter, type Setting, setterOf, settingsBy } from './setters.js';
import { type DecidedRequest, telling } from './requests.js';

/** By which somebody comes to be somebody; a resource is nobody. */
export const BECOMING: ReadonlySet<EdgeKind> = new Set(BECOMING_KINDS.filter((kind) => kind !== 'RUNS_AS'));

/** What control by setting permissions afar is looked for with. */
export interface Looking extends Looked {
  readonly node: (id: string) => GraphNode | null;
  readonly edges: Neighbours;
  /** What an edge takes. */
  readonly requestsOf: (edge: DerivedEdge) => readonly DecidedRequest[];
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
