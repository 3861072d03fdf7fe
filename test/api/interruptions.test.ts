import { setImmediate } from 'node:timers/promises';
import { graphql } from 'graphql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildSchema, createContext } from '../../resolvers/index.js';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { unboundedCall } from '../../src/graph/call.js';
import type { Graph } from '../../src/graph/graph.js';
import type { GraphReader, GraphStore } from '../../src/graph/store.js';
import { batchedStore } from '../../src/store/decorators/batchedStore.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { runs } from '../support/runs.js';
import { storeOf } from './execute.js';

const schema = buildSchema();
const A = '111111111111';
const B = '222222222222';
const ANN = `arn:aws:iam::${A}:user/ann`;

/** Ann enters `hop`, which enters roles of another account; all but Ann carry the mark of their generation. */
function marked(mark: string, roles: number): Promise<Graph> {
  const hop = `arn:aws:iam::${A}:role/${mark}/hop`;
  const allow = policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' });
  const trust = (...arns: string[]) =>
    policy({ Effect: 'Allow', Principal: { AWS: arns }, Action: ['sts:AssumeRole', 'sts:TagSession'] });
  const snapshot = sketchSnapshot({
    users: [{ account: A, name: 'ann', policies: [allow] }],
    roles: [
      { account: A, name: 'hop', path: `/${mark}/`, policies: [allow], trust: trust(ANN) },
      ...Array.from({ length: roles }, (_, index) => ({
        account: B,
        name: `end-${index}`,
        path: `/${mark}/`,
        trust: trust(hop, ANN),
      })),
    ],
  });
  return deriveGraph(snapshot, { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal });
}

const graphs = [await marked('m0', 3), await marked('m1', 5), await marked('m2', 4)];
const marks = new Map(graphs.map((graph, index) => [graph.generation.id, `/m${index}/`]));

const EVERYTHING = `query ($after: String, $given: Given) {
  generation { id }
  rolesAssumableBy(principal: "${ANN}", given: $given, first: 2, after: $after) {
    totalCount pageInfo { endCursor } nodes { role { arn account { principals { nodes { arn } } } } edge { to { arn } } }
  }
  paths(from: { arn: "${ANN}" }, to: { account: "${B}" }, given: $given, first: 20) { nodes { hops { to { arn } } } }
  crossAccountAccess(given: $given) { nodes { roleCount shortest { to { arn } } } }
}`;

interface Answer {
  readonly text: string;
  readonly generation: string | null;
  readonly codes: readonly unknown[];
  readonly cursor: string | null;
}

async function ask(
  store: GraphStore,
  variables: Readonly<Record<string, unknown>> = {},
  source = EVERYTHING,
  deadlineMs = 60_000,
): Promise<Answer> {
  const context = createContext({
    store: batchedStore(store),
    config: { deadlineMs, workBudget: 1_000_000 },
    signal: new AbortController().signal,
    requestId: 'test',
  });
  const result = await graphql({ schema, source, variableValues: variables, contextValue: context });
  const data = result.data as { rolesAssumableBy?: { pageInfo?: { endCursor: string } } } | null | undefined;
  return {
    text: JSON.stringify(result.data),
    generation: context.generationId(),
    codes: (result.errors ?? []).map(({ originalError }) => (originalError as { code?: string } | undefined)?.code),
    cursor: data?.rolesAssumableBy?.pageInfo?.endCursor ?? null,
  };
}

/** The store with a pause before each call, so that a swap falls between any two. */
function pausing(store: GraphStore): GraphStore {
  const slow = (reader: GraphReader): GraphReader => ({
    generation: reader.generation,
    gaps: async (...args) => pause(() => reader.gaps(...args)),
    nodes: async (...args) => pause(() => reader.nodes(...args)),
    attachments: async (...args) => pause(() => reader.attachments(...args)),
    documents: async (...args) => pause(() => reader.documents(...args)),
    related: async (...args) => pause(() => reader.related(...args)),
    edgesInto: async (...args) => pause(() => reader.edgesInto(...args)),
    edgesFrom: async (...args) => pause(() => reader.edgesFrom(...args)),
    edges: async (...args) => pause(() => reader.edges(...args)),
    list: async (...args) => pause(() => reader.list(...args)),
    search: async (...args) => pause(() => reader.search(...args)),
    policiesAllowing: async (...args) => pause(() => reader.policiesAllowing(...args)),
    together: async (work, call) =>
      pause(() => reader.together(async (lookups) => work(slow({ ...reader, ...lookups })), call)),
    walks: (...args) => reader.walks(...args),
    accountPairs: async (...args) => pause(() => reader.accountPairs(...args)),
  });
  return { ...store, open: async (id, call) => slow(await store.open(id, call)) };
}

