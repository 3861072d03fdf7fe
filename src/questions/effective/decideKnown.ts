import type { Gap } from '../../iam/snapshot.js';
import { isDecidedAlone, kindOfAction } from '../../policy/index.js';
import { isOfForm } from '../reach/members.js';
import { type Asking, bearing, mayBeAdmitted } from './asking.js';
import type { CatalogAction } from './catalog.js';
import { type Cell, decideCells, keyOfCells } from './cells.js';
import type { KnownResource } from './knownResources.js';
import { matchService } from './signatures.js';
import type { Wider } from './wider.js';

/** Actions of a service, and what wider rows say of resources for them. */
interface OfOneService {
  readonly service: string;
  readonly actions: readonly CatalogAction[];
  readonly widerOf: Wider;
}

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
  { service, actions, widerOf }: OfOneService,
): { readonly told: readonly ToldApart[]; readonly gaps: readonly Gap[] } {
  const { asked, isForeign, isSample } = known;
  const gaps: Gap[] = [];
  const told: ToldApart[] = [];
  const { refusing } = asking.shared;
  const decide = (action: string): readonly Cell[] => {
    if (!mayBeAdmitted(asking, action, asked)) {
      if (refusing.has(asked)) return [];
      refusing.add(asked);
    }
    const within = asked.isPattern === true ? asked.arn : null;
    const decided = decideCells(asking, action, asked, { name: asked.arn, within });
    gaps.push(...decided.gaps);
    return decided.cells;
  };
  for (const [first, ...others] of classesOf(asking, known, service, actions)) {
    if (first === undefined) continue;
    const cells = decide(first.name);
    const said = keyOfCells(cells, asked.arn);
    const isToldAnyway = said === 'ALLOWED' && isForeign && !isSample;
    const wider = isToldAnyway ? null : widerOf(known, first);
    const isApart = wider !== null && wider !== 'DENIED' && said !== 'ALLOWED' && said !== wider;
    if (said === 'DENIED' ? !isApart : (isSample || !isForeign) && said === wider) continue;
    for (const action of [first, ...others]) told.push({ action, cells, isApart });
  }
  return { told, gaps };
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
