import type { OrganizationalUnit } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Place } from '../../lib/errors.js';
import { placeOf, readOptionalText, readText } from '../fields.js';
import { describePlace, refusal } from '../refusal.js';
import type { OrganizationAnswers } from './organizationAnswers.js';

/** Roots, units, and which of them each account is in. */
export interface OrganizationTree {
  readonly units: readonly OrganizationalUnit[];
  /** By account number. */
  readonly parents: ReadonlyMap<string, string>;
}

type Unit = Omit<OrganizationalUnit, 'parent'> & { readonly place: Place };

interface Parent {
  readonly id: string;
  readonly place: Place;
}

/**
 * The tree of an organisation. Where the calls that list roots and units are missing, what they would connect is left out.
 * Errors: DUMP_MALFORMED; DUMP_CONFLICT for two parents of one child and for a cycle.
 */
export function readTree(answers: OrganizationAnswers): OrganizationTree {
  const parents = new Map<string, Parent>();
  const units = new Map<string, Unit>();
  const setParent = (child: string, id: string, place: Place) => {
    const before = parents.get(child);
    if (before !== undefined && before.id !== id) {
      throw refusal(
        'DUMP_CONFLICT',
        place,
        `${child} has two parents, ${before.id} and ${id}; the other stands in ${describePlace(before.place)}`,
      );
    }
    parents.set(child, before ?? { id, place });
  };

  for (const root of answers.list('ListRoots', 'Roots')) {
    const id = readText(root, 'Id');
    units.set(id, {
      id,
      arn: readOptionalText(root, 'Arn'),
      name: readOptionalText(root, 'Name') ?? 'Root',
      place: placeOf(root),
    });
  }
  const roots = new Set(units.keys());
  if (!answers.has('ListRoots')) addRootsByName(answers, units, roots);
  for (const { key, element } of answers.keyed('ListOrganizationalUnitsForParent')) {
    for (const unit of answers.entries(element, 'OrganizationalUnits')) {
      const id = readText(unit, 'Id');
      units.set(id, {
        id,
        arn: readOptionalText(unit, 'Arn'),
        name: readOptionalText(unit, 'Name') ?? id,
        place: placeOf(unit),
      });
      setParent(id, key, placeOf(unit));
    }
  }
  for (const { key, element } of answers.keyed('ListAccountsForParent')) {
    for (const account of answers.entries(element, 'Accounts'))
      setParent(readText(account, 'Id'), key, placeOf(account));
  }
  for (const { key, element } of answers.keyed('ListParents')) {
    for (const parent of answers.entries(element, 'Parents')) setParent(key, readText(parent, 'Id'), placeOf(parent));
  }

  refuseCycle([...units.values()], parents);
  const isWhole = answers.has('ListRoots') && answers.has('ListOrganizationalUnitsForParent');
  const connected = connectedUnits(roots, parents);
  const detached = [...parents].find(([, parent]) => !connected.has(parent.id));
  if (isWhole && detached !== undefined) {
    const [child, parent] = detached;
    throw refusal(
      'DUMP_MALFORMED',
      parent.place,
      `${child} is under ${parent.id}, which no listing connects with a root`,
    );
  }
  const loose = [...units.values()].find(({ id }) => !connected.has(id));
  if (isWhole && loose !== undefined)
    throw refusal('DUMP_MALFORMED', loose.place, `The unit ${loose.id} has no parent`);
  return {
    units: [...units.values()]
      .filter(({ id }) => connected.has(id))
      .map(({ id, arn, name }) => ({ id, arn, name, parent: roots.has(id) ? null : (parents.get(id)?.id ?? null) }))
      .toSorted((left, right) => compareCodePoints(left.id, right.id)),
    parents: new Map([...parents].flatMap(([child, parent]) => (connected.has(parent.id) ? [[child, parent.id]] : []))),
  };
}

/** Without ListRoots a root shows as what units and accounts were asked of. */
function addRootsByName(answers: OrganizationAnswers, units: Map<string, Unit>, roots: Set<string>): void {
  for (const call of ['ListOrganizationalUnitsForParent', 'ListAccountsForParent']) {
    for (const { key, element } of answers.keyed(call)) {
      if (!key.startsWith('r-')) continue;
      roots.add(key);
      units.set(key, { id: key, arn: null, name: 'Root', place: { file: element.file, pointer: element.pointer } });
    }
  }
}

/** Everything that hangs on a root, roots included. */
function connectedUnits(roots: ReadonlySet<string>, parents: ReadonlyMap<string, Parent>): ReadonlySet<string> {
  const children = new Map<string, string[]>();
  for (const [child, { id }] of parents) {
    const siblings = children.get(id);
    if (siblings === undefined) children.set(id, [child]);
    else siblings.push(child);
  }
  const connected = new Set(roots);
  for (const unit of connected) for (const child of children.get(unit) ?? []) connected.add(child);
  return connected;
}

/** Climbs from each unit to its root, each unit once. */
function refuseCycle(
  units: readonly { readonly id: string; readonly place: Place }[],
  parents: ReadonlyMap<string, Parent>,
): void {
  const sound = new Set<string>();
  for (const { id, place } of units) {
    const climbed = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !sound.has(at); at = parents.get(at)?.id) {
      if (climbed.has(at))
        throw refusal(
          'DUMP_CONFLICT',
          place,
          `The units ${[...climbed].join(', ')} are in a cycle: each is under itself`,
        );
      climbed.add(at);
    }
    for (const unit of climbed) sound.add(unit);
  }
}
