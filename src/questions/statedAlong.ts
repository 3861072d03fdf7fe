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
  const staysOpen = (key: string): boolean => isSessionKey(key) || (whose === 'PERHAPS_SESSION' && MFA.test(key));
  return { values, absent: withAllBut(absent, staysOpen), missing: 'UNKNOWN' };
}

/** A set that has every key but those that are left out. */
function withAllBut(keys: Set<string>, isLeftOut: (key: string) => boolean): ReadonlySet<string> {
  const named = new Set(keys);
  return Object.assign(keys, { has: (key: string): boolean => named.has(key) || !isLeftOut(key) });
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
