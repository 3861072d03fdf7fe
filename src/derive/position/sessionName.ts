import { foldCase, type Glob, hasVariable, parseGlob, parseOperator } from '../../policy/match/condition/index.js';
import type { Formula, Literal } from '../../policy/model.js';
import { assume, literal } from '../../policy/needs/index.js';

const ANY_ONE = -1;
const ANY_RUN = -2;

/**
 * The name of a session is asked for where the session is made.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_rolesessionname
 */
export function sessionNameAt(hop: number, named: Literal, name: string): Formula {
  const statement = named.atom.kind === 'SESSION' ? named.atom.statement : null;
  const atom = {
    kind: 'CONTEXT',
    key: 'sts:RoleSessionName',
    operator: 'StringEquals',
    values: [name],
    statement,
  } as const;
  return literal(atom, named.isNegated, hop);
}

/**
 * `aws:userid` of a role session is the role's id, a colon and the session's name, so a condition on it is one on the name.
 * Left as it is where the role's id is not known or the operator compares no plain texts.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html (principal key values)
 */
export function userIdAt(hop: number, condition: Literal, roleId: string | undefined): Formula {
  const { atom, isNegated } = condition;
  const operator = atom.kind === 'CONTEXT' ? parseOperator(atom.operator) : null;
  if (atom.kind !== 'CONTEXT' || operator === null) return { kind: 'LITERAL', literal: condition };
  if (operator.base.family === 'PRESENCE') return assume(condition, ['present']);
  if (roleId === undefined || operator.base.family !== 'STRING' || atom.values.some(hasVariable)) {
    return { kind: 'LITERAL', literal: condition };
  }
  const options = {
    wildcards: operator.base.name.endsWith('Like'),
    ignoresCase: operator.base.name.endsWith('IgnoreCase'),
  };
  const values = atom.values.flatMap((value) => remainders(parseGlob(value, options), `${roleId}:`));
  if (values.length === 0) return assume({ ...condition, atom: { ...atom, values: [] } }, ['none of them']);
  return literal({ ...atom, key: 'sts:RoleSessionName', values: [...new Set(values)] }, isNegated, hop);
}

/** What a pattern asks of the text behind a prefix, as patterns any one of which has to match. */
function remainders(glob: Glob, prefix: string): readonly string[] {
  let places = reach(glob, [0]);
  for (const character of prefix) {
    const own = character.codePointAt(0) ?? 0;
    const point = glob.ignoresCase ? foldCase(own) : own;
    const next = [...places].flatMap((place) => {
      const token = glob.tokens[place];
      if (token === ANY_RUN) return [place];
      return token === ANY_ONE || token === point ? [place + 1] : [];
    });
    places = reach(glob, next);
  }
  return [...places]
    .filter((place) => glob.tokens[place - 1] !== ANY_RUN || place === 0 || !places.has(place - 1))
    .map(write);

  function write(place: number): string {
    return glob.tokens.slice(place).map(textOf).join('');
  }

  function textOf(token: number): string {
    if (token === ANY_RUN) return '*';
    if (token === ANY_ONE) return '?';
    const character = String.fromCodePoint(token);
    return character === '*' || character === '?' || character === '$' ? `\${${character}}` : character;
  }
}

/** A run may be empty. */
function reach(glob: Glob, places: readonly number[]): Set<number> {
  const reached = new Set(places);
  for (const place of reached) if (glob.tokens[place] === ANY_RUN) reached.add(place + 1);
  return reached;
}
