import { describe, expect, it } from 'vitest';
import { combineHops, type HopFacts, type StartFacts } from '../../../src/derive/position.js';
import type { Need, Needs } from '../../../src/iam/decision.js';

const USER: StartFacts = { isRoleSession: false, session: {} };
const ROLE: StartFacts = { isRoleSession: true, session: {} };

function need(key: string, operator: string, ...values: string[]): Need {
  return { kind: 'CONTEXT', key, operator, isNegated: false, values, hop: null, statement: null };
}

function session(name: string): Need {
  return {
    kind: 'SESSION',
    key: null,
    operator: 'StringEquals',
    isNegated: false,
    values: [name],
    hop: null,
    statement: null,
  };
}

function anyOf(...alternatives: Need[][]): Needs {
  return { alternatives: alternatives.map((all) => ({ all, unread: [] })), truncated: false };
}

function hop(needs: Needs | null = null, facts: Partial<HopFacts> = {}): HopFacts {
  return { action: 'sts:AssumeRole', needs, roleTags: [], roleId: 'AROAEXAMPLE', maxSessionSeconds: 3600, ...facts };
}

/** `IMPOSSIBLE`, `ALLOWED`, or the alternatives as text. */
function combine(hops: readonly HopFacts[], start = USER): string | string[] {
  const combined = combineHops(hops, start);
  if (combined === null) return 'IMPOSSIBLE';
  if (combined.needs === null) return combined.decision;
  return combined.needs.alternatives.map(({ all }) => all.map(textOf).join(' & '));
}

function textOf({ key, operator, values, isNegated, hop: at }: Need): string {
  return `${at ?? '-'}: ${isNegated ? '!' : ''}${key ?? 'session'} ${operator} ${values.join(',')}`;
}

