import type { Need, NeedSet, Needs } from '../../iam/decision.js';
import { invariant } from '../../lib/invariant.js';
import type { Formula, Literal } from '../../policy/model.js';
import { and, FALSE, literal, or, TRUE } from '../../policy/needs/index.js';
import type { Leave } from './facts.js';

/** What it takes to pass something at a hop. */
export function leaveOf(leave: Leave | undefined, hop: number): Formula {
  if (leave === undefined || leave === 'ALLOWED') return TRUE;
  return leave === 'DENIED' ? FALSE : formulaOf(leave, (own) => literal(own.atom, own.isNegated, hop));
}

/** Needs as a formula, each need as `place` puts it. */
export function formulaOf(needs: Needs, place: (need: Literal) => Formula): Formula {
  return or(needs.alternatives.map((needSet) => and(literalsOf(needSet).map(place))));
}

function literalsOf(needSet: NeedSet): readonly Literal[] {
  const unread = needSet.unread.map((gap): Literal => ({ atom: { kind: 'UNREAD', gap }, isNegated: false, hop: null }));
  return [...needSet.all.map(literalOf), ...unread];
}

function literalOf(need: Need): Literal {
  const { key, operator, values, statement, isNegated, hop } = need;
  if (need.kind === 'SESSION') return { atom: { kind: 'SESSION', name: values[0] ?? '', statement }, isNegated, hop };
  invariant(key !== null, `a need of kind ${need.kind} stands on a hop that enters a role`);
  return { atom: { kind: 'CONTEXT', key, operator, values, statement }, isNegated, hop };
}
