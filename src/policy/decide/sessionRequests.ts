import { contextOf, type RequestContext } from '../context.js';
import { conditionHolds, parseOperator } from '../match/condition/index.js';
import type { Formula, Layers, Literal } from '../model.js';
import { and, literal, or } from '../needs/formula.js';
import { combinationOf, fold, hear } from './fold.js';

/** The actions that enter a role, in lower case. */
const ENTERING: ReadonlySet<string> = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
]);

type Companion = 'sts:TagSession' | 'sts:SetSourceIdentity';

/**
 * R33: passing session tags or a source identity makes one request of several actions. Wherever a condition needs such a key to be there,
 * the other action has to be allowed as well; where the request is known to carry one, for every filling.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function withCompanions(formula: Formula, context: RequestContext, layers: Layers): Formula {
  if (formula.kind === 'FALSE' || !ENTERING.has(context.action)) return formula;
  const carrying = carriedBy(context);
  if (formula.kind === 'TRUE' && carrying.length === 0) return formula;
  const known = new Map<Companion, Formula>();
  const companion = (action: Companion): Formula => {
    let found = known.get(action);
    if (found === undefined) known.set(action, (found = formulaOf(action, context, layers)));
    return found;
  };
  /** A companion's own conditions on keys of the other one. */
  const complete = (action: Companion): Formula =>
    replaceLeaves(companion(action), (leaf) => {
      const other = companionOf(leaf);
      return other === null || other === action ? null : withLeaf(leaf, companion(other));
    });
  const carried = carrying.map(complete);
  const bound = replaceLeaves(formula, (leaf) => {
    const other = companionOf(leaf);
    return other === null ? null : withLeaf(leaf, complete(other));
  });
  return and([bound, ...carried]);
}

function formulaOf(action: Companion, context: RequestContext, layers: Layers): Formula {
  const other = contextOf({ ...context.request, action }, context.isTold ? 'TOLD' : 'BARE');
  return fold(hear(other, layers), combinationOf(other)).formula;
}

/** What the request, as far as it is known, certainly carries. A source identity that a session carries goes into every role it enters. */
function carriedBy({ request: { caller, stated } }: RequestContext): readonly Companion[] {
  const isStated = (of: Companion): boolean => [...stated.values.keys()].some((key) => companionOfKey(key) === of);
  const carriesIdentity = caller.kind === 'ROLE' && typeof caller.session.sourceIdentity === 'string';
  return [
    ...(isStated('sts:TagSession') ? (['sts:TagSession'] as const) : []),
    ...(carriesIdentity || isStated('sts:SetSourceIdentity') ? (['sts:SetSourceIdentity'] as const) : []),
  ];
}

function companionOf({ atom }: Literal): Companion | null {
  return atom.kind === 'CONTEXT' ? companionOfKey(atom.key.toLowerCase()) : null;
}

function companionOfKey(key: string): Companion | null {
  if (key === 'sts:sourceidentity') return 'sts:SetSourceIdentity';
  const isTag = key.startsWith('aws:requesttag/') || key === 'aws:tagkeys' || key === 'sts:transitivetagkeys';
  return isTag ? 'sts:TagSession' : null;
}

/** The leaf, and where the key is there, the other action. */
function withLeaf(leaf: Literal, other: Formula): Formula {
  const formula: Formula = { kind: 'LITERAL', literal: leaf };
  const { atom, isNegated } = leaf;
  if (other.kind === 'TRUE' || atom.kind !== 'CONTEXT') return formula;
  const operator = parseOperator(atom.operator);
  const holdsWithout = operator === null || conditionHolds(operator, atom.values, null) !== isNegated;
  if (!holdsWithout) return and([formula, other]);
  const isAbsent = literal({ ...atom, operator: 'Null', values: ['true'] });
  return and([formula, or([isAbsent, other])]);
}

function replaceLeaves(formula: Formula, replace: (leaf: Literal) => Formula | null): Formula {
  switch (formula.kind) {
    case 'TRUE':
    case 'FALSE':
      return formula;
    case 'LITERAL':
      return replace(formula.literal) ?? formula;
    case 'AND':
      return and(formula.of.map((part) => replaceLeaves(part, replace)));
    case 'OR':
      return or(formula.of.map((part) => replaceLeaves(part, replace)));
  }
}
