import type { GraphNode } from '../../graph/nodes.js';
import type { EdgeCollector } from '../edges/collector.js';
import { placesOf } from '../gaps.js';
import type { RawGraph } from '../rawGraph.js';
import type { PolicyView } from '../view.js';
import type { CallerKey } from './callerKey.js';
import type { Conjunction } from './conjoin.js';
import { type AddEdge, askedBy, type Asking, edgesOut } from './edgesOut.js';
import { holdingsOf } from './holdings.js';
import { sharedRequests } from './requests.js';
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
  const requestsFor = sharedRequests(view);
  const asking: Asking = {
    world,
    holdings,
    of(principal) {
      const { requests, key } = requestsFor(principal);
      const asked = askedBy(view, principal, requests);
      return { ...asked, administrator: () => administrators(key, asked.administrator) };
    },
  };
  const all = (label: GraphNode['label']): readonly GraphNode[] => raw.nodes.filter((node) => node.label === label);
  const starts = [all('RootUser'), world.actors, world.strangers, all('AccountControl'), all('Resource')];
  for (const [number, node] of starts.flat().entries()) {
    if (number % AT_ONCE === 0 || node.label === 'AccountControl') await step(0);
    edgesOut(asking, node, add);
  }
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

function adder(collector: EdgeCollector, raw: RawGraph, places: ReadonlyMap<string, number>): AddEdge {
  const gapPlaces = placesOf(raw.gaps);
  return (kind, from, to, { gaps, requests: _requests, ...told }) => {
    const start = places.get(from);
    const end = places.get(to);
    if (start === undefined || end === undefined) return;
    const known = gaps.flatMap((gap) => gapPlaces.get(gap) ?? []).sort((left, right) => left - right);
    // A root user whose task was taken (sts:AssumeRoot) can do that task alone.
    const holdsLater = raw.nodes[start]?.label !== 'RootUser';
    const judged = collector.judge({ ...told, taskPolicies: null, holdsFirst: true, holdsLater });
    collector.addEdge(kind, start, end, collector.conclude(judged, known));
  };
}
