import type { Need, Needs, NeedSet } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { ASKED_ACTION, ASKED_RESOURCE } from '../askedResource.js';
import type { Leaf } from './theory.js';

/** At most so many alternatives, of at most so many needs. */
export const LIMIT = 32;

/** Needs and missing documents of the leaves of one alternative, in order. */
export function needSetOf(leaves: readonly Leaf[]): NeedSet {
  const all: Need[] = [];
  const unread: Gap[] = [];
  for (const { literal } of leaves) {
    const { atom, isNegated, hop } = literal;
    if (atom.kind === 'UNREAD') unread.push(atom.gap);
    else if (atom.kind === 'SESSION') {
      const { name, statement } = atom;
      all.push({ kind: 'SESSION', key: null, operator: 'StringEquals', isNegated, values: [name], hop, statement });
    } else {
      const { operator, values, statement } = atom;
      const kind = atom.key === ASKED_RESOURCE ? 'RESOURCE' : atom.key === ASKED_ACTION ? 'ACTION' : 'CONTEXT';
      all.push({ kind, key: kind === 'CONTEXT' ? atom.key : null, operator, isNegated, values, hop, statement });
    }
  }
  return {
    all: all.toSorted((left, right) => compareHops(left, right) || compareCodePoints(textOf(left), textOf(right))),
    unread: unread.toSorted((left, right) => compareCodePoints(left.text, right.text)),
  };
}

/** As many alternatives as answers show, of those that are not too long; they have to be in order. `isCut`: there are more already. */
export function boundedNeeds(ordered: readonly NeedSet[], isCut: boolean): Needs {
  const short = ordered.filter(({ all }) => all.length <= LIMIT);
  return {
    alternatives: short.slice(0, LIMIT),
    truncated: isCut || short.length < ordered.length || short.length > LIMIT,
  };
}

/** Alternatives by size, then hop, then text. */
export function inOrder(alternatives: readonly NeedSet[]): readonly NeedSet[] {
  return orderNeedSets(alternatives.map((needSet) => ({ needSet }))).map(({ needSet }) => needSet);
}

/** By size, then hop, then text. */
export function orderNeedSets<Item extends { readonly needSet: NeedSet }>(items: readonly Item[]): readonly Item[] {
  const keyed = items.map((item) => ({ item, text: sortText(item.needSet) }));
  return keyed
    .toSorted(
      (left, right) =>
        sizeOf(left.item.needSet) - sizeOf(right.item.needSet) ||
        compareHopLists(left.item.needSet.all, right.item.needSet.all) ||
        compareCodePoints(left.text, right.text),
    )
    .map(({ item }) => item);
}

function sizeOf(needSet: NeedSet): number {
  return needSet.all.length + needSet.unread.length;
}

function compareHopLists(left: readonly Need[], right: readonly Need[]): number {
  for (const [index, need] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareHops(need, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareHops(left: Need, right: Need): number {
  return (left.hop ?? -1) - (right.hop ?? -1);
}

function sortText(needSet: NeedSet): string {
  return [...needSet.all.map(textOf), ...needSet.unread.map((gap) => gap.text)].join('\n');
}

function textOf(need: Need): string {
  return `${need.key ?? ''} ${need.operator} ${need.isNegated ? 'not ' : ''}${need.values.join(' ')}`;
}
