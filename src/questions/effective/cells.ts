import type { AskedResource } from '../../derive/access.js';
import type { Decision, Need, Needs, NeedSet } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import { needsText } from '../../policy/index.js';
import { boundedNeeds, inOrder } from '../../policy/needs/needSets.js';
import { hasVariable, isMeeting, isWithin, resourceLike } from '../../policy/patterns.js';
import { type Asking, conclude } from './asking.js';

/** Resources on which an action is decided alike: one, or what a pattern means. */
export interface Cell {
  /** As answers name them: an ARN, a pattern, or `*`. */
  readonly resource: string;
  readonly decision: Exclude<Decision, 'DENIED'>;
  readonly needs: Needs | null;
  /** The decision and what it needs, as text. */
  readonly key: string;
  readonly gaps: readonly Gap[];
  /** The resource of the request that was decided. */
  readonly asked: AskedResource;
}

/** Cells of one part of what is asked about, and what was not collected of it. */
export interface Decided {
  readonly cells: readonly Cell[];
  /** Of what is DENIED too. */
  readonly gaps: readonly Gap[];
}

/** How cells are asked for. */
interface CellsAsked {
  /** How a cell names the resource. */
  readonly name: string;
  /** The pattern within which it is asked about, null for all that the resource means. */
  readonly within: string | null;
  /** False: the decisions alone are wanted. */
  readonly withGaps?: boolean;
}

const NO_GAPS: readonly Gap[] = [];
const DEPTH = 4;

/**
 * Decides an action on a resource. What holds only where the resource matches some pattern is told by cells of that pattern, so far as
 * every way to be allowed asks for one; what is left depends on the resource as its needs say.
 */
export function decideCells(
  asking: Asking,
  action: string,
  base: AskedResource,
  { name, within, withGaps = true }: CellsAsked,
): Decided {
  const gaps: Gap[] = [];
  const seen = new Set<string>();
  const decideWithin = (pattern: string | null, label: string, depth: number): readonly Cell[] => {
    const asked = pattern === null ? base : { ...base, bounds: [...(base.bounds ?? []), resourceLike(pattern)] };
    const conclusion = conclude(asking, action, asked);
    const { judgement } = conclusion;
    const found = withGaps ? conclusion.gaps : NO_GAPS;
    const missing = pattern === null ? found : found.map((gap) => gapOf(gap, base.arn, pattern));
    gaps.push(...missing);
    const { decision, needs } = judgement;
    if (decision === 'DENIED') return [];
    const narrower = base.isPattern === true && depth < DEPTH ? narrowerPatterns(needs, pattern) : null;
    if (narrower !== null) {
      return narrower.flatMap((value) => {
        if (seen.has(value)) return [];
        seen.add(value);
        return decideWithin(value, value, depth + 1);
      });
    }
    return [{ resource: label, decision, needs, key: keyOf(decision, needs), gaps: missing, asked }];
  };
  return { cells: decideWithin(within, name, 0), gaps };
}

/** A gap of all that was asked about, told of the part of it that was decided. */
function gapOf(gap: Gap, whole: string, pattern: string): Gap {
  return gap.subject === whole ? { ...gap, subject: pattern, text: gap.text.replaceAll(whole, pattern) } : gap;
}

/** The patterns of which every alternative asks for one, where they lie within what was asked; null where there is none, or not all are told. */
function narrowerPatterns(needs: Needs | null, pattern: string | null): readonly string[] | null {
  if (needs === null || needs.truncated) return null;
  const found = new Set<string>();
  for (const { all } of needs.alternatives) {
    const need = all.find(({ kind, isNegated }) => kind === 'RESOURCE' && !isNegated);
    if (need === undefined) return null;
    for (const value of need.values) {
      if (hasVariable(value) || (pattern !== null && (value === pattern || !isWithin(value, pattern)))) return null;
      found.add(value);
    }
  }
  return found.size === 0 ? null : [...found];
}

function keyOf(decision: Decision, needs: Needs | null): string {
  return needs === null ? decision : `${decision} ${needsText(needs)}`;
}

/** One text for what is told of a resource; cells of patterns within it by their names. */
export function keyOfCells(cells: readonly Cell[], whole: string): string {
  if (cells.length === 0) return 'DENIED';
  return cells
    .map(({ resource, key }) => (resource === whole ? key : `${resource} ${key}`))
    .toSorted()
    .join('\n');
}

/** A resource, or a pattern within one, that is told of apart. No pattern means one of another account, though it may be its name. */
export interface Apart {
  readonly text: string;
  readonly isForeign: boolean;
}

/** A cell without what is told of apart: null where nothing is left of it. */
export function without(cell: Cell, apart: readonly Apart[]): Cell | null {
  if (apart.some(({ text }) => isWithin(cell.resource, text))) return null;
  const met = apart.flatMap(({ text, isForeign }) => (!isForeign && isMeeting(cell.resource, text) ? [text] : []));
  if (met.length === 0) return cell;
  return withNeed(cell, {
    kind: 'RESOURCE',
    key: null,
    operator: 'StringLike',
    isNegated: true,
    values: met,
    hop: null,
    statement: null,
  });
}

/** A cell that needs one thing more. */
function withNeed(cell: Cell, need: Need): Cell {
  const alternatives: readonly NeedSet[] = cell.needs?.alternatives ?? [{ all: [], unread: [] }];
  const needs = boundedNeeds(
    inOrder(alternatives.map(({ all, unread }) => ({ all: [...all, need], unread }))),
    cell.needs?.truncated === true,
  );
  return { ...cell, decision: 'CONDITIONAL', needs, key: keyOf('CONDITIONAL', needs) };
}

/** Cells without those that another takes in: under the same decision and needs, or where the other is ALLOWED. */
export function absorb(cells: readonly Cell[]): readonly Cell[] {
  if (cells.length < 2 || cells.length > MANY) return cells;
  return cells.filter(
    (cell, place) =>
      !cells.some(
        (other, at) =>
          at !== place &&
          (other.key === cell.key || other.decision === 'ALLOWED') &&
          isWithin(cell.resource, other.resource) &&
          // Of two that take each other in, the first stays.
          (at < place || !isWithin(other.resource, cell.resource) || other.key !== cell.key),
      ),
  );
}

/** More cells than these are left as they are: each is true by itself. */
const MANY = 64;
