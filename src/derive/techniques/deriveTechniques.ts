import type { DerivedEdge } from '../../graph/edges.js';
import { nodeId } from '../../graph/ids.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { EdgeCollector } from '../edges/collector.js';
import { neighboursOf } from '../edges/neighbours.js';
import { placesOf } from '../gaps.js';
import { groupBy } from '../groupBy.js';
import type { RawGraph } from '../rawGraph.js';
import type { PolicyView } from '../view.js';
import type { CallerKey } from './callerKey.js';
import type { Conjunction } from './conjoin.js';
import { type AddEdge, askedBy, type Asking, edgesOut, type Told, toldOf } from './edgesOut.js';
import { holdingsOf } from './holdings.js';
import { type DecidedRequest, sharedRequests } from './requests.js';
import { BECOMING, controlBySettingAfar, requestOf } from './settingAfar.js';
import type { Technique } from './technique.js';
import { worldOf } from './world.js';

/** Every way of becoming somebody that is no request to enter a role, and control of accounts. `view` has every policy. */
export async function deriveTechniques(
  raw: RawGraph,
  view: PolicyView,
  {
    techniques,
    collector,
    step,
  }: {
    readonly techniques: readonly Technique[];
    readonly collector: EdgeCollector;
    readonly step: (done: number) => Promise<void>;
  },
): Promise<void> {
  const world = worldOf(raw, view);
  const holdings = holdingsOf(techniques);
  const places = new Map(raw.nodes.map(({ id }, index) => [id, index]));
  const add = adder(collector, raw, places);
  const administrators = eachOnce();
  const askingOf = (): Asking => {
    const requestsFor = sharedRequests(view);
    return {
      world,
      holdings,
      of(principal) {
        const { requests, key } = requestsFor(principal);
        const asked = askedBy(view, principal, requests);
        return { ...asked, administrator: () => administrators(key, asked.administrator) };
      },
    };
  };
  const all = (label: GraphNode['label']): readonly GraphNode[] => raw.nodes.filter((node) => node.label === label);
  const starts = [all('RootUser'), world.actors, world.strangers, all('AccountControl'), all('Resource')];
  // One account after another: what is decided of one is of no use to others, and is not kept.
  for (const nodes of groupBy(starts.flat(), ({ account }) => account).values()) {
    const asking = askingOf();
    for (const [number, node] of nodes.entries()) {
      if (number % AT_ONCE === 0 || node.label === 'AccountControl') await step(0);
      edgesOut(asking, node, add);
    }
  }
  await step(0);
  const technique = techniques.find(({ target }) => target.kind === 'JOIN_AFAR');
  if (technique === undefined) return;
  const node = (id: string): GraphNode | null => view.node(id);
  const edges = neighboursOf(collector.soFar(), raw.nodes, BECOMING);
  const of = (edge: DerivedEdge): readonly DecidedRequest[] => [requestOf(edge, node, raw.gaps)];
  const looking = { world, holdings, technique, node, edges, requestsOf: of };
  for (const { start, account, gained } of controlBySettingAfar(looking, null))
    add('CAN_ESCALATE', start, nodeId.accountControl(account), toldOf(gained));
}

/** Concludes once for all callers that are decided alike. */
function eachOnce(): (key: CallerKey, conclude: () => Conjunction | null) => Conjunction | null {
  const known = new Map<string, Conjunction | null>();
  return ({ anywhere }, conclude) => {
    const before = known.get(anywhere);
    if (before !== undefined) return before;
    const found = conclude();
    known.set(anywhere, found);
    return found;
  };
}

const AT_ONCE = 64;

/** Control of an account leads to most of its principals by one conjunction, of which the same is concluded. */
interface Concluded {
  readonly told: Told;
  readonly holdsLater: boolean;
  readonly conclusion: number;
}

function adder(collector: EdgeCollector, raw: RawGraph, places: ReadonlyMap<string, number>): AddEdge {
  const gapPlaces = placesOf(raw.gaps);
  const last = new WeakMap<Told['evidence'], Concluded>();
  const conclude = (told: Told, holdsLater: boolean): number => {
    const known = last.get(told.evidence);
    if (known !== undefined && isSame(known.told, told) && known.holdsLater === holdsLater) return known.conclusion;
    const { gaps, requests: _requests, ...rest } = told;
    const found = gaps.flatMap((gap) => gapPlaces.get(gap) ?? []).sort((left, right) => left - right);
    const judged = collector.judge({ ...rest, taskPolicies: null, holdsFirst: true, holdsLater });
    const conclusion = collector.conclude(judged, found);
    last.set(told.evidence, { told, holdsLater, conclusion });
    return conclusion;
  };
  return (kind, from, to, told) => {
    const start = places.get(from);
    const end = places.get(to);
    if (start === undefined || end === undefined) return;
    // A root user whose task was taken (sts:AssumeRoot) can do that task alone.
    const holdsLater = raw.nodes[start]?.label !== 'RootUser';
    collector.addEdge(kind, start, end, conclude(told, holdsLater));
  };
}

/** Of two that have the same evidence: all else that a conjunction does not say. */
function isSame(one: Told, other: Told): boolean {
  return one.rule === other.rule && one.action === other.action && one.technique === other.technique;
}
