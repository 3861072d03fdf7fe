import type { Gap } from '../../iam/snapshot.js';
import { isDecidedAlone, kindOfAction } from '../../policy/index.js';
import { isOfForm } from '../reach/members.js';
import { type Asking, bearing } from './asking.js';
import type { CatalogAction } from './catalog.js';
import { type Cell, decideCells } from './cells.js';
import type { KnownResource } from './knownResources.js';
import { matchService } from './signatures.js';

/** What is told of one resource for some actions of a service. */
export interface ToldApart {
  readonly action: CatalogAction;
  readonly cells: readonly Cell[];
  /** Wider rows do not hold for it. */
  readonly isApart: boolean;
}

/** What a caller can do to a resource of the graph, where wider rows do not say the same of it. `actions` are of one service. */
export function decideKnown(
  asking: Asking,
  known: KnownResource,
  service: string,
  actions: readonly CatalogAction[],
): { readonly told: readonly ToldApart[]; readonly gaps: readonly Gap[] } {
  const { asked, unknown, isForeign, isSample } = known;
  const gaps: Gap[] = [];
  const told: ToldApart[] = [];
  for (const [first, ...others] of classesOf(asking, known, service, actions)) {
    if (first === undefined) continue;
    const decided = decideCells(asking, first.name, asked, {
      name: asked.arn,
      within: asked.isPattern === true ? asked.arn : null,
    });
    gaps.push(...decided.gaps);
    const said = keyOfCells(decided.cells, asked.arn);
    const wider = unknown === null ? null : keyOfUnknown(asking, first.name, unknown);
    const isApart = wider !== null && wider !== 'DENIED' && said !== 'ALLOWED' && said !== wider;
    if (said === 'DENIED' ? !isApart : (isSample || !isForeign) && said === wider) continue;
    for (const action of [first, ...others]) told.push({ action, cells: decided.cells, isApart });
  }
  return { told, gaps };
}

function keyOfUnknown(asking: Asking, action: string, unknown: NonNullable<KnownResource['unknown']>): string {
  const { cells } = decideCells(asking, action, unknown, {
    name: unknown.arn,
    within: unknown.isPattern === true ? unknown.arn : null,
    withGaps: false,
  });
  return keyOfCells(cells, unknown.arn);
}

/** One text for what is told of a resource; cells of patterns within it by their names. */
function keyOfCells(cells: readonly Cell[], whole: string): string {
  if (cells.length === 0) return 'DENIED';
  return cells
    .map(({ resource, key }) => (resource === whole ? key : `${resource} ${key}`))
    .toSorted()
    .join('\n');
}

function classesOf(
  asking: Asking,
  { asked, only }: KnownResource,
  service: string,
  actions: readonly CatalogAction[],
): Iterable<readonly CatalogAction[]> {
  const forms = new Map<string, boolean>();
  const isTaken = (form: string): boolean => {
    const found = forms.get(form) ?? isOfForm(asked.arn, form);
    forms.set(form, found);
    return found;
  };
  const taken = actions.filter(({ lowerName, forms: all }) =>
    only !== null
      ? only.includes(lowerName)
      : all === null || (asked.arn === '*' ? all.length === 0 : all.some(isTaken)),
  );
  const classes = new Map<string, CatalogAction[]>();
  const common = taken.find(({ lowerName }) => !isDecidedAlone(lowerName));
  const match =
    common === undefined ? null : matchService(Object.values(bearing(asking, common.name, asked)).flat(), service);
  for (const action of taken) {
    const signature = isDecidedAlone(action.lowerName) ? '' : (match?.(action).signature ?? '');
    const key = `${kindOfAction(action.lowerName)} ${signature}`;
    const members = classes.get(key);
    if (members === undefined) classes.set(key, [action]);
    else members.push(action);
  }
  return classes.values();
}
