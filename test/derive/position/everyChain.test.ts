import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineHops, type HopFacts, type StartFacts } from '../../../src/derive/position.js';
import type { Need, Needs } from '../../../src/iam/decision.js';
import { conditionHolds, parseOperator } from '../../../src/policy/match/condition/index.js';
import { runs, SEED } from '../../support/runs.js';

/** What the caller passes with one request. */
interface Passed {
  readonly sourceIdentity: string | null;
  readonly tag: string | null;
  readonly isTransitive: boolean;
  readonly sessionName: string;
}

type Context = ReadonlyMap<string, string | null>;

/** The own tag of the role that each hop enters, and whether tags may be passed there. */
interface Entered {
  readonly tag: string | null;
  readonly canTag: boolean;
}

const HOPS = 3;
const START: StartFacts = { isRoleSession: false, session: {} };
const NAMES = [null, 'a', 'b'];

/** What can be passed, as far as the needs can tell it apart. */
function choicesFor(asked: readonly (Needs | null)[]): readonly Passed[] {
  const keys = asked
    .flatMap((own) => own?.alternatives ?? [])
    .flatMap(({ all }) => all.map(({ key }) => key ?? 'session'));
  const mentions = (word: RegExp) => keys.some((key) => word.test(key));
  const identities = mentions(/sourceidentity/i) ? NAMES : [null];
  const tags = mentions(/tag/i) ? NAMES : [null];
  const names = mentions(/session/i) ? ['a', 'b'] : ['b'];
  return identities.flatMap((sourceIdentity) =>
    tags.flatMap((tag) =>
      (tag === null ? [false] : [true, false]).flatMap((isTransitive) =>
        names.map((sessionName) => ({ sourceIdentity, tag, isTransitive, sessionName })),
      ),
    ),
  );
}

const KEYS = [
  'aws:SourceIdentity',
  'sts:SourceIdentity',
  'aws:PrincipalTag/T',
  'aws:RequestTag/t',
  'sts:RoleSessionName',
];

