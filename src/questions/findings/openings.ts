import type { AccessAsked, AccessConclusion } from '../../derive/access.js';
import type { ServiceReach } from '../../derive/confusedDeputy.js';
import type { PolicyView } from '../../derive/view.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { Evidence, Needs } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import { decideStated, placeRequest } from '../accessRequest.js';
import { locateResources } from '../askedResource.js';
import { fillEvidence, fillNeeds } from '../fill.js';
import { readGiven } from '../given.js';
import { fetchPolicyView } from '../policyView.js';
import { serviceReachOf } from '../reach/serviceReachOf.js';
import { takeTurns } from '../turns.js';
import { type Opened, openMembers } from './openMembers.js';
import type { Scene } from './scene.js';

/** One request that somebody of no account can make on a resource. */
export interface Opening {
  readonly resource: NodeOf<'Resource'>;
  readonly principal: Opened;
  readonly action: string;
  /** What it is done to: the resource, or what lies in it. */
  readonly arn: string;
  readonly decision: 'ALLOWED' | 'CONDITIONAL';
  readonly needs: Needs | null;
  readonly evidence: Evidence;
  /** Of a service: for which of its customers it can act. */
  readonly reach: ServiceReach | null;
}

/** Resources whose policies are fetched together. */
const CHUNK = 100;

/** What Anyone and services can do to resources, each request decided by the engine with all layers. */
export async function openings(
  scene: Scene,
): Promise<{ readonly openings: readonly Opening[]; readonly gaps: readonly Gap[] }> {
  const { reader, call } = scene;
  const resources = await scene.list('Resource');
  const found: Opening[] = [];
  const gaps = new Set<Gap>();
  const inTurn = takeTurns(call);
  for (let start = 0; start < resources.length; start += CHUNK) {
    const chunk = resources.slice(start, start + CHUNK);
    const trusted = await reader.related(
      chunk.map(({ id }) => id),
      'TRUSTS',
      'OUT',
      call,
    );
    const ids = [...new Set(trusted.flat())];
    const nodes = new Map(
      (await reader.nodes(ids, call)).flatMap((node) =>
        node?.label === 'Anyone' || node?.label === 'Service' ? [[node.id, node] as const] : [],
      ),
    );
    const open = chunk.flatMap((resource, place) => {
      const to = (trusted[place] ?? []).flatMap((id) => nodes.get(id) ?? []);
      return to.length === 0 ? [] : [{ resource, to }];
    });
    const parts = await locateResources(
      reader,
      open.flatMap(({ resource }) => [resource.arn ?? '', `${resource.arn ?? ''}/*`]),
      call,
    );
    const asked = open.map((one, place) => ({ ...one, whole: parts[place * 2], within: parts[place * 2 + 1] }));
    const ends = [
      ...nodes.values(),
      ...open.map(({ resource }) => resource),
      ...parts.flatMap(({ bucket }) => bucket ?? []),
    ];
    const view = await fetchPolicyView(reader, ends, call);
    for (const { resource, to, whole, within } of asked) {
      if (whole === undefined || within === undefined) continue;
      for (const principal of to) {
        for (const member of openMembers(view, resource, principal, {
          whole,
          within: { ...within, isPattern: true },
        })) {
          if (!call.budget.spend(1)) return { openings: found, gaps: [...gaps] };
          const { asked: request } = placeRequest(principal, member.action, member.resource, null);
          const concluded = await inTurn(() => decideStated(view, request, readGiven(null), null));
          for (const gap of concluded.gaps) gaps.add(gap);
          const opening = openingOf(view, resource, principal, request, concluded);
          if (opening !== null) found.push(opening);
        }
      }
    }
  }
  return { openings: found, gaps: [...gaps] };
}

function openingOf(
  view: PolicyView,
  resource: NodeOf<'Resource'>,
  principal: Opened,
  asked: AccessAsked,
  concluded: AccessConclusion,
): Opening | null {
  const { judgement, made } = concluded;
  if (judgement.decision === 'DENIED') return null;
  const filling = { from: principal.id, to: asked.resource.arn, brought: [], made };
  return {
    resource,
    principal,
    action: asked.action,
    arn: asked.resource.arn,
    decision: judgement.decision,
    needs: fillNeeds(judgement.needs, filling),
    evidence: fillEvidence(judgement.evidence, filling),
    reach: serviceReachOf(view, asked, readGiven(null), concluded),
  };
}
