import { describe, expect, it } from 'vitest';
import { unboundedCall, workBudget } from '../../src/graph/call.js';
import { EDGE_KINDS } from '../../src/graph/edges.js';
import { edgeLists } from '../../src/store/memory/edgeLists.js';
import { kindMask } from '../../src/store/memory/edgeTable.js';
import { buildGeneration } from '../../src/store/memory/generation.js';
import { roleNode, sketchGraph, userNode } from '../support/graphs.js';

const USERS = ['ann', 'bob', 'cid', 'dot', 'eve'];
const ROLES = ['one', 'two', 'three'];
const graph = sketchGraph({
  nodes: [
    ...USERS.map((name) => userNode('000000000001', name)),
    ...ROLES.map((name) => roleNode('000000000002', name)),
  ],
  edges: ['eve', 'ann'].flatMap((from) => [
    { from, to: 'one', action: 'sts:TagSession' },
    { from, to: 'one' },
  ]),
  products: [{ from: ['bob', 'cid', 'dot'], to: ROLES }],
});
const { edges: table, nodes } = buildGeneration(graph, () => undefined);
const numberOf = (name: string): number => nodes.nodes.findIndex((node) => node.name === name);
const into = (budget = workBudget(100)) => ({ direction: 'IN', kinds: kindMask(EDGE_KINDS), budget }) as const;

describe('edge lists', () => {
  it('come by their other ends, then their own ids', () => {
    const list = edgeLists(table).of(numberOf('one'), into());
    const names = list.map(({ from, conclusion }) => `${from.split('/')[1] ?? ''} ${conclusion.action}`);
    expect(names).toEqual([
      'ann sts:AssumeRole',
      'ann sts:TagSession',
      'bob sts:AssumeRole',
      'cid sts:AssumeRole',
      'dot sts:AssumeRole',
      'eve sts:AssumeRole',
      'eve sts:TagSession',
    ]);
    for (const pair of [list.slice(0, 2), list.slice(5)]) {
      expect(pair.map(({ id }) => id)).toEqual(pair.map(({ id }) => id).toSorted());
    }
  });

  it('are the same list when asked again, and cost the same', () => {
    const lists = edgeLists(table);
    const [first, second] = [workBudget(100), workBudget(100)];
    expect(lists.of(numberOf('one'), into(second))).toBe(lists.of(numberOf('one'), into(first)));
    expect([first.left, second.left]).toEqual([93, 93]);
    const endless = into(unboundedCall().budget);
    expect(lists.of(numberOf('one'), endless)).toBe(lists.of(numberOf('one'), endless));
  });

  it('end short and say so where the budget does, kept or not, and what ended short is not kept', () => {
    const lists = edgeLists(table);
    for (const isKept of [false, true]) {
      const short = workBudget(3);
      expect(lists.of(numberOf('one'), into(short)), `kept: ${isKept}`).toHaveLength(3);
      expect(short.isSpent).toBe(true);
      expect(lists.of(numberOf('one'), into())).toHaveLength(7);
    }
  });

  it('are let go of once they are more than may be kept', () => {
    const lists = edgeLists(table, 10);
    const first = lists.of(numberOf('one'), into());
    expect(lists.of(numberOf('two'), into())).toHaveLength(3);
    expect(lists.of(numberOf('one'), into())).not.toBe(first);
    expect(lists.of(numberOf('one'), into())).toEqual(first);
  });
});
