import type { Need, NeedSet } from '../../iam/decision.js';
import { factsOf } from '../keys.js';
import { conditionHolds, parseOperator } from '../match/condition/index.js';
import type { AccessRequest } from '../model.js';
import { type Comparison, valueKindOf, witnessesOf } from '../needs/witnesses.js';
import type { Candidate } from './input.js';
import { makerOfKey } from './makers.js';
import type { Brought } from './model.js';
import { broughtText } from './text.js';

/** One value for each key that an alternative asks for; null where none was found. */
export function bringsOf(needSet: NeedSet): readonly Candidate[] | null {
  const byKey = new Map<string | null, Need[]>();
  for (const need of needSet.all) {
    const key = need.key?.toLowerCase() ?? null;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [need]);
    else known.push(need);
  }
  const candidates: Candidate[] = [];
  for (const needs of byKey.values()) {
    const brought = broughtFor(needs);
    if (brought === null) return null;
    candidates.push(candidateOf(brought));
  }
  return candidates;
}

function candidateOf(brought: Brought): Candidate {
  const { key } = brought;
  const by = key === null ? 'CALLER' : makerOfKey(key);
  return {
    change: {
      kind: 'BRING',
      by,
      layer: null,
      level: null,
      at: null,
      statement: null,
      addition: null,
      brought,
      text: broughtText(brought.needs, by),
    },
    apply: ({ request, layers }) => ({ request: withBrought(request, brought), layers }),
  };
}

function withBrought(request: AccessRequest, { key, values }: Brought): AccessRequest {
  if (key === null) {
    const { caller } = request;
    const name = values?.[0];
    if (caller.kind !== 'ROLE' || name === undefined) return request;
    return { ...request, caller: { ...caller, session: { ...caller.session, name } } };
  }
  const lower = key.toLowerCase();
  const stated = new Map(request.stated.values);
  const absent = new Set(request.stated.absent);
  if (values === null) {
    stated.delete(lower);
    absent.add(lower);
  } else {
    stated.set(lower, values);
    absent.delete(lower);
  }
  return { ...request, stated: { ...request.stated, values: stated, absent } };
}

function broughtFor(needs: readonly Need[]): Brought | null {
  const [first] = needs;
  if (first === undefined) return null;
  if (first.kind === 'SESSION') {
    const wanted = needs.find(({ isNegated }) => !isNegated);
    const isNamed = wanted !== undefined && needs.every((need) => need === wanted || need.isNegated);
    return isNamed ? { key: null, values: wanted.values, needs } : null;
  }
  if (first.kind !== 'CONTEXT' || first.key === null) return null;
  const values = valuesFor(first.key, needs);
  return values === undefined ? null : { key: first.key, values, needs };
}

/** Values of a key that meet every need; null: without it they are met, undefined: none was found. */
function valuesFor(key: string, needs: readonly Need[]): readonly string[] | null | undefined {
  const comparisons: { readonly need: Need; readonly comparison: Comparison }[] = [];
  for (const need of needs) {
    const operator = parseOperator(need.operator);
    if (operator === null) return undefined;
    comparisons.push({ need, comparison: { operator, values: need.values } });
  }
  const holds = (values: readonly string[] | null): boolean =>
    comparisons.every(
      ({ need, comparison: { operator } }) => conditionHolds(operator, need.values, values) !== need.isNegated,
    );
  const compared = comparisons.map(({ comparison }) => comparison);
  const kind = compared.map(({ operator }) => valueKindOf(operator)).find((each) => each !== null) ?? 'TEXT';
  const same = compared.filter(({ operator }) => valueKindOf(operator) === kind);
  const facts = factsOf(key.toLowerCase());
  // What a policy writes as a pattern is no value of a request.
  const written = kind === 'TEXT' ? needs.flatMap((need) => need.values.filter((value) => !/[*?$]/.test(value))) : [];
  const witnesses = (witnessesOf(kind, same, true) ?? []).filter((value) => value !== '');
  const ofPolicy = written.find((value) => holds([value]));
  if (ofPolicy !== undefined) return [ofPolicy];
  if (facts?.presence !== 'ALWAYS' && holds(null)) return null;
  const single = witnesses.find((value) => holds([value]));
  if (single !== undefined) return [single];
  return [witnesses.filter((value) => holds([value])), witnesses].find((some) => some.length > 0 && holds(some));
}
