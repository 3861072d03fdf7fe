import type { StatementReference } from '../iam/decision.js';
import { actionsOf, type CompiledStatement } from './compiledStatement.js';
import { parseGlob, textOfGlob } from './match/condition/glob.js';

/** A statement that is about an action, and the pattern that says so. */
export interface MatchedStatement {
  readonly statement: CompiledStatement;
  readonly matchedAction: string;
  /** How evidence named it last, since the next request mostly finds the same. */
  last: { readonly reference: StatementReference; readonly outcomes: string } | null;
}

/** The statements that can be about an action, in order. The action is in lower case. */
export type ActionIndex = (action: string) => readonly MatchedStatement[];

/** So many statements are asked one by one. */
const FEW = 8;
const REMEMBERED = 64;
const NONE: readonly MatchedStatement[] = [];

/** Indexes statements by action, when they are first asked. */
export function indexActions(statements: readonly CompiledStatement[]): ActionIndex {
  if (statements.length === 0) return () => NONE;
  let known: Map<string, readonly MatchedStatement[]> | null = null;
  let index: PrefixIndex | null = null;
  return (action) => {
    let found = known?.get(action);
    if (found !== undefined) return found;
    found = matching(
      statements.length <= FEW ? statements : candidates((index ??= indexPrefixes(statements)), action, statements),
      action,
    );
    if (known === null || known.size >= REMEMBERED) known = new Map();
    known.set(action, found);
    return found;
  };
}

/** The places of statements by how their patterns begin, so that what is about other actions is never looked at. */
interface PrefixIndex {
  /** By action in full. */
  readonly named: ReadonlyMap<string, readonly number[]>;
  /** By what stands before the first wildcard. */
  readonly prefixed: ReadonlyMap<string, readonly number[]>;
  /** The lengths that such beginnings have. */
  readonly lengths: readonly number[];
}

function indexPrefixes(statements: readonly CompiledStatement[]): PrefixIndex {
  const named = new Map<string, number[]>();
  const prefixed = new Map<string, number[]>();
  for (const [place, { actions }] of statements.entries()) {
    for (const text of actions.isNot ? ['*'] : actions.values) {
      if (/[*?]/.test(text)) add(prefixed, prefixOf(text), place);
      else add(named, text.toLowerCase(), place);
    }
  }
  return { named, prefixed, lengths: [...new Set([...prefixed.keys()].map(({ length }) => length))] };
}

function prefixOf(text: string): string {
  const { tokens, ignoresCase } = parseGlob(text, { wildcards: true, ignoresCase: true });
  const wildcard = tokens.findIndex((token) => token < 0);
  return textOfGlob({ tokens: wildcard < 0 ? tokens : tokens.slice(0, wildcard), ignoresCase });
}

function add(index: Map<string, number[]>, name: string, place: number): void {
  const places = index.get(name);
  if (places === undefined) index.set(name, [place]);
  else places.push(place);
}

function candidates(
  { named, prefixed, lengths }: PrefixIndex,
  action: string,
  statements: readonly CompiledStatement[],
): readonly CompiledStatement[] {
  const places = new Set(named.get(action));
  for (const length of lengths) {
    for (const place of prefixed.get(action.slice(0, length)) ?? []) places.add(place);
  }
  return [...places].sort((left, right) => left - right).flatMap((place) => statements[place] ?? []);
}

function matching(statements: readonly CompiledStatement[], action: string): readonly MatchedStatement[] {
  const matched: MatchedStatement[] = [];
  for (const statement of statements) {
    const matchedAction = actionsOf(statement)(action);
    if (matchedAction !== null) matched.push({ statement, matchedAction, last: null });
  }
  return matched.length === 0 ? NONE : matched;
}
