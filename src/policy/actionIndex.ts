import type { CompiledPolicy, CompiledStatement } from './compile.js';

/** A statement that is about an action, and the pattern that says so. */
export interface MatchedStatement {
  readonly statement: CompiledStatement;
  readonly matchedAction: string;
}

/** The statements that can be about an action, in order. The action is in lower case. */
export function matchedStatements(policy: CompiledPolicy, action: string): readonly MatchedStatement[] {
  if (policy.statements.length <= FEW) return matching(policy.statements, action);
  let index = indexes.get(policy);
  if (index === undefined) indexes.set(policy, (index = indexActions(policy)));
  const known = index.found.get(action);
  if (known !== undefined) return known;
  const found = matching(candidates(index, action, policy), action);
  if (index.found.size >= REMEMBERED) index.found.clear();
  index.found.set(action, found);
  return found;
}

/** So many statements are asked one by one. */
const FEW = 8;
const REMEMBERED = 64;

/** The places of statements by what they say of actions, so that what is about other services is never looked at. */
interface ActionIndex {
  /** By action in full. */
  readonly named: ReadonlyMap<string, readonly number[]>;
  /** With a wildcard behind the service. */
  readonly ofService: ReadonlyMap<string, readonly number[]>;
  readonly ofAnyService: readonly number[];
  readonly found: Map<string, readonly MatchedStatement[]>;
}

const indexes = new WeakMap<CompiledPolicy, ActionIndex>();

function indexActions({ statements }: CompiledPolicy): ActionIndex {
  const named = new Map<string, number[]>();
  const ofService = new Map<string, number[]>();
  const ofAnyService: number[] = [];
  for (const [place, { actions }] of statements.entries()) {
    for (const text of actions.isNot ? ['*'] : actions.values) {
      const lower = text.toLowerCase();
      const service = serviceOf(lower);
      if (!/[*?]/.test(lower)) add(named, lower, place);
      else if (service === '' || /[*?]/.test(service)) ofAnyService.push(place);
      else add(ofService, service, place);
    }
  }
  return { named, ofService, ofAnyService, found: new Map() };
}

function add(index: Map<string, number[]>, name: string, place: number): void {
  const places = index.get(name);
  if (places === undefined) index.set(name, [place]);
  else places.push(place);
}

function candidates(index: ActionIndex, action: string, { statements }: CompiledPolicy): readonly CompiledStatement[] {
  const places = new Set([
    ...(index.named.get(action) ?? []),
    ...(index.ofService.get(serviceOf(action)) ?? []),
    ...index.ofAnyService,
  ]);
  return [...places].toSorted((left, right) => left - right).flatMap((place) => statements[place] ?? []);
}

function matching(statements: readonly CompiledStatement[], action: string): readonly MatchedStatement[] {
  const matched: MatchedStatement[] = [];
  for (const statement of statements) {
    const matchedAction = statement.matchAction(action);
    if (matchedAction !== null) matched.push({ statement, matchedAction });
  }
  return matched;
}

function serviceOf(action: string): string {
  return action.slice(0, Math.max(0, action.indexOf(':')));
}
