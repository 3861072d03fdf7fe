import type { Json } from '../lib/json.js';
import { factsOf } from '../policy/keys.js';
import { checkDocument } from '../policy/parse/checkDocument.js';
import { badInput } from './badInput.js';
import { MOST_ROWS } from './page.js';

/** What is stated of a key: on requests of one resource, or of every one. */
export interface ContextValue {
  readonly key: string;
  readonly values: readonly string[];
  readonly resource?: string | null;
}

/** Refuses keys that contradict themselves or one another. Errors: BAD_USER_INPUT naming the field. */
export function checkContext(
  context: readonly ContextValue[],
  absent: readonly { readonly key: string; readonly resource: string | null }[],
): void {
  const seen = new Set<string>();
  const add = (argument: string, key: string, resource: string | null | undefined): void => {
    if (key === '' || key.length > 512) throw badInput(argument, 'a key has 1 to 512 characters');
    const place = JSON.stringify([key.toLowerCase(), resource ?? null]);
    if (seen.has(place)) throw badInput(argument, `${key} is stated twice`);
    seen.add(place);
  };
  for (const [index, { key, values, resource }] of context.entries()) {
    const argument = `given.context.${index}`;
    add(`${argument}.key`, key, resource);
    bounded(values, `${argument}.values`);
    if (values.length > 1 && factsOf(key.toLowerCase())?.isMultivalued === false) {
      throw badInput(`${argument}.values`, `${key} has one value`);
    }
    if (values.length === 0) throw badInput(`${argument}.values`, 'at least one value; say `absent` for a key without');
  }
  for (const { key, resource } of absent) {
    const argument = resource === null ? 'given.absent' : 'given.absentFor';
    add(argument, key, resource);
    if (isAlwaysSent(key)) throw badInput(argument, `AWS always sends ${key}`);
  }
}

/** Whether every request carries a key, whoever makes it. */
function isAlwaysSent(key: string): boolean {
  const facts = factsOf(key.toLowerCase());
  if (facts === null || facts.actions !== null || facts.presence !== 'ALWAYS') return false;
  return Object.values(facts.byCaller).every((presence) => presence === 'ALWAYS');
}

/** Refuses session policies that AWS would. Errors: BAD_USER_INPUT with the place. */
export function checkPolicies(policies: readonly Json[]): void {
  for (const [index, document] of bounded(policies, 'given.session.policies').entries()) {
    const problem = checkDocument(document, 'SESSION').find(({ severity }) => severity === 'REFUSED');
    if (problem === undefined) continue;
    throw badInput(
      `given.session.policies.${index}`,
      `${problem.reason} (at ${problem.pointer || '/'}). ${problem.cure}`,
    );
  }
}

/** A list that is not too long. Errors: BAD_USER_INPUT. */
export function bounded<T>(list: readonly T[], argument: string): readonly T[] {
  if (list.length > MOST_ROWS) throw badInput(argument, `at most ${MOST_ROWS}`);
  return list;
}
