import { entryOf, type AskedResource } from '../../derive/access.js';
import { serviceReach, type ServiceReach } from '../../derive/confusedDeputy.js';
import type { NodeOf, PrincipalNode } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import type { Gap } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { locateResources } from '../askedResource.js';
import { type Asking, conclude, makeShared } from '../effective/asking.js';
import type { CatalogAction } from '../effective/catalog.js';
import type { Cell } from '../effective/cells.js';
import { decideService } from '../effective/decideService.js';
import { actionsOf, groupByService, ownPolicies, undocumentedBy } from '../effective/findEffective.js';
import { partsOf } from '../effective/knownResources.js';
import { groupAlike } from '../effective/permissionRows.js';
import { readGiven } from '../given.js';
import { fetchPolicyView } from '../policyView.js';
import { serviceReachOf } from '../reach/serviceReachOf.js';
import { takeTurns } from '../turns.js';

/** Somebody who can do some actions to one resource, or to what lies in it, under one decision. */
export interface ExposureRow {
  readonly principal: PrincipalNode;
  readonly resource: NodeOf<'Resource'> | NodeOf<'Role'>;
  /** In order. */
  readonly actions: readonly string[];
  /** The resource, or patterns of what lies in it, by name. */
  readonly resources: readonly string[];
  readonly cell: Cell;
  readonly reach: ServiceReach | null;
  readonly asking: Asking;
}

/** Rows in no order, and what was not collected and could change or add one. */
export interface Exposed {
  readonly rows: readonly ExposureRow[];
  readonly gaps: readonly Gap[];
}

/** Principals whose access is decided over one view of policies. */
type Opening = readonly [principal: PrincipalNode, node: NodeOf<'Resource'> | NodeOf<'Role'>, action: string | null];

/**
 * What is open to some principals, resources and roles alike, decided as canPerform does: a service that cannot be made to act for every
 * customer is not exposed to. Ends early with what it has when the work budget is spent. Errors: DEADLINE_EXCEEDED.
 */
export async function exposureRows(
  reader: GraphReader,
  principals: readonly PrincipalNode[],
  call: Call,
): Promise<Exposed> {
  const openings = [...(await ofResources(reader, principals, call)), ...(await ofRoles(reader, principals, call))];
  return decideOpenings(reader, openings, call);
}

/** The same of resources alone. */
export async function exposedResources(
  reader: GraphReader,
  principals: readonly PrincipalNode[],
  call: Call,
): Promise<Exposed> {
  return decideOpenings(reader, await ofResources(reader, principals, call), call);
}

async function decideOpenings(reader: GraphReader, openings: readonly Opening[], call: Call): Promise<Exposed> {
  const arns = [...new Set(openings.flatMap(([, node]) => node.arn ?? []))];
  const located = await locateResources(reader, arns, call);
  const byArn = new Map(located.map((asked) => [asked.arn, asked]));
  const buckets = located.flatMap(({ bucket }) => bucket ?? []);
  const ends = new Set([...openings.flatMap(([principal, node]) => [principal, node]), ...buckets]);
  const view = await fetchPolicyView(reader, [...ends], call);
  const stated = readGiven(null);
  const rows: ExposureRow[] = [];
  const gaps = new Set<Gap>();
  const inTurn = takeTurns(call);
  for (const [principal, node, action] of openings) {
    const asking: Asking = {
      view,
      from: principal,
      stated,
      session: null,
      endpoint: null,
      budget: call.budget,
      shared: makeShared(),
    };
    const asked = byArn.get(node.arn ?? '');
    if (asked === undefined) continue;
    const found = await inTurn(() =>
      action === null ? decideResource(asking, asked) : decideEntry(asking, asked, action),
    );
    for (const gap of found.gaps) gaps.add(gap);
    for (const row of groupRows(found.byAction)) {
      const reach = reachOf(asking, row);
      if (principal.label === 'Service' && reach?.kind !== 'EVERY_CUSTOMER') continue;
      rows.push({ principal, resource: node, ...row, reach, asking });
    }
    if (call.budget.isSpent) break;
  }
  return { rows, gaps: [...gaps] };
}

