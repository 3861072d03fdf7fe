import type { PrincipalNode } from '../graph/nodes.js';
import type { Need, Needs } from '../iam/decision.js';
import { factsOf, providerOfKey } from '../policy/keys.js';
import { escapeText } from '../policy/match/variables.js';
import type { Formula, KeyDomain, Literal, StatedContext } from '../policy/model.js';
import { assume } from '../policy/needs/index.js';

/**
 * Whether a key says which session makes a request: its tags, source identity, name and provider. On a later hop the hop before it made
 * that session, so that what is stated of every request fills no such key.
 */
export function isSessionKey(key: string): boolean {
  const name = key.toLowerCase();
  return (
    name === 'aws:sourceidentity' ||
    name === 'aws:userid' ||
    name === 'aws:federatedprovider' ||
    name.startsWith('aws:principaltag/') ||
    name.startsWith('saml:') ||
    providerOfKey(name) !== null
  );
}

const MFA = /^aws:multifactorauth(?:present|age)$/;

const opened = new WeakMap<StatedContext, Partial<Record<Undescribed, StatedContext>>>();

/** Whose request it is, as far as it is known: a session that nobody described, a caller that may have one, or that of a later hop. */
export type Undescribed = 'SESSION' | 'PERHAPS_SESSION' | 'LATER_HOP';

/** The same statement, with the keys of a session that was not described left open. */
export function openSession(context: StatedContext, whose: Undescribed): StatedContext {
  const known = opened.get(context) ?? {};
  opened.set(context, known);
  return (known[whose] ??= open(context, whose));
}

/** What is stated of a first request: a session that nobody described is not one without tags, source identity or, for an account, MFA. */
export function statedFor({ label }: PrincipalNode, context: StatedContext): StatedContext {
  if (context.missing === 'UNKNOWN') return context;
  if (label === 'Role') return openSession(context, 'SESSION');
  return label === 'AccountPrincipal' || label === 'Anyone' ? openSession(context, 'PERHAPS_SESSION') : context;
}

function open(context: StatedContext, whose: Undescribed): StatedContext {
  const isLater = whose === 'LATER_HOP';
  const fills = (key: string): boolean => !isLater || !isSessionKey(key);
  const values = isLater ? new Map([...context.values].filter(([key]) => fills(key))) : context.values;
  const absent = new Set([...context.absent].filter(fills));
  if (context.missing === 'UNKNOWN') return { values, absent, missing: 'UNKNOWN' };
  return {
    values,
    absent: allAbsentBut(absent, whose === 'PERHAPS_SESSION' ? 'SESSION_AND_MFA' : 'SESSION'),
    missing: 'UNKNOWN',
  };
}

/** Which keys stay open where all others that are not named are absent. */
export const LEFT_OPEN = ['SESSION', 'SESSION_AND_MFA'] as const;
export type LeftOpen = (typeof LEFT_OPEN)[number];

/** A set that has every key but those that are left open, and of these those that are named. */
export function allAbsentBut(named: Iterable<string>, leftOpen: LeftOpen): ReadonlySet<string> {
  return new AbsentSet(named, leftOpen);
}

/** What a set of absent keys leaves open; null where it has those alone that are named. */
export function leftOpenBy(absent: ReadonlySet<string>): LeftOpen | null {
  return absent instanceof AbsentSet ? absent.leftOpen : null;
}

class AbsentSet extends Set<string> {
  readonly leftOpen: LeftOpen;

  constructor(named: Iterable<string>, leftOpen: LeftOpen) {
    super(named);
    this.leftOpen = leftOpen;
  }

  override has(key: string): boolean {
    const isOpen = isSessionKey(key) || (this.leftOpen === 'SESSION_AND_MFA' && MFA.test(key));
    return !isOpen || super.has(key);
  }
}

/** What a condition on a hop's request comes to under what is stated of that request; itself where nothing is. */
export function settleStated(literal: Literal, contexts: readonly StatedContext[]): Formula {
  const { atom, hop } = literal;
  const itself: Formula = { kind: 'LITERAL', literal };
  const context = contexts[hop ?? 0];
  if (atom.kind !== 'CONTEXT' || context === undefined) return itself;
  const key = atom.key.toLowerCase();
  const values = context.values.get(key);
  if (values !== undefined)
    return isRange(key, values) || isCarried(key, hop, contexts) ? itself : assume(literal, values);
  const isAbsent = context.absent.has(key) || (context.missing === 'ABSENT' && !isSessionKey(key));
  return isAbsent && factsOf(key)?.presence !== 'ALWAYS' ? assume(literal, null) : itself;
}

/** What is known of a key that is stated as a range. */
export function knownOf({ atom, hop }: Literal, contexts: readonly StatedContext[]): KeyDomain | null {
  if (atom.kind !== 'CONTEXT') return null;
  const key = atom.key.toLowerCase();
  const values = contexts[hop ?? 0]?.values.get(key);
  if (values === undefined || !isRange(key, values)) return null;
  const constraint = { atom: { ...atom, operator: 'IpAddress', values }, isNegated: false, hop } as const;
  return { mayBeAbsent: false, isMultivalued: false, constraints: [constraint], type: 'ADDRESS' };
}

/** What is stated of the session that makes a later hop's request, as needs of that hop; null where nothing is. */
export function saidOfSession(context: StatedContext): Needs | null {
  const need = (key: string, operator: string, values: readonly string[]): Need => {
    return { kind: 'CONTEXT', key, operator, isNegated: false, values, hop: null, statement: null };
  };
  const all = [
    ...[...context.values].map(([key, values]) => need(key, 'StringEquals', values.map(escapeText))),
    ...[...context.absent].map((key) => need(key, 'Null', ['true'])),
  ].filter(({ key }) => key !== null && isSessionKey(key));
  return all.length === 0 ? null : { alternatives: [{ all, unread: [] }], truncated: false };
}

/** For an address key a range means some address in it. */
function isRange(key: string, values: readonly string[]): boolean {
  return values.length === 1 && values[0]?.includes('/') === true && factsOf(key)?.type === 'ADDRESS';
}

/** A source identity is set once: where an earlier request sets it too, a later one shows what is carried. */
function isCarried(key: string, hop: number | null, contexts: readonly StatedContext[]): boolean {
  return key === 'sts:sourceidentity' && contexts.slice(0, hop ?? 0).some(({ values }) => values.has(key));
}
