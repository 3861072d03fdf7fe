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
/** For so many actions the beginnings of patterns are read through, which costs less than to sort them by their beginnings. */
const READ_THROUGH = 4;
const REMEMBERED = 64;
const NONE: readonly MatchedStatement[] = [];

/** Indexes statements by action, when they are first asked. */
export function indexActions(statements: readonly CompiledStatement[]): ActionIndex {
  if (statements.length === 0) return () => NONE;
  let known: Map<string, readonly MatchedStatement[]> | null = null;
  let index: PrefixIndex | null = null;
  let asked = 0;
  return (action) => {
    let found = known?.get(action);
    if (found !== undefined) return found;
    found = matching(
      statements.length <= FEW || asked++ < READ_THROUGH
        ? statements.filter((statement) => mayBeAbout(statement, action))
        : candidates((index ??= indexPrefixes(statements)), action, statements),
      action,
    );
    if (known === null || known.size >= REMEMBERED) known = new Map();
    known.set(action, found);
    return found;
  };
}

function mayBeAbout({ actions }: CompiledStatement, action: string): boolean {
  return actions.isNot || actions.values.some((text) => mayMatch(text, action));
}

/** False where a pattern and an action differ before the pattern's first special character. */
function mayMatch(text: string, action: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === STAR || unit === QUESTION || unit === DOLLAR || unit > 127) return true;
    if ((unit >= 65 && unit <= 90 ? unit + 32 : unit) !== action.charCodeAt(at)) return false;
  }
  return text.length === action.length;
}

const STAR = 42;
const QUESTION = 63;
const DOLLAR = 36;

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
