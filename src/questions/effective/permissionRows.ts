import type { AskedResource } from '../../derive/access.js';
import type { Needs } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { DECISION_ORDER } from '../../graph/edges.js';
import type { AccessLevel, CatalogAction } from './catalog.js';
import type { Cell } from './cells.js';

/** Actions of one service and level on the same resources under the same decision, before it is shown. */
export interface PermissionRow {
  readonly service: string;
  readonly accessLevel: AccessLevel;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly decision: Cell['decision'];
  readonly needs: Needs | null;
  readonly gaps: readonly Gap[];
  /** What was decided for the first action and one of the resources. */
  readonly asked: AskedResource;
}

/** Rows of actions with the same cells, in order: by decision, service, level, then actions and resources. */
export function rowsOf(byAction: ReadonlyMap<CatalogAction, readonly Cell[]>): readonly PermissionRow[] {
  const rows = new Map<
    string,
    { readonly level: AccessLevel; readonly actions: string[]; readonly cells: readonly Cell[] }
  >();
  const groups = new Map<readonly Cell[], readonly (readonly [string, readonly Cell[]])[]>();
  for (const [{ name, level }, cells] of byAction) {
    let alike = groups.get(cells);
    if (alike === undefined) groups.set(cells, (alike = groupAlike(cells)));
    for (const [key, some] of alike) {
      const id = `${serviceOf(name)} ${level} ${key}`;
      const known = rows.get(id);
      if (known === undefined) rows.set(id, { level, actions: [name], cells: some });
      else known.actions.push(name);
    }
  }
  return [...rows.values()].map(rowOf).toSorted(compareRows);
}

/** Cells by decision and needs, each with a text that tells them and their resources from others. */
export function groupAlike(cells: readonly Cell[]): readonly (readonly [string, readonly Cell[]])[] {
  const byKey = new Map<string, Map<string, Cell>>();
  for (const cell of cells) {
    const known = byKey.get(cell.key);
    if (known === undefined) byKey.set(cell.key, new Map([[cell.resource, cell]]));
    else if (!known.has(cell.resource)) known.set(cell.resource, cell);
  }
  return [...byKey].map(([key, found]) => {
    const some = [...found.values()].toSorted((left, right) => compareCodePoints(left.resource, right.resource));
    return [`${key}\n${some.map(({ resource }) => resource).join('\n')}`, some] as const;
  });
}

function rowOf({
  level,
  actions,
  cells,
}: {
  readonly level: AccessLevel;
  readonly actions: readonly string[];
  readonly cells: readonly Cell[];
}): PermissionRow {
  const [first] = cells;
  const sorted = actions.toSorted(compareCodePoints);
  if (first === undefined) throw new Error('invariant: a row has a cell');
  return {
    service: serviceOf(sorted[0] ?? ''),
    accessLevel: level,
    actions: sorted,
    resources: cells.map(({ resource }) => resource),
    decision: first.decision,
    needs: first.needs,
    gaps: [...new Set(cells.flatMap(({ gaps }) => gaps))],
    asked: first.asked,
  };
}

function serviceOf(action: string): string {
  return action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();
}

const LEVEL_ORDER: Readonly<Record<AccessLevel, number>> = {
  LIST: 0,
  READ: 1,
  WRITE: 2,
  TAGGING: 3,
  PERMISSIONS_MANAGEMENT: 4,
  UNKNOWN: 5,
};

function compareRows(left: PermissionRow, right: PermissionRow): number {
  return (
    DECISION_ORDER[left.decision] - DECISION_ORDER[right.decision] ||
    compareCodePoints(left.service, right.service) ||
    LEVEL_ORDER[left.accessLevel] - LEVEL_ORDER[right.accessLevel] ||
    compareLists(left.actions, right.actions) ||
    compareLists(left.resources, right.resources) ||
    compareCodePoints(JSON.stringify(left.needs), JSON.stringify(right.needs))
  );
}

function compareLists(left: readonly string[], right: readonly string[]): number {
  for (const [place, text] of left.entries()) {
    const other = right[place];
    if (other === undefined) return 1;
    const order = text === other ? 0 : compareCodePoints(text, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
