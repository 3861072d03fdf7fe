import { NOTHING_STATED } from '../policy/nothingStated.js';
import type { Json } from '../lib/json.js';
import type { SessionFacts, StatedContext } from '../policy/model.js';
import { badInput } from './badInput.js';
import { bounded, checkContext, checkPolicies, type ContextValue } from './checkGiven.js';
import { openSession } from './statedAlong.js';

/** What the caller states about the request, as the API takes it. */
export interface Given {
  readonly context?: readonly ContextValue[] | null;
  readonly absent?: readonly string[] | null;
  readonly absentFor?: readonly { readonly key: string; readonly resource: string }[] | null;
  readonly missingContext?: 'UNKNOWN' | 'ABSENT' | null;
  readonly session?: Session | null;
}

interface Session {
  readonly name?: string | null;
  readonly sourceIdentity?: string | null;
  readonly tags?: readonly { readonly key: string; readonly value: string }[] | null;
  readonly transitiveTagKeys?: readonly string[] | null;
  readonly chained?: boolean | null;
  readonly mfa?: boolean | null;
  readonly provider?: string | null;
  readonly policies?: readonly Json[] | null;
}

/** The same, checked. */
export interface Stated {
  /** What is stated about requests on this ARN: what names the ARN beats what does not. */
  on(resource: string): StatedContext;
  /** What is stated about every request. */
  readonly everywhere: StatedContext;
  readonly session: SessionFacts | null;
  readonly sessionPolicies: readonly Json[] | null;
  /** Something is stated about requests on one ARN. */
  readonly namesResources: boolean;
  /** The ARNs of which something is stated. */
  readonly named: readonly string[];
}

/** Nothing is stated. */

const NOTHING: Stated = {
  on: () => NOTHING_STATED,
  everywhere: NOTHING_STATED,
  session: null,
  sessionPolicies: null,
  namesResources: false,
  named: [],
};

/** Whether nothing is stated, so that stored decisions stand. */
export function saysNothing(stated: Stated): boolean {
  return stated === NOTHING;
}

/** What is stated about requests of sessions that an earlier hop of a path made. */
export function laterStated(stated: Stated): Stated {
  const { values, absent, missing } = stated.everywhere;
  const isEmpty = values.size === 0 && absent.size === 0 && missing === 'UNKNOWN' && !stated.namesResources;
  if (isEmpty) return NOTHING;
  const on = (resource: string): StatedContext => openSession(stated.on(resource), 'LATER_HOP');
  return {
    ...stated,
    on,
    everywhere: openSession(stated.everywhere, 'LATER_HOP'),
    session: null,
    sessionPolicies: null,
  };
}

/** Reads what the caller states. Errors: BAD_USER_INPUT naming the field that contradicts itself or another. */
export function readGiven(given: Given | null | undefined): Stated {
  const context = bounded(given?.context ?? [], 'given.context');
  const absent = [
    ...bounded(given?.absent ?? [], 'given.absent').map((key) => ({ key, resource: null })),
    ...bounded(given?.absentFor ?? [], 'given.absentFor'),
  ];
  const missing = given?.missingContext ?? 'UNKNOWN';
  const session = given?.session ?? null;
  if (context.length === 0 && absent.length === 0 && missing === 'UNKNOWN' && session === null) return NOTHING;
  checkContext(context, absent);
  checkPolicies(session?.policies ?? []);
  const stated = new Map<string | null, StatedContext>();
  const named = new Set([...context, ...absent].map(({ resource }) => resource ?? null));
  const on = (resource: string): StatedContext => {
    const scope = named.has(resource) ? resource : null;
    const known = stated.get(scope) ?? stateFor(scope, context, absent, missing);
    stated.set(scope, known);
    return known;
  };
  return {
    on,
    everywhere: stateFor(null, context, absent, missing),
    session: readSession(session),
    sessionPolicies: session?.policies ?? null,
    namesResources: [...named].some((resource) => resource !== null),
    named: [...named].filter((resource) => resource !== null),
  };
}

function stateFor(
  scope: string | null,
  context: readonly ContextValue[],
  absent: readonly { readonly key: string; readonly resource: string | null }[],
  missing: 'UNKNOWN' | 'ABSENT',
): StatedContext {
  const values = new Map<string, readonly string[]>();
  const gone = new Set<string>();
  for (const resource of scope === null ? [null] : [null, scope]) {
    for (const entry of context.filter((one) => (one.resource ?? null) === resource)) {
      values.set(entry.key.toLowerCase(), entry.values);
      gone.delete(entry.key.toLowerCase());
    }
    for (const entry of absent.filter((one) => one.resource === resource)) {
      values.delete(entry.key.toLowerCase());
      gone.add(entry.key.toLowerCase());
    }
  }
  return { values, absent: gone, missing };
}

function readSession(session: Session | null): SessionFacts | null {
  if (session === null) return null;
  const tags = session.tags;
  const keys = new Set(tags?.map(({ key }) => key.toLowerCase()));
  if (tags && keys.size < tags.length) throw badInput('given.session.tags', 'a tag is stated twice');
  if (tags && session.transitiveTagKeys?.some((key) => !keys.has(key.toLowerCase()))) {
    throw badInput('given.session.transitiveTagKeys', 'names a tag that the session does not have');
  }
  if (session.chained === true && session.mfa === true) {
    throw badInput('given.session.mfa', 'a session made by another role’s session never has MFA');
  }
  return {
    ...(session.name ? { name: session.name } : {}),
    ...(session.sourceIdentity ? { sourceIdentity: session.sourceIdentity } : {}),
    ...(tags ? { tags } : {}),
    ...(session.transitiveTagKeys ? { transitiveTagKeys: session.transitiveTagKeys } : {}),
    ...(typeof session.chained === 'boolean' ? { chained: session.chained } : {}),
    ...(typeof session.mfa === 'boolean' ? { mfa: session.mfa } : {}),
    ...(session.provider ? { provider: session.provider } : {}),
  };
}