async function pause<T>(then: () => Promise<T>): Promise<T> {
  await setImmediate();
  return then();
}

describe('a thousand swaps under questions', () => {
  it('mix no two generations, and no cursor reads across them', { timeout: 120_000 }, async () => {
    const inner = await storeOf(...graphs.slice(0, 2));
    const store = pausing(inner);
    const seen = new Set<string | null>();
    let refused = 0;
    let last: Answer | null = null;
    for (let swap = 0; swap < runs(1000); swap++) {
      const given = swap % 2 === 0 ? null : { context: [{ key: 'aws:SourceIp', values: ['10.0.0.1'] }] };
      const asked = [ask(store, { given }), ask(store, { given })];
      for (let wait = 0; wait < swap % 7; wait++) await setImmediate();
      await inner.replaceGeneration(graphs[swap % graphs.length] as Graph, unboundedCall());
      const turned = last === null ? null : await ask(store, { given: null, after: last.cursor });
      for (const answer of await Promise.all(asked)) {
        expect(answer.codes).toEqual([]);
        seen.add(answer.generation);
        const foreign = [...marks].filter(([id, mark]) => id !== answer.generation && answer.text.includes(mark));
        expect(foreign).toEqual([]);
        expect(answer.text).toContain(marks.get(answer.generation ?? ''));
        if (given === null) last = answer;
      }
      if (turned !== null && turned.codes.length > 0) {
        expect(turned.codes).toEqual(['CURSOR_OF_OTHER_GENERATION']);
        refused++;
      }
    }
    expect(seen.size).toBe(graphs.length);
    expect(refused).toBeGreaterThan(0);
  });

  it('turn a page where @at names the generation of its cursor, while that is kept', async () => {
    const store = await storeOf(...graphs.slice(0, 2));
    const first = await ask(store);
    await store.replaceGeneration(graphs[2] as Graph, unboundedCall());
    const at = EVERYTHING.replace('{', '@at(generation: $at) {').replace('$given: Given', '$given: Given, $at: ID!');
    const second = await ask(store, { after: first.cursor, at: first.generation }, at);
    expect(second).toMatchObject({ codes: [], generation: first.generation });
    expect(second.text).not.toContain('/m2/');
    await store.replaceGeneration(graphs[0] as Graph, unboundedCall());
    const gone = await ask(store, { after: first.cursor, at: first.generation }, at);
    expect([...new Set(gone.codes)]).toEqual(['GENERATION_GONE']);
  });
});

describe('a deadline at any look at the clock', () => {
  afterEach(() => vi.restoreAllMocks());

  const QUESTIONS: readonly string[] = [
    `rolesAssumableBy(principal: "${ANN}", where: { decisions: [ALLOWED, CONDITIONAL, DENIED] }) { totalCount nodes { role { arn } decision } }`,
    `paths(from: { account: "${A}" }, to: { account: "${B}" }, first: 20) { nodes { text } }`,
    'crossAccountAccess { totalCount nodes { roleCount principalCount } }',
    'crossAccountAccess(maxHops: 3) { totalCount nodes { roleCount principalCount } }',
    'principals(first: 20) { totalCount nodes { arn } }',
  ];
  const GIVEN = ', given: { context: [{ key: "aws:SourceIp", values: ["10.0.0.1"] }] }';

  it.each([...QUESTIONS, ...QUESTIONS.slice(0, 2).map((question) => question.replace(') {', `${GIVEN}) {`))])(
    'leaves an answer whole or refuses it: %s',
    async (question) => {
      const store = await storeOf(graphs[1] as Graph);
      const source = `{ ${question} }`;
      const whole = await ask(store, {}, source);
      expect(whole.codes).toEqual([]);
      let refused = 0;
      let looks = 0;
      vi.spyOn(performance, 'now').mockImplementation(() => looks++);
      for (let deadline = 0; deadline < 400; deadline++) {
        looks = 0;
        const answer = await ask(store, {}, source, deadline);
        if (answer.codes.length === 0) {
          expect(answer.text).toBe(whole.text);
          break;
        }
        expect(answer.codes).toEqual(['DEADLINE_EXCEEDED']);
        expect(Object.values(JSON.parse(answer.text) as object)).toEqual([null]);
        refused++;
      }
      expect(refused).toBeGreaterThan(0);
      expect(refused).toBeLessThan(400);
    },
  );
});
