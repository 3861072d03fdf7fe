import type { Need, NeedSet, Needs } from '../../iam/decision.js';
import { invariant } from '../../lib/invariant.js';
import { ASKED_ACTION, ASKED_RESOURCE } from '../../policy/askedResource.js';
import type { Formula, Literal } from '../../policy/model.js';
import { and, FALSE, or, TRUE } from '../../policy/needs/index.js';
import type { Leave } from './facts.js';

/** What a need of a hop comes to in its position. */
export type Place = (hop: number, need: Literal) => Formula;

/** What it takes to pass something at a hop. */
export function leaveOf(leave: Leave | undefined, hop: number, place: Place): Formula {
  if (leave === undefined || leave === 'ALLOWED') return TRUE;
  // Alternatives that are not shown might hold: then nothing more is asked, and nothing excluded.
  if (leave !== 'DENIED' && leave.truncated) return TRUE;
  return leave === 'DENIED' ? FALSE : formulaOf(leave, (own) => place(hop, own));
}

/** Needs as a formula, each need as `place` puts it. */
export function formulaOf(needs: Needs, place: (need: Literal) => Formula): Formula {
  return or(needs.alternatives.map((needSet) => and(literalsOf(needSet).map(place))));
}

/** The formula with something else for each of its literals. */
export function mapLiterals(formula: Formula, change: (own: Literal) => Formula): Formula {
  switch (formula.kind) {
    case 'TRUE':
    case 'FALSE':
      return formula;
    case 'LITERAL':
      return change(formula.literal);
    case 'AND':
      return and(formula.of.map((part) => mapLiterals(part, change)));
    case 'OR':
      return or(formula.of.map((part) => mapLiterals(part, change)));
  }
}

function literalsOf(needSet: NeedSet): readonly Literal[] {
  const unread = needSet.unread.map((gap): Literal => ({ atom: { kind: 'UNREAD', gap }, isNegated: false, hop: null }));
  return [...needSet.all.map(literalOf), ...unread];
}

function literalOf(need: Need): Literal {
  const { key, operator, values, statement, isNegated, hop } = need;
  if (need.kind === 'SESSION') return { atom: { kind: 'SESSION', name: values[0] ?? '', statement }, isNegated, hop };
  const asked = need.kind === 'RESOURCE' ? ASKED_RESOURCE : need.kind === 'ACTION' ? ASKED_ACTION : key;
  invariant(asked !== null, 'a need on the context names its key');
  return { atom: { kind: 'CONTEXT', key: asked, operator, values, statement }, isNegated, hop };
}
