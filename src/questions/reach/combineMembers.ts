import type { AccessConclusion } from '../../derive/access.js';
import type { Decision, Evidence, Need, Needs, NeedSet } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import { boundedNeeds, inOrder } from '../../policy/needs/needSets.js';
import type { Member } from './members.js';

/** What is concluded of a principal over all members of what was asked. */
export interface Combined {
  readonly decision: Decision;
  readonly needs: Needs | null;
  /** Of the first member of the best decision. */
  readonly evidence: Evidence;
  readonly gaps: readonly Gap[];
}

/** A member with what was concluded of it. */
export interface Concluded {
  readonly member: Member;
  readonly conclusion: Pick<AccessConclusion, 'judgement' | 'gaps'>;
}

/**
 * Some member is asked for: ALLOWED where every member is, DENIED where none is, otherwise CONDITIONAL on which of them it is and on what
 * each of these needs.
 */
export function combineMembers(all: readonly Concluded[]): Combined {
  const open = all.filter(({ conclusion }) => conclusion.judgement.decision !== 'DENIED');
  const best = open.find(({ conclusion }) => conclusion.judgement.decision === 'ALLOWED') ?? open[0] ?? all[0];
  if (best === undefined) throw new Error('invariant: a question has a member');
  const { evidence } = best.conclusion.judgement;
  const gaps = [...new Set(all.flatMap(({ conclusion }) => conclusion.gaps))];
  if (open.length === 0) return { decision: 'DENIED', needs: null, evidence, gaps };
  const isWhole = open.length === all.length;
  if (isWhole && open.every(({ conclusion }) => conclusion.judgement.decision === 'ALLOWED')) {
    return { decision: 'ALLOWED', needs: null, evidence, gaps };
  }
  return { decision: 'CONDITIONAL', needs: needsOf(all, open), evidence, gaps };
}

/** Alternatives by what is needed beside the member; where every member needs the same, it does not matter which. */
function needsOf(all: readonly Concluded[], open: readonly Concluded[]): Needs {
  const groups = new Map<string, { readonly needs: Needs | null; readonly of: Concluded[] }>();
  for (const one of open) {
    const { needs } = one.conclusion.judgement;
    const key = JSON.stringify(needs);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { needs, of: [one] });
    else known.of.push(one);
  }
  const alternatives: NeedSet[] = [];
  let truncated = false;
  for (const { needs, of } of groups.values()) {
    truncated ||= needs?.truncated === true;
    for (const which of membersAsNeeds(all, of)) {
      for (const { all: needed, unread } of needs?.alternatives ?? [{ all: [], unread: [] }]) {
        alternatives.push({ all: [...which, ...needed], unread });
      }
    }
  }
  return boundedNeeds(inOrder(alternatives), truncated);
}

/** That it is one of these members, as alternatives: the actions that share their resources, each where not all there are. */
function membersAsNeeds(all: readonly Concluded[], some: readonly Concluded[]): readonly (readonly Need[])[] {
  if (some.length === all.length) return [[]];
  const actions = new Set(all.map(({ member }) => member.action));
  const resources = new Set(all.map(({ member }) => member.resource.arn));
  const byAction = new Map<string, string[]>();
  for (const { member } of some) {
    const known = byAction.get(member.action);
    if (known === undefined) byAction.set(member.action, [member.resource.arn]);
    else known.push(member.resource.arn);
  }
  const products = new Map<string, { readonly actions: string[]; readonly resources: readonly string[] }>();
  for (const [action, of] of byAction) {
    const known = products.get(of.join());
    if (known === undefined) products.set(of.join(), { actions: [action], resources: of });
    else known.actions.push(action);
  }
  return [...products.values()].map((product) => [
    ...(product.actions.length < actions.size ? [needOf('ACTION', product.actions)] : []),
    ...(product.resources.length < resources.size ? [needOf('RESOURCE', product.resources)] : []),
  ]);
}

function needOf(kind: 'ACTION' | 'RESOURCE', values: readonly string[]): Need {
  return { kind, key: null, operator: 'StringLike', isNegated: false, values, hop: null, statement: null };
}
