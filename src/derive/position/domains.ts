import type { KeyDomain, Literal } from '../../policy/model.js';
import type { Chain } from './facts.js';

const HOUR = 3600;
const LONGEST = 12 * HOUR;
const SHORTEST = 900;

/** What the caller knows of a key beyond its position; null: nothing. */
export type KnownDomain = (literal: Literal) => KeyDomain | null;

/** What can be a value of an open key at its hop. */
export function domainAt(chain: Chain, literal: Literal, known: KnownDomain): KeyDomain {
  const { atom, hop } = literal;
  const given = known(literal);
  const key = atom.kind === 'CONTEXT' ? atom.key.toLowerCase() : '';
  const base: KeyDomain = given ?? { mayBeAbsent: true, isMultivalued: isMultivalued(literal, key), constraints: [] };
  switch (key) {
    case 'sts:durationseconds':
      return { ...base, type: 'NUMERIC', constraints: [...base.constraints, ...duration(chain, hop ?? 0, literal)] };
    case 'sts:rolesessionname':
      return { ...base, mayBeAbsent: false };
    case 'aws:tokenissuetime':
      return { ...base, type: 'DATE', mayBeAbsent: base.mayBeAbsent && (hop ?? 0) === 0 };
    case 'aws:multifactorauthpresent':
    case 'aws:securetransport':
      return { ...base, type: 'BOOL' };
    case 'aws:sourceip':
      return { ...base, type: 'ADDRESS' };
    default:
      return base;
  }
}

function isMultivalued(literal: Literal, key: string): boolean {
  const operator = literal.atom.kind === 'CONTEXT' ? literal.atom.operator.toLowerCase() : '';
  return (
    key === 'aws:tagkeys' ||
    key === 'sts:transitivetagkeys' ||
    operator.startsWith('forany') ||
    operator.startsWith('forall')
  );
}

/**
 * Of a session made by role chaining an hour at most, of any other what the role allows.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
function duration(chain: Chain, hop: number, literal: Literal): readonly Literal[] {
  const isChained = hop > 0 || chain.start.isRoleSession === true || chain.start.session.chained === true;
  const allowed = chain.hops[hop]?.maxSessionSeconds ?? LONGEST;
  const most = isChained ? Math.min(HOUR, allowed) : allowed;
  return [bound('NumericLessThanEquals', most), bound('NumericGreaterThanEquals', SHORTEST)];

  function bound(operator: string, seconds: number): Literal {
    const key = literal.atom.kind === 'CONTEXT' ? literal.atom.key : '';
    const values = [String(seconds)];
    return { atom: { kind: 'CONTEXT', key, operator, values, statement: null }, isNegated: false, hop };
  }
}
