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

interface Parent {
  readonly id: string;
  readonly place: Place;
}

/** The tree of an organisation. Errors: DUMP_MALFORMED; DUMP_CONFLICT for two parents of one child and for a cycle. */
export function readTree(answers: OrganizationAnswers): OrganizationTree {
  const parents = new Map<string, Parent>();
  const units = new Map<string, Omit<OrganizationalUnit, 'parent'> & { readonly place: Place }>();
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

  for (const { id, place } of parents.values()) {
    if (!units.has(id))
      throw refusal('DUMP_MALFORMED', place, `The parent ${id} is neither a root nor a unit that is listed`);
  }
  for (const { id, place } of units.values()) {
    if (!roots.has(id) && !parents.has(id)) throw refusal('DUMP_MALFORMED', place, `The unit ${id} has no parent`);
  }
  refuseCycle([...units.values()], parents);
  return {
    units: [...units.values()]
      .map(({ id, arn, name }) => ({ id, arn, name, parent: roots.has(id) ? null : (parents.get(id)?.id ?? null) }))
      .toSorted((left, right) => compareCodePoints(left.id, right.id)),
    parents: new Map([...parents].map(([child, parent]) => [child, parent.id])),
  };
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