const need = fc
  .record({
    key: fc.constantFrom(...KEYS, 'aws:MultiFactorAuthPresent', 'SESSION'),
    operator: fc.constantFrom('StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'Null'),
    value: fc.constantFrom('a', 'b'),
    isNegated: fc.boolean(),
  })
  .map(({ key, operator, value, isNegated }): Need => {
    if (key === 'SESSION') {
      return {
        kind: 'SESSION',
        key: null,
        operator: 'StringEquals',
        values: ['a'],
        isNegated,
        hop: null,
        statement: null,
      };
    }
    const values = operator === 'Null' ? [String(value === 'a')] : ['a'];
    return { kind: 'CONTEXT', key, operator, values, isNegated, hop: null, statement: null };
  });

const needs: fc.Arbitrary<Needs | null> = fc.option(
  fc
    .array(fc.array(need, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 })
    .map((alternatives) => ({ alternatives: alternatives.map((all) => ({ all, unread: [] })), truncated: false })),
  { freq: 2 },
);

const entered = fc.record({ tag: fc.constantFrom(...NAMES), canTag: fc.boolean() });

/** The first hop asks nothing of the session that the path starts with. */
const chains = fc
  .tuple(fc.array(needs, { minLength: HOPS, maxLength: HOPS }), fc.array(entered, { minLength: HOPS, maxLength: HOPS }))
  .filter(([asked]) => !(asked[0]?.alternatives ?? []).some(({ all }) => all.some(asksTheStart)));

describe('needs in position against every chain', () => {
  it('agree on what holds and on what it takes', () => {
    fc.assert(
      fc.property(chains, ([asked, roles]) => {
        const hops = asked.map(
          (own, index): HopFacts => ({
            action: 'sts:AssumeRole',
            needs: own,
            roleTags: tagsOf(roles[index]),
            roleId: undefined,
            maxSessionSeconds: null,
            tagSession: roles[index]?.canTag === true ? 'ALLOWED' : 'DENIED',
          }),
        );
        const combined = combineHops(hops, START);
        const contexts = chainsOf(roles, choicesFor(asked));
        const outcomes = contexts.map((chain) => asked.every((own, hop) => own === null || holds(own, chain[hop])));
        const expected = outcomes.every(Boolean) ? 'ALLOWED' : outcomes.some(Boolean) ? 'CONDITIONAL' : 'IMPOSSIBLE';
        expect(combined?.decision ?? 'IMPOSSIBLE').toBe(expected);
        if (combined === null || combined.needs === null) return;
        const met = contexts.map((chain) =>
          combined.needs?.alternatives.some(({ all }) =>
            all.every((each) => meets(asPassed(each), chain[each.hop ?? -1])),
          ),
        );
        for (const [index, isMet] of met.entries()) {
          if (isMet === true) expect(outcomes[index], 'an alternative suffices').toBe(true);
          if (!combined.needs.truncated && outcomes[index] === true) expect(isMet, 'they are complete').toBe(true);
        }
      }),
      { numRuns: runs(1000), seed: SEED },
    );
  });
});

function tagsOf(role: Entered | undefined): { key: string; value: string }[] {
  return typeof role?.tag === 'string' ? [{ key: 'T', value: role.tag }] : [];
}

function asksTheStart({ kind, key }: Need): boolean {
  return (
    kind === 'SESSION' || ['aws:SourceIdentity', 'aws:PrincipalTag/T', 'aws:MultiFactorAuthPresent'].includes(key ?? '')
  );
}

/** The contexts of the requests of every chain that AWS would not refuse for how it passes tags and source identity. */
function chainsOf(roles: readonly Entered[], choices: readonly Passed[]): readonly (readonly Context[])[] {
  return extend([], { sourceIdentity: null, inherited: null, tag: null, sessionName: null });

  function extend(
    made: readonly Context[],
    caller: Record<'sourceIdentity' | 'inherited' | 'tag' | 'sessionName', string | null>,
  ): Context[][] {
    const role = roles[made.length];
    if (role === undefined) return [[...made]];
    return choices.flatMap((passed) => {
      if (passed.tag !== null && (caller.inherited !== null || !role.canTag)) return [];
      if (passed.sourceIdentity !== null && caller.sourceIdentity !== null) return [];
      const sourceIdentity = caller.sourceIdentity ?? passed.sourceIdentity;
      const context: Context = new Map([
        ['aws:sourceidentity', caller.sourceIdentity],
        ['sts:sourceidentity', sourceIdentity],
        ['aws:principaltag/t', caller.inherited ?? caller.tag],
        ['aws:requesttag/t', passed.tag],
        ['passed', passed.sourceIdentity],
        ['sts:rolesessionname', passed.sessionName],
        ['session', caller.sessionName],
        ['sts:transitivetagkeys', passed.isTransitive ? 'T' : null],
      ]);
      return extend([...made, context], {
        sourceIdentity,
        inherited: caller.inherited ?? (passed.isTransitive ? passed.tag : null),
        tag: passed.tag ?? role.tag,
        sessionName: passed.sessionName,
      });
    });
  }
}

/** What a need asks to be set at a hop is what that hop's request passes, not what its caller carries. */
function asPassed(each: Need): Need {
  return each.key === 'sts:SourceIdentity' ? { ...each, key: 'passed' } : each;
}

function holds(asked: Needs, context: Context | undefined): boolean {
  return asked.alternatives.some(({ all }) => all.every((each) => meets(each, context)));
}

function meets(each: Need, context: Context | undefined): boolean {
  const operator = parseOperator(each.operator);
  if (operator === null || context === undefined) throw new Error('a need of no hop, or no operator');
  const value = context.get(each.key?.toLowerCase() ?? 'session') ?? null;
  return conditionHolds(operator, each.values, value === null ? null : [value.toString()]) !== each.isNegated;
}