describe('needs in position', () => {
  it('allows what every hop allows', () => {
    expect(combine([hop(), hop()])).toBe('ALLOWED');
  });

  it('keeps external ids of two hops apart', () => {
    const asks = (id: string) => hop(anyOf([need('sts:ExternalId', 'StringEquals', id)]));
    expect(combine([asks('one'), asks('two')])).toEqual([
      '0: sts:ExternalId StringEquals one & 1: sts:ExternalId StringEquals two',
    ]);
  });

  it('finds contradictions within one hop', () => {
    const both = [need('sts:ExternalId', 'StringEquals', 'one'), need('sts:externalid', 'StringEquals', 'two')];
    expect(combine([hop(anyOf(both))])).toBe('IMPOSSIBLE');
  });

  describe('MFA', () => {
    const mfa = anyOf([need('aws:MultiFactorAuthPresent', 'Bool', 'true')]);

    it('can be there on the first hop', () => {
      expect(combine([hop(mfa), hop()])).toEqual(['0: aws:MultiFactorAuthPresent Bool true']);
      expect(combine([hop(mfa)], { isRoleSession: false, session: { mfa: true } })).toBe('ALLOWED');
      expect(combine([hop(mfa)], { isRoleSession: false, session: { mfa: false } })).toBe('IMPOSSIBLE');
    });

    it('is never there in the middle of a chain', () => {
      expect(combine([hop(), hop(mfa)])).toBe('IMPOSSIBLE');
      expect(combine([hop(), hop(anyOf([need('aws:MultiFactorAuthAge', 'NumericLessThan', '300')]))])).toBe(
        'IMPOSSIBLE',
      );
      expect(combine([hop(), hop(anyOf([need('aws:MultiFactorAuthPresent', 'BoolIfExists', 'true')]))])).toBe(
        'ALLOWED',
      );
    });

    it('leaves the other way in', () => {
      const either = anyOf(
        [need('aws:MultiFactorAuthPresent', 'Bool', 'true')],
        [need('sts:ExternalId', 'StringEquals', 'x')],
      );
      expect(combine([hop(), hop(either)])).toEqual(['1: sts:ExternalId StringEquals x']);
    });
  });

  describe('source identity', () => {
    const carried = (...names: string[]) => anyOf([need('aws:SourceIdentity', 'StringEquals', ...names)]);
    const set = (name: string) => anyOf([need('sts:SourceIdentity', 'StringEquals', name)]);

    it('is asked for where it is set', () => {
      expect(combine([hop(), hop(carried('ann'))])).toEqual(['0: sts:SourceIdentity StringEquals ann']);
    });

    it('may be set at any hop before', () => {
      expect(combine([hop(), hop(), hop(carried('ann'))])).toEqual([
        '0: sts:SourceIdentity StringEquals ann',
        '1: sts:SourceIdentity StringEquals ann',
      ]);
    });

    it('never changes along a chain', () => {
      expect(combine([hop(set('ann')), hop(), hop(carried('bob'))])).toBe('IMPOSSIBLE');
      expect(combine([hop(set('ann')), hop(carried('ann', 'bob'))])).toEqual([
        '0: sts:SourceIdentity StringEquals ann',
      ]);
      expect(combine([hop(), hop(carried('ann')), hop(carried('bob'))])).toBe('IMPOSSIBLE');
    });

    it('may be absent before the hop that sets it', () => {
      const absent = anyOf([need('aws:SourceIdentity', 'Null', 'true')]);
      expect(combine([hop(), hop(absent), hop(carried('ann'))])).toEqual(['1: sts:SourceIdentity StringEquals ann']);
    });

    it('of the start fixes the chain', () => {
      const start: StartFacts = { isRoleSession: true, session: { sourceIdentity: 'ann' } };
      expect(combine([hop(carried('ann')), hop(carried('ann'))], start)).toBe('ALLOWED');
      expect(combine([hop(), hop(carried('bob'))], start)).toBe('IMPOSSIBLE');
      expect(combine([hop(), hop(null, { setSourceIdentity: 'DENIED' })], start)).toBe('IMPOSSIBLE');
    });

    it('of a start that is not described may be carried', () => {
      expect(combine([hop(carried('ann')), hop(carried('ann'))], ROLE)).toEqual([
        '0: aws:SourceIdentity StringEquals ann',
      ]);
      expect(combine([hop(carried('ann')), hop(carried('bob'))], ROLE)).toBe('IMPOSSIBLE');
    });

    it('of an account whose principals are not known may be carried', () => {
      const start: StartFacts = { isRoleSession: null, session: {} };
      expect(combine([hop(carried('ann'))], start)).toEqual(['0: aws:SourceIdentity StringEquals ann']);
      expect(combine([hop(carried('ann'))])).toBe('IMPOSSIBLE');
    });

    it('asks for leave at every hop that carries it', () => {
      const leave = anyOf([need('aws:SourceIp', 'IpAddress', '10.0.0.0/8')]);
      expect(combine([hop(null, { setSourceIdentity: 'DENIED' }), hop(carried('ann'))])).toBe('IMPOSSIBLE');
      expect(combine([hop(null, { setSourceIdentity: leave }), hop(carried('ann'))])).toEqual([
        '0: aws:SourceIp IpAddress 10.0.0.0/8 & 0: sts:SourceIdentity StringEquals ann',
      ]);
    });
  });

  describe('tags', () => {
    const team = (value: string) => anyOf([need('aws:PrincipalTag/Team', 'StringEquals', value)]);

    it('come from the role entered before', () => {
      const tagged = { roleTags: [{ key: 'team', value: 'red' }], tagSession: 'DENIED' } as const;
      expect(combine([hop(null, tagged), hop(team('red'))])).toBe('ALLOWED');
      expect(combine([hop(null, tagged), hop(team('blue'))])).toBe('IMPOSSIBLE');
      expect(combine([hop(null, tagged), hop(null, { tagSession: 'DENIED' }), hop(team('red'))])).toBe('IMPOSSIBLE');
    });

    it('may be passed at the hop before, where it lets them', () => {
      expect(combine([hop(), hop(team('red'))])).toEqual(['0: aws:RequestTag/Team StringEquals red']);
      expect(combine([hop(null, { tagSession: 'DENIED' }), hop(team('red'))])).toBe('IMPOSSIBLE');
    });

    it("override the role's own", () => {
      expect(combine([hop(null, { roleTags: [{ key: 'Team', value: 'red' }] }), hop(team('red'))])).toEqual([
        '0: aws:RequestTag/Team Null true',
        '0: aws:RequestTag/Team StringEquals red',
      ]);
    });

    it("travel on where they are transitive, over the next role's own", () => {
      const last = { roleTags: [{ key: 'Team', value: 'blue' }], tagSession: 'DENIED' } as const;
      expect(combine([hop(), hop(null, last), hop(team('red'))])).toEqual([
        '0: aws:RequestTag/Team StringEquals red & 0: sts:TransitiveTagKeys ForAnyValue:StringEquals Team',
      ]);
    });

    it('of the start travel where they are described as transitive', () => {
      const start: StartFacts = {
        isRoleSession: true,
        session: { tags: [{ key: 'Team', value: 'red' }], transitiveTagKeys: ['team'] },
      };
      expect(combine([hop(team('red')), hop(), hop(team('red'))], start)).toBe('ALLOWED');
      expect(combine([hop(), hop(team('blue'))], start)).toBe('IMPOSSIBLE');
    });
  });

  describe('session names', () => {
    it('are asked for at the hop that makes the session', () => {
      expect(combine([hop(), hop(anyOf([session('ann')]))])).toEqual(['0: sts:RoleSessionName StringEquals ann']);
      expect(
        combine([hop(anyOf([need('sts:RoleSessionName', 'StringLike', 'b*')])), hop(anyOf([session('ann')]))]),
      ).toBe('IMPOSSIBLE');
      expect(combine([hop(anyOf([session('ann')]))], { isRoleSession: true, session: { name: 'bob' } })).toBe(
        'IMPOSSIBLE',
      );
    });

    it('are the end of aws:userid', () => {
      const asks = (pattern: string) => hop(anyOf([need('aws:userid', 'StringLike', pattern)]));
      expect(combine([hop(), asks('AROAEXAMPLE:a*')])).toEqual(['0: sts:RoleSessionName StringLike a*']);
      expect(combine([hop(), asks('AROAEXAMPLE:*')])).toBe('ALLOWED');
      expect(combine([hop(), asks('*:ann')])).toEqual(['0: sts:RoleSessionName StringLike *:ann,ann']);
      expect(combine([hop(), asks('AROAOTHER:*')])).toBe('IMPOSSIBLE');
      expect(combine([hop(null, { roleId: undefined as never }), asks('AROAX:*')])).toEqual([
        '1: aws:userid StringLike AROAX:*',
      ]);
    });
  });

  it('knows how long a chained session lasts', () => {
    const long = hop(anyOf([need('sts:DurationSeconds', 'NumericGreaterThan', '3600')]), { maxSessionSeconds: 43_200 });
    expect(combine([long])).toEqual(['0: sts:DurationSeconds NumericGreaterThan 3600']);
    expect(combine([hop(), long])).toBe('IMPOSSIBLE');
    expect(combine([long], ROLE)).toBe('IMPOSSIBLE');
  });

  it('knows through which provider a session came', () => {
    const provider = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
    const federated = hop(null, { action: 'sts:AssumeRoleWithWebIdentity', provider });
    const asks = hop(anyOf([need('aws:FederatedProvider', 'StringEquals', provider)]));
    const repository = hop(anyOf([need('token.actions.githubusercontent.com:sub', 'StringLike', 'repo:acme/*')]));
    expect(combine([federated, asks])).toBe('ALLOWED');
    expect(combine([hop(), asks])).toBe('IMPOSSIBLE');
    expect(combine([federated, hop(), asks])).toBe('IMPOSSIBLE');
    expect(combine([federated, repository])).toEqual([
      '0: token.actions.githubusercontent.com:sub StringLike repo:acme/*',
    ]);
    expect(combine([hop(), repository])).toBe('IMPOSSIBLE');
  });

  it('does not take alternatives that are not shown for none', () => {
    const cut = { ...anyOf([need('aws:MultiFactorAuthPresent', 'Bool', 'true')]), truncated: true };
    expect(combineHops([hop(), hop(cut)], USER)).toEqual({
      decision: 'CONDITIONAL',
      needs: { alternatives: [], truncated: true },
    });
    expect(combine([hop(), hop(cut), hop(anyOf([need('aws:MultiFactorAuthPresent', 'Bool', 'true')]))])).toBe(
      'IMPOSSIBLE',
    );
  });
});
