import type { HopFacts, Leave } from '../../derive/position.js';
import { present } from '../../lib/invariant.js';
import { combinePosition } from '../inPosition.js';
import type { ProofDecision, ProofEnd, ProofHop, ProofPath } from './proof.js';
import { replayContext } from './replay.js';
import type { Decided } from './sameDecision.js';

/** What the hops of a path come to in their position, by what was decided of each; or why they are no path. */
export function judgePath(
  path: ProofPath,
  all: readonly (ProofHop | null)[],
  decided: readonly (Decided | null)[],
): Decided | string {
  const hops: ProofHop[] = [];
  const facts: HopFacts[] = [];
  for (const place of path.hops) {
    const hop = all[place] ?? null;
    const own = decided[place] ?? null;
    if (hop === null || own === null) return `cannot be decided, since hops/${place} cannot be`;
    if (own.decision === 'DENIED') return `does not hold: hops/${place} is DENIED`;
    hops.push(hop);
    facts.push(factsOf(hop, own));
  }
  const broken = whyBroken(path, hops);
  if (broken !== null) return broken;
  if (hops.length === 0) return { decision: 'ALLOWED', needs: null };
  const combined = combinePosition({
    session: path.session,
    hops: hops.map(({ from, stated, claims }, index) => ({
      label: from.label,
      facts: present(facts[index], 'facts of each hop'),
      context: replayContext(stated),
      claims,
    })),
  });
  return combined ?? 'does not hold: what a hop needs cannot be so in its position';
}

function whyBroken(path: ProofPath, hops: readonly ProofHop[]): string | null {
  const nodes = [path.from.id, ...hops.map(({ to }) => to.id)];
  if (hops.some(({ from }, index) => from.id !== nodes[index]))
    return 'is no path: a hop does not start where the one before ends';
  if (nodes.at(-1) !== path.to.id) return 'is no path: its last hop does not end where it ends';
  if (!areTheSame(path.from, hops.at(0)?.from ?? path.to) || !areTheSame(path.to, hops.at(-1)?.to ?? path.from))
    return 'is no path: its ends are described otherwise than those of its hops';
  if (hops.slice(0, -1).some(({ kind }) => kind === 'CAN_PASS'))
    return 'is no path: whoever passes a role does not become it';
  const entered = hops.at(-1)?.entersNobody === true ? nodes.slice(0, -1) : nodes;
  return new Set(entered).size < entered.length ? 'is no path: it comes back to where it was' : null;
}

function areTheSame(one: ProofEnd, other: ProofEnd): boolean {
  return one.id === other.id && one.arn === other.arn && one.name === other.name && one.label === other.label;
}

function factsOf(hop: ProofHop, { needs }: Decided): HopFacts {
  const { action, roleTags, roleId, maxSessionSeconds, provider, tagSession, setSourceIdentity, entersNobody } = hop;
  return {
    action,
    needs,
    roleTags,
    roleId,
    maxSessionSeconds,
    ...(provider === undefined ? {} : { provider }),
    ...(tagSession === undefined ? {} : { tagSession: leaveOf(tagSession) }),
    ...(setSourceIdentity === undefined ? {} : { setSourceIdentity: leaveOf(setSourceIdentity) }),
    ...(entersNobody === undefined ? {} : { entersNobody }),
  };
}

function leaveOf({ decision, needs }: ProofDecision): Leave {
  return decision === 'CONDITIONAL' && needs !== null ? needs : decision === 'ALLOWED' ? 'ALLOWED' : 'DENIED';
}
