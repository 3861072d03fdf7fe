import type { AskedResource } from '../../derive/access.js';
import type { PrincipalNode } from '../../graph/nodes.js';
import type { Gap } from '../../iam/snapshot.js';
import type { AttachedPolicy, CompiledPolicy, CompiledStatement } from '../../policy/index.js';
import { isDecidedAlone, kindOfService, needsNoPermission } from '../../policy/index.js';
import { isOpenPattern, isWithin, patternsAmong, plainText, replaceVariables } from '../../policy/patterns.js';
import { type Asking, ownBearing } from './asking.js';
import type { CatalogAction } from './catalog.js';
import { absorb, type Cell, type Decided, decideCells } from './cells.js';
import { ownForm } from './forms.js';
import { isOfEverything, matchService } from './signatures.js';

/** What stands for every resource of the caller's account. */
const EVERYTHING: AllowedValue = { text: '*', hasVariables: false };

interface AllowedValue {
  readonly text: string;
  readonly hasVariables: boolean;
}

/** Actions of one service that the same statements are about, and what these are. */
interface ActionClass {
  readonly actions: CatalogAction[];
  readonly values: readonly AllowedValue[];
  /** No statement tells one resource from another. */
  readonly isPlain: boolean;
  /** Under which name what is decided stands for other services too; null: for none. */
  readonly shared: string | null;
}

/**
 * What the caller can do to resources of its own account as far as its own side tells: by the patterns that its identity policies write,
 * each decided as some member of it. The policies of single resources are left to `knownResources`. By action.
 */
export function ownPatterns(
  asking: Asking,
  service: string,
  actions: readonly CatalogAction[],
): { readonly byAction: ReadonlyMap<CatalogAction, readonly Cell[]>; readonly gaps: readonly Gap[] } {
  const byAction = new Map<CatalogAction, readonly Cell[]>();
  const gaps: Gap[] = [];
  for (const found of classesOf(asking, service, actions)) {
    const decide = decidesForms(asking, found, gaps);
    const byForms = new Map<string, readonly Cell[]>();
    for (const action of found.actions) {
      const forms = action.forms?.join(' ') ?? 'any';
      const cells = byForms.get(forms) ?? decide(action);
      byForms.set(forms, cells);
      if (cells.length > 0) byAction.set(action, cells);
    }
  }
  return { byAction, gaps };
}

function classesOf(asking: Asking, service: string, actions: readonly CatalogAction[]): Iterable<ActionClass> {
  const { identity, limits } = ownBearing(asking);
  const match = matchService([...identity, ...limits], service);
  const allowing = new Set(identity.flatMap(({ policy }) => ('text' in policy ? [] : [policy])));
  const isOpen = takesAll(asking.from, identity);
  const classes = new Map<string, ActionClass | null>();
  for (const action of actions) {
    const { signature, statements } = match(action);
    const isAlone = isDecidedAlone(action.lowerName);
    const key = isAlone ? `${action.lowerName} ` : signature;
    let found = classes.get(key);
    if (found === undefined) {
      const values = valuesOf(statements, allowing, isOpen || needsNoPermission(action.name));
      const isPlain = statements.every(({ statement }) => isOfEverything(statement));
      const kind = isPlain && !isAlone ? kindOfService(service) : null;
      const shared = kind === null ? null : `${kind} ${statements.map((one) => numberOf(one.statement)).join(' ')}`;
      classes.set(key, (found = values.length === 0 ? null : { actions: [], values, isPlain, shared }));
    }
    found?.actions.push(action);
  }
  return [...classes.values()].filter((found) => found !== null);
}

const NO_RESOURCE: AskedResource = { arn: '*', account: null, node: null };

/** Whether what the caller's own policies allow is not told by them: it has none, or some were not collected. */
function takesAll(from: Asking['from'], identity: readonly AttachedPolicy[]): boolean {
  if (from === 'ANONYMOUS' || from.account === null) return false;
  return from.label === 'RootUser' || isGiven(from) || identity.some(({ policy }) => 'text' in policy);
}

function isGiven(from: PrincipalNode): boolean {
  if (from.label === 'User' || from.label === 'Role') return !from.isCollected;
  return from.label === 'AccountPrincipal';
}

function valuesOf(
  statements: readonly { readonly policy: CompiledPolicy; readonly statement: CompiledStatement }[],
  allowing: ReadonlySet<CompiledPolicy>,
  isOpen: boolean,
): readonly AllowedValue[] {
  const found = new Map<string, AllowedValue>();
  if (isOpen) found.set('*', EVERYTHING);
  for (const { policy, statement } of statements) {
    if (statement.effect !== 'ALLOW' || !allowing.has(policy)) continue;
    const { resources, hasVariables } = statement;
    if (resources === null || resources.isNot) found.set('*', EVERYTHING);
    else for (const text of resources.values) found.set(`${text} ${String(hasVariables)}`, { text, hasVariables });
  }
  return [...found.values()];
}

