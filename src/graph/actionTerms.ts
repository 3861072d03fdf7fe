import { compareCodePoints } from '../lib/codePoints.js';
import type { Json } from '../lib/json.js';
import type { GraphNode, NodeOf, PolicyKind } from './nodes.js';

/**
 * Where an action, or a pattern of actions, begins: all of it in lower case where it has no wildcard (`s3:getobject`), otherwise what stands
 * before its first one, and a star (`s3:get*`). What an index of policies by action is made of.
 */
export type ActionTerm = string;

/** Characters of a term: no action has as many, and a store may not index more. */
const LONGEST = 128;

/** The term of an action or of a pattern. */
export function actionTerm(pattern: string): ActionTerm {
  const wildcard = pattern.search(/[*?]/);
  const isPattern = wildcard >= 0 || pattern.length > LONGEST;
  const text = pattern.slice(0, wildcard < 0 ? LONGEST : Math.min(wildcard, LONGEST)).toLowerCase();
  return isPattern ? `${text}*` : text;
}

/**
 * The terms that can mean an action which this one means too: `whole` are all of them that are no longer than it, and with `beginning`, of a
 * pattern, so are those that begin with it. Some action may be meant by both, or by neither: the statements themselves have to tell.
 */
export function termsAlike(term: ActionTerm): {
  readonly whole: readonly ActionTerm[];
  readonly beginning: string | null;
} {
  const isPattern = term.endsWith('*');
  const text = isPattern ? term.slice(0, -1) : term;
  const prefixes = Array.from({ length: text.length + 1 }, (_, length) => `${text.slice(0, length)}*`);
  return { whole: isPattern ? prefixes : [...prefixes, text], beginning: isPattern ? text : null };
}

const ANY: readonly ActionTerm[] = ['*'];

/** Kinds of policy that say what whoever has them may do. */
const IDENTITY_KINDS: ReadonlySet<PolicyKind> = new Set(['AWS_MANAGED', 'CUSTOMER_MANAGED', 'INLINE']);

/** Whether a policy gives permissions to whom it is attached to. */
export function isIdentityPolicy(node: GraphNode): node is NodeOf<'Policy'> {
  return node.label === 'Policy' && IDENTITY_KINDS.has(node.kind);
}

/** Ids of identity policies by the terms of what they allow, each list by code point. NotAction, and a document that is missing, begin like anything. */
export function policiesByTerm(
  nodes: Iterable<GraphNode>,
  documents: ReadonlyMap<string, Json>,
): ReadonlyMap<ActionTerm, readonly string[]> {
  const terms = new Map<string, readonly ActionTerm[]>();
  const found = new Map<ActionTerm, string[]>();
  for (const node of nodes) {
    if (!isIdentityPolicy(node)) continue;
    const { documentKey } = node;
    const own =
      (documentKey === null ? ANY : terms.get(documentKey)) ?? termsOf(documents.get(documentKey ?? '') ?? null);
    if (documentKey !== null) terms.set(documentKey, own);
    for (const term of own) {
      const list = found.get(term);
      if (list === undefined) found.set(term, [node.id]);
      else list.push(node.id);
    }
  }
  for (const list of found.values()) list.sort(compareCodePoints);
  return found;
}

/** Terms of the Allow statements of a document, each once. */
export function termsOf(document: Json): readonly ActionTerm[] {
  const terms = new Set<ActionTerm>();
  for (const statement of listOf(fieldOf(document, 'Statement'))) {
    if (fieldOf(statement, 'Effect') !== 'Allow') continue;
    if (fieldOf(statement, 'NotAction') !== undefined) terms.add('*');
    for (const action of listOf(fieldOf(statement, 'Action')))
      if (typeof action === 'string') terms.add(actionTerm(action));
  }
  return [...terms];
}

function fieldOf(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, Json>>)[name] : undefined;
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}