/** Resources whose policies, grants or lists name one of them. */
async function ofResources(
  reader: GraphReader,
  principals: readonly PrincipalNode[],
  call: Call,
): Promise<readonly Opening[]> {
  const found = await reader.related(
    principals.map(({ id }) => id),
    'TRUSTS',
    'IN',
    call,
  );
  const nodes = await reader.nodes([...new Set(found.flat())], call);
  const byId = new Map(nodes.flatMap((node) => (node?.label === 'Resource' ? [[node.id, node] as const] : [])));
  return principals.flatMap((principal, place) =>
    (found[place] ?? []).flatMap((id): readonly Opening[] => {
      const node = byId.get(id);
      return node === undefined || isOwn(principal, node) ? [] : [[principal, node, null]];
    }),
  );
}

/** Roles that one of them enters, as it is stored. */
async function ofRoles(
  reader: GraphReader,
  principals: readonly PrincipalNode[],
  call: Call,
): Promise<readonly Opening[]> {
  const edges = await reader.edgesFrom(
    principals.map(({ id }) => id),
    ['CAN_ASSUME'],
    call,
  );
  const nodes = await reader.nodes([...new Set(edges.flat().map(({ to }) => to))], call);
  const byId = new Map(nodes.flatMap((node) => (node?.label === 'Role' ? [[node.id, node] as const] : [])));
  return principals.flatMap((principal, place) =>
    (edges[place] ?? []).flatMap(({ to, conclusion }): readonly Opening[] => {
      const role = byId.get(to);
      if (role === undefined || isOwn(principal, role)) return [];
      const enters = role.isServiceLinked ? 'SERVICE_LINKED_ROLE' : 'ROLE';
      const isPassed =
        principal.label === 'Service' &&
        serviceReach({ service: principal.name, enters }, conclusion)?.kind !== 'EVERY_CUSTOMER';
      return isPassed ? [] : [[principal, role, conclusion.action]];
    }),
  );
}

function isOwn({ account }: PrincipalNode, resource: { readonly account: string | null }): boolean {
  return account !== null && account === resource.account;
}

interface Decided {
  readonly byAction: ReadonlyMap<CatalogAction, readonly Cell[]>;
  readonly gaps: readonly Gap[];
}

function decideResource(asking: Asking, asked: AskedResource): Decided {
  const known = partsOf(asked, null);
  const undocumented = undocumentedBy(ownPolicies(asking, known));
  const byAction = new Map<CatalogAction, readonly Cell[]>();
  const gaps: Gap[] = [];
  for (const [service, some] of groupByService(known, undocumented)) {
    const actions = actionsOf(service, null, undocumented);
    const decided = decideService(asking, service, actions, { known: some, withPatterns: false });
    for (const [action, cells] of decided.byAction) byAction.set(action, cells);
    gaps.push(...decided.gaps);
  }
  return { byAction, gaps };
}

function decideEntry(asking: Asking, asked: AskedResource, action: string): Decided {
  const service = action.slice(0, action.indexOf(':'));
  const known = [{ asked, unknown: null, isForeign: true, isSample: false, only: [action.toLowerCase()] }];
  return decideService(asking, service, actionsOf(service, action, new Map()), { known, withPatterns: false });
}

type Group = Pick<ExposureRow, 'actions' | 'resources' | 'cell'>;

/** Actions on the same resources under the same decision. */
function groupRows(byAction: Decided['byAction']): readonly Group[] {
  const groups = new Map<string, { readonly actions: string[]; readonly cells: readonly Cell[] }>();
  for (const [{ name }, cells] of byAction) {
    for (const [key, some] of groupAlike(cells)) {
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { actions: [name], cells: some });
      else known.actions.push(name);
    }
  }
  return [...groups.values()].flatMap(({ actions, cells }) => {
    const [cell] = cells;
    if (cell === undefined) return [];
    const gaps = [...new Set(cells.flatMap((one) => one.gaps))];
    return [
      {
        actions: actions.toSorted(compareCodePoints),
        resources: cells.map(({ resource }) => resource),
        cell: { ...cell, gaps },
      },
    ];
  });
}

/** For whom a service can act: that of the row's first action, since all are decided alike. */
function reachOf(asking: Asking, { actions: [action = ''], cell }: Group): ServiceReach | null {
  if (asking.from === 'ANONYMOUS' || asking.from.label !== 'Service') return null;
  const { view, from, stated } = asking;
  const asked = { from, action, resource: cell.asked };
  if (entryOf(action, cell.asked.node) !== null)
    return serviceReachOf(view, asked, stated, conclude(asking, action, cell.asked));
  return serviceReach({ service: from.name, enters: null }, cell);
}