/** Decides actions of a class by the forms of resource that they take, each form once. */
function decidesForms(
  asking: Asking,
  { actions: [first], values, isPlain, shared }: ActionClass,
  gaps: Gap[],
): (action: CatalogAction) => readonly Cell[] {
  const known = new Map<string, readonly Cell[]>();
  const decide = (base: AskedResource, { text, hasVariables }: AllowedValue): readonly Cell[] => {
    const key = isPlain ? gateOf(base.arn) : `${base.arn}\n${text}`;
    let found = known.get(key);
    if (found !== undefined) return found;
    const name = shared === null ? null : `${shared} ${key}`;
    const alike = name === null ? undefined : asking.shared.plain.get(name);
    if (alike === undefined) {
      const decided = decideValue(asking, first?.name ?? '', base, { text, hasVariables });
      gaps.push(...decided.gaps);
      found = decided.cells;
      if (name !== null) asking.shared.plain.set(name, found);
    } else found = alike.map((cell) => ({ ...cell, asked: base }));
    known.set(key, found);
    return found;
  };
  return (action) => {
    const bases = basesOf(asking, action);
    if (action.forms?.length === 0) return decide(NO_RESOURCE, EVERYTHING);
    const cells = values.flatMap((value) => {
      const found = bases.map((base) => ({ base, cells: decide(base, value) }));
      const met = value.text === '*' ? found : found.filter(({ base }) => amongOf(base, value).length > 0);
      return joinForms(met, value);
    });
    return absorb(distinct(cells));
  };
}

/** The forms that an action takes, as patterns over resources of the caller's account. */
function basesOf({ from, shared }: Asking, { forms }: CatalogAction): readonly AskedResource[] {
  if (from === 'ANONYMOUS' || from.account === null) return [];
  const partition = from.arn?.split(':')[1] ?? 'aws';
  const account = from.account;
  if (forms === null) return [{ arn: 'arn:*:*:*:*:*', isPattern: true, account, node: null }];
  const found = forms.map((form) => {
    const base = shared.forms.get(form) ?? ownForm(form, { partition, account });
    shared.forms.set(form, base);
    return base;
  });
  return [...new Map(found.map((base) => [base.arn, base])).values()];
}

/** What the engine tells apart besides the statements: keys and roles, whose own policies have to let identity policies count. */
function gateOf(arn: string): string {
  if (arn === '*') return arn;
  return /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(arn) || /^arn:[^:]*:iam::[^:]*:role\//.test(arn) ? 'gated' : 'open';
}

function decideValue(asking: Asking, action: string, base: AskedResource, value: AllowedValue): Decided {
  if (value.text === '*') return decideCells(asking, action, base, { name: '*', within: null });
  const decided = amongOf(base, value).map((written) => {
    const whole = replaceVariables(written, () => '*');
    const name = written === whole ? value.text : whole;
    if (isOpenPattern(whole)) return decideCells(asking, action, base, { name, within: whole });
    return decideCells(asking, action, exactly(base, whole), { name, within: null });
  });
  return { cells: decided.flatMap(({ cells }) => cells), gaps: decided.flatMap(({ gaps }) => gaps) };
}

function exactly({ account, node }: AskedResource, whole: string): AskedResource {
  return { arn: plainText(whole), account, node };
}

function amongOf(base: AskedResource, { text, hasVariables }: AllowedValue): readonly string[] {
  return patternsAmong(text, hasVariables, base);
}

/** Forms of which the same holds are told of together; others each by its own pattern. */
function joinForms(
  found: readonly { readonly base: AskedResource; readonly cells: readonly Cell[] }[],
  { text }: AllowedValue,
): readonly Cell[] {
  const [first, ...others] = found;
  if (first === undefined) return [];
  if (others.every(({ cells }) => isAlike(cells, first.cells))) return first.cells;
  return found.flatMap(({ base, cells }) =>
    cells.map((cell) => (cell.resource === text && isWithin(base.arn, text) ? { ...cell, resource: base.arn } : cell)),
  );
}

function isAlike(left: readonly Cell[], right: readonly Cell[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ resource, key }, place) => resource === right[place]?.resource && key === right[place]?.key)
  );
}

function distinct(cells: readonly Cell[]): readonly Cell[] {
  return [...new Map(cells.map((cell) => [`${cell.resource}\n${cell.key}`, cell])).values()];
}

const numbers = new WeakMap<CompiledStatement, number>();
let numbered = 0;

/** A number that no other statement has. */
function numberOf(statement: CompiledStatement): number {
  const known = numbers.get(statement) ?? numbered++;
  numbers.set(statement, known);
  return known;
}
