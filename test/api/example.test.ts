import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { EXAMPLE_DUMP } from '../../src/example.js';
import { readDumps } from '../../src/ingest/dump/readDumps.js';
import { checkDocument } from '../../src/policy/parse/checkDocument.js';
import { execute, storeOf } from './execute.js';

const signal = new AbortController().signal;
const { snapshot } = await readDumps([EXAMPLE_DUMP], { checkDocument, lenient: false, strict: false, signal });
const graph = await deriveGraph(snapshot, { createdAt: '2026-01-01T00:00:00Z', signal });
const store = await storeOf(graph);

const ROW = 'action decision needs { text } crossAccount taskPolicies principal { id } role { id } edge { id }';
const WHO = `query ($role: Arn!, $given: Given, $where: AssumptionFilter) { answer: whoCanAssume(role: $role, given: $given, where: $where, first: 200) { totalCount counts { allowed conditional denied } nodes { ${ROW} } } }`;
const ROLES = `query ($principal: Arn!) { answer: rolesAssumableBy(principal: $principal, first: 200) { totalCount nodes { ${ROW} } } }`;

interface Row {
  readonly action: string;
  readonly decision: string;
  readonly needs: { readonly text: string } | null;
  readonly principal: { readonly id: string };
  readonly role: { readonly id: string };
  readonly edge: { readonly id: string } | null;
}

interface Rows {
  readonly totalCount: number;
  readonly counts: { readonly allowed: number; readonly conditional: number; readonly denied: number | null };
  readonly nodes: readonly Row[];
}

async function rows(source: string, variables: Readonly<Record<string, unknown>>): Promise<Rows> {
  const answer = await execute(store, source, variables);
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { answer: Rows }).answer;
}

const roles = graph.nodes.filter((node) => node.label === 'Role' || node.label === 'RootUser');
/** Nothing that any policy asks for, but enough to have every row decided again. */
const VACUOUS = { context: [{ key: 'permgraph:Nothing', values: ['x'] }] };

