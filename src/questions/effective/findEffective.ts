import type { AskedResource } from '../../derive/access.js';
import type { AttachedPolicy } from '../../policy/index.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import type { Gap } from '../../iam/snapshot.js';
import { parseArn } from '../../iam/arn.js';
import { matchesPattern } from '../../policy/patterns.js';
import { fetchPolicyView } from '../policyView.js';
import { takeTurns } from '../turns.js';
import { type Asking, bearing, makeShared } from './asking.js';
import {
  type CatalogAction,
  catalogActions,
  catalogServices,
  servicesActingOn,
  undocumentedAction,
} from './catalog.js';
import type { Cell } from './cells.js';
import { append, decideService } from './decideService.js';
import { findResources } from './findResources.js';
import type { KnownResource } from './knownResources.js';

/** To what the question is narrowed. */
export interface Narrowed {
  /** An action, or a pattern of one service's actions; null: all. */
  readonly action: string | null;
  /** What alone is asked about; null: everything. */
  readonly resources: readonly AskedResource[] | null;
}

/** What somebody can do, by action. */
export interface Effective {
  readonly asking: Asking;
  readonly byAction: ReadonlyMap<CatalogAction, readonly Cell[]>;
  readonly gaps: readonly Gap[];
}

/** Decides all that a caller may be able to do, service by service. Ends early with what it has when the work budget is spent. Errors: DEADLINE_EXCEEDED. */
export async function findEffective(
  reader: GraphReader,
  caller: Omit<Asking, 'view' | 'budget' | 'shared'>,
  { action, resources }: Narrowed,
  call: Call,
): Promise<Effective> {
  const { from, stated, endpoint } = caller;
  const end = typeof endpoint === 'string' ? null : (endpoint ?? null);
  const own: readonly GraphNode[] = [from === 'ANONYMOUS' ? null : from, end].filter((node) => node !== null);
  const alone: Asking = {
    ...caller,
    budget: call.budget,
    shared: makeShared(),
    view: await fetchPolicyView(reader, own, call),
  };
  const policies = bearing(alone, 'sts:GetCallerIdentity', { arn: '*', account: null, node: null });
  const found =
    resources === null
      ? await findResources(reader, { from, policies, named: stated.named }, call)
      : { resources: resources.map(toldAlone), nodes: resources.flatMap(nodesOf) };
  const view = await fetchPolicyView(reader, [...new Set([...own, ...found.nodes])], call);
  const asking: Asking = { ...caller, budget: call.budget, shared: makeShared(), view };
  const undocumented = undocumentedBy([...policies.identity, ...ownPolicies(asking, found.resources)]);
  const byService = groupByService(found.resources, undocumented);
  const byAction = new Map<CatalogAction, readonly Cell[]>();
  const gaps: Gap[] = [];
  const inTurn = takeTurns(call);
  for (const service of servicesOf(action, undocumented)) {
    const actions = actionsOf(service, action, undocumented);
    const decided = await inTurn(() =>
      decideService(asking, service, actions, {
        known: byService.get(service) ?? [],
        withPatterns: resources === null,
      }),
    );
    for (const [one, cells] of decided.byAction) byAction.set(one, cells);
    gaps.push(...decided.gaps);
    if (call.budget.isSpent) break;
  }
  return { asking, byAction, gaps };
}

function toldAlone(asked: AskedResource): KnownResource {
  return { asked, unknown: null, isForeign: true, isSample: false, only: null };
}

function nodesOf({ node, bucket }: AskedResource): readonly GraphNode[] {
  return [node, bucket ?? null].filter((each) => each !== null);
}

/** What resources of the graph are asked about, by the services that act on them. */
export function groupByService(
  resources: readonly KnownResource[],
  undocumented: ReadonlyMap<string, readonly CatalogAction[]>,
): ReadonlyMap<string, readonly KnownResource[]> {
  const byService = new Map<string, KnownResource[]>();
  for (const known of resources) {
    const own =
      known.asked.arn === '*' ? catalogServices() : servicesActingOn(parseArn(known.asked.arn)?.service ?? '');
    for (const service of new Set([...own, ...undocumented.keys()])) append(byService, service, [known]);
  }
  return byService;
}

function servicesOf(
  action: string | null,
  undocumented: ReadonlyMap<string, readonly CatalogAction[]>,
): Iterable<string> {
  if (action !== null) return [action.slice(0, action.indexOf(':')).toLowerCase()];
  return new Set([...catalogServices(), ...undocumented.keys()]);
}

/** The actions of a service that are asked about. */
export function actionsOf(
  service: string,
  pattern: string | null,
  undocumented: ReadonlyMap<string, readonly CatalogAction[]>,
): readonly CatalogAction[] {
  const all = [...catalogActions(service), ...(undocumented.get(service) ?? [])];
  if (pattern === null) return all;
  const asked = pattern.toLowerCase();
  const found = all.filter(({ lowerName }) => matchesPattern(lowerName, asked));
  return found.length > 0 || /[*?]/.test(pattern) ? found : [undocumentedAction(pattern)];
}

/** The policies of resources themselves. */
export function ownPolicies(asking: Asking, resources: readonly KnownResource[]): readonly AttachedPolicy[] {
  return resources.flatMap(({ asked }) =>
    asked.node?.label === 'Resource' ? bearing(asking, 'none:None', asked).resource : [],
  );
}

/** Actions that policies allow by their full name and that AWS does not document, by service. */
export function undocumentedBy(policies: readonly AttachedPolicy[]): ReadonlyMap<string, readonly CatalogAction[]> {
  const names = new Map<string, string>();
  for (const { policy } of policies) {
    if ('text' in policy) continue;
    for (const { effect, actions } of policy.statements) {
      if (effect !== 'ALLOW' || actions.isNot) continue;
      for (const text of actions.values) if (/^[a-z0-9-]+:[a-z0-9]+$/i.test(text)) names.set(text.toLowerCase(), text);
    }
  }
  const found = new Map<string, CatalogAction[]>();
  for (const [lowerName, name] of names) {
    const service = lowerName.slice(0, lowerName.indexOf(':'));
    if (catalogActions(service).some((action) => action.lowerName === lowerName)) continue;
    append(found, service, [undocumentedAction(name)]);
  }
  return found;
}