describe('the example organisation', () => {
  it('is decided again under a given that says nothing just as it was derived', { timeout: 120_000 }, async () => {
    let seen = 0;
    for (const role of roles) {
      const stored = await rows(WHO, { role: role.arn });
      expect(await rows(WHO, { role: role.arn, given: VACUOUS })).toEqual(stored);
      seen += stored.totalCount;
    }
    expect(seen).toBeGreaterThan(40);
  });

  it('gives the same rows from both sides', { timeout: 120_000 }, async () => {
    const into: Row[] = [];
    for (const role of roles) into.push(...(await rows(WHO, { role: role.arn })).nodes);
    const principals = new Set(into.map((row) => row.principal.id));
    const out: Row[] = [];
    for (const principal of principals) out.push(...(await rows(ROLES, { principal })).nodes);
    const key = (row: Row): string => JSON.stringify(row);
    expect(out.map(key).toSorted()).toEqual(into.map(key).toSorted());
  });

  it('has near misses that are not rows, each with no edge', { timeout: 120_000 }, async () => {
    let misses = 0;
    for (const role of roles) {
      const all = await rows(WHO, { role: role.arn, where: { decisions: ['ALLOWED', 'CONDITIONAL', 'DENIED'] } });
      const stored = await rows(WHO, { role: role.arn });
      expect(all.nodes.filter((row) => row.decision !== 'DENIED')).toEqual(stored.nodes);
      const denied = all.nodes.filter((row) => row.decision === 'DENIED');
      expect(denied.every((row) => row.edge === null && row.needs === null)).toBe(true);
      expect(all.counts.denied).toBe(denied.length);
      misses += denied.length;
    }
    expect(misses).toBeGreaterThan(0);
  });

  it('reads every statement of every row from its document', { timeout: 120_000 }, async () => {
    const source = `query ($role: Arn!) { answer: whoCanAssume(role: $role, first: 200) { totalCount nodes { action
      needs { alternatives { all { key text statement { pointer } } unread { subject } } }
      evidence { because layers { kind outcome text at { id } statements { effect policyName pointer statement attachedTo { id } policy { id document } conditions { key outcome } } } } } } }`;
    let statements = 0;
    for (const role of roles) {
      const answer = await execute(store, source, { role: role.arn });
      expect(answer.errors).toBeUndefined();
      const text = JSON.stringify(answer.data);
      expect(text).not.toContain('⟦');
      statements += text.split('"pointer"').length - 1;
    }
    expect(statements).toBeGreaterThan(40);
  });

  it('has paths of which every hop is a row', { timeout: 120_000 }, async () => {
    const source = `query ($to: AccountId!) { paths(from: { principals: { kinds: [USER] } }, to: { account: $to }, edges: [CAN_ASSUME, CAN_FEDERATE], first: 200) {
      completeness { gaps { kind } } nodes { length decision text needs { text } hops { action decision from { id } to { id } } } } }`;
    const known = new Set<string>();
    for (const role of roles) {
      for (const row of (await rows(WHO, { role: role.arn })).nodes)
        known.add(JSON.stringify([row.principal.id, row.role.id, row.action]));
    }
    interface Found {
      readonly length: number;
      readonly decision: string;
      readonly hops: readonly { action: string; decision: string; from: { id: string }; to: { id: string } }[];
    }
    let longest = 0;
    for (const account of graph.nodes.filter((node) => node.label === 'Account')) {
      const answer = await execute(store, source, { to: account.accountId });
      expect(answer.errors).toBeUndefined();
      const { nodes } = (answer.data as unknown as { paths: { nodes: readonly Found[] } }).paths;
      for (const path of nodes) {
        longest = Math.max(longest, path.length);
        for (const hop of path.hops) expect(known).toContain(JSON.stringify([hop.from.id, hop.to.id, hop.action]));
      }
    }
    expect(longest).toBeGreaterThanOrEqual(3);
  });

  it('answers access between accounts alike, counted and searched', { timeout: 120_000 }, async () => {
    const source = `query ($given: Given) { answer: crossAccountAccess(first: 200, given: $given) {
      totalCount nodes { from { id } to { accountId } decision principalCount roleCount shortest { length from { account { accountId } } to { account { accountId } } } } } }`;
    const counted = await rows(source, {});
    expect(counted.totalCount).toBeGreaterThan(3);
    expect(await rows(source, { given: VACUOUS })).toEqual(counted);
  });

  it('under any work budget is answered whole or marked', { timeout: 120_000 }, async () => {
    const gaps = 'completeness { gaps { kind } }';
    const questions = [
      `{ answer: paths(from: { principals: { kinds: [USER, ROLE] } }, to: { account: "444455556666" }, first: 200) { ${gaps} nodes { text } } }`,
      `{ answer: crossAccountAccess(first: 200) { ${gaps} totalCount nodes { from { id } to { id } principalCount roleCount } } }`,
      `{ answer: crossAccountAccess(first: 200, maxHops: 2) { ${gaps} totalCount nodes { from { id } to { id } principalCount roleCount } } }`,
      `{ answer: whoCanAssume(role: "arn:aws:iam::222233334444:role/IncidentResponder", where: { decisions: [ALLOWED, CONDITIONAL, DENIED] }) { ${gaps} totalCount nodes { decision principal { id } } } }`,
    ];
    const seen = { whole: 0, marked: 0 };
    for (const source of questions) {
      const whole = await execute(store, source);
      expect(whole.errors).toBeUndefined();
      for (const workBudget of [0, 1, 2, 3, 5, 8, 13, 34, 89, 233, 610, 1597, 4181, 10_946]) {
        const answer = await execute(store, source, {}, { workBudget });
        expect(answer.errors).toBeUndefined();
        const isMarked = JSON.stringify(answer.data).includes('WORK_BUDGET_SPENT');
        if (!isMarked) expect(answer.data).toEqual(whole.data);
        seen[isMarked ? 'marked' : 'whole'] += 1;
      }
    }
    expect(seen.whole).toBeGreaterThan(3);
    expect(seen.marked).toBeGreaterThan(10);
  });
});
