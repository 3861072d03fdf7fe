import { isFact } from '../../graph/edges.js';
import { KnownError } from '../../lib/errors.js';
import { decide } from '../../policy/decide.js';
import { RULES_VERSION } from '../../policy/rulesVersion.js';
import { fillNeeds } from '../fill.js';
import { decisionOf } from './decisionOf.js';
import { judgePath } from './judgePath.js';
import { judgeTogether } from './judgeTogether.js';
import type { ProofDecision, ProofEnd, ProofHop, ProofPart, ProofRequest } from './proof.js';
import { readProof, type ReadProof } from './readProof.js';
import { policiesIn, replayContext, replayRequest } from './replay.js';
import { type Decided, isSame } from './sameDecision.js';

/** What deciding a proof again came to. */
export interface Verification {
  /** Nothing was changed, and every decision was made again and is the one that is written. */
  readonly holds: boolean;
  /** Names of parts that are not what their digests say, such as `policies/3`. */
  readonly changed: readonly string[];
  /** What comes out otherwise than it is written, the part first: a request, a hop, a path. */
  readonly differing: readonly Difference[];
  /** Hops whose requests the proof does not have, so that they were taken as they are written. */
  readonly undecided: readonly Difference[];
  readonly counts: {
    readonly paths: number;
    readonly hops: number;
    readonly requests: number;
    readonly policies: number;
  };
  readonly generation: string;
  /** Versions of engine and rules that wrote the proof, and that decided it now. */
  readonly rules: { readonly written: string; readonly now: string };
}

export interface Difference {
  readonly part: string;
  readonly text: string;
}

/**
 * Decides a proof again, request by request, hop by hop, path by path, with nothing but the engine and what stands in the proof.
 * Errors: those of `readProof`.
 */
export function verifyProof(bytes: Uint8Array, file: string): Verification {
  const proof = readProof(bytes, file);
  checkPlaces(proof, file);
  const differing: Difference[] = [];
  const undecided: Difference[] = [];
  const differs = (part: string, text: string): void => {
    differing.push({ part, text });
  };
  const requests = proof.requests.map((request, place) => {
    const part = `requests/${place}`;
    const decided = decideRequest(request, proof, part, file);
    if (decided === null) differs(part, 'cannot be decided, since it rests on what cannot be read');
    else if (request !== null && !isSame(decided, request)) differs(part, textOf(request, decided));
    return decided;
  });
  const hops = proof.hops.map((hop, place) => {
    const part = `hops/${place}`;
    if (hop?.takes === 'FACT' && isFact(hop.kind)) return { decision: hop.decision, needs: hop.needs };
    if (hop?.takes === 'STORED') {
      undecided.push({
        part,
        text: `${hop.kind} by ${hop.technique ?? hop.rule}: the proof has its statements, and not what it takes`,
      });
      return { decision: hop.decision, needs: hop.needs };
    }
    const decided = hop === null ? null : decideHop(hop, proof, requests);
    if (typeof decided === 'string' || decided === null) {
      differs(part, decided ?? 'cannot be decided, since it cannot be read');
      return null;
    }
    if (hop !== null && !isSame(decided, hop)) differs(part, textOf(hop, decided));
    return decided;
  });
  for (const [place, path] of proof.paths.entries()) {
    const part = `paths/${place}`;
    if (path === null) {
      differs(part, 'cannot be decided, since it cannot be read');
      continue;
    }
    const judged = judgePath(path, proof.hops, hops);
    if (typeof judged === 'string') differs(part, judged);
    else if (!isSame(judged, path)) differs(part, textOf(path, judged));
  }
  const { changed } = proof;
  return {
    holds: changed.length + differing.length + undecided.length === 0,
    changed,
    differing,
    undecided,
    counts: {
      paths: proof.paths.length,
      hops: proof.hops.length,
      requests: proof.requests.length,
      policies: proof.policies.length,
    },
    generation: proof.generation,
    rules: { written: proof.rules, now: RULES_VERSION },
  };
}

/** Errors: PROOF_MALFORMED where a part names one that is not there. */
function checkPlaces({ policies, requests, hops, paths }: ReadProof, file: string): void {
  const check = (pointer: string, places: readonly number[], list: readonly unknown[], name: string): void => {
    const stray = places.find((place) => place >= list.length);
    if (stray === undefined) return;
    throw new KnownError('PROOF_MALFORMED', `${name}/${stray} is named here, and is not there`, {
      place: { file, pointer },
    });
  };
  for (const [place, request] of requests.entries())
    if (request !== null) check(`/requests/${place}/layers`, policiesIn(request.layers), policies, 'policies');
  for (const [place, hop] of hops.entries())
    if (hop !== null) {
      const decisions = [hop, ...(hop.parts ?? []), hop.tagSession, hop.setSourceIdentity].filter(
        (each) => each !== undefined,
      );
      if (decisions.some(({ takes, requests: by }) => (takes === 'EVERY' || takes === 'SOME') && by.length === 0)) {
        const at = { file, pointer: `/hops/${place}/requests` };
        throw new KnownError('PROOF_MALFORMED', 'A request is expected here', { place: at });
      }
      const by = decisions.flatMap((each) => each.requests);
      check(`/hops/${place}/requests`, by, requests, 'requests');
    }
  for (const [place, path] of paths.entries())
    if (path !== null) check(`/paths/${place}/hops`, path.hops, hops, 'hops');
}

function decideRequest(request: ProofRequest | null, proof: ReadProof, part: string, file: string): Decided | null {
  if (request === null || policiesIn(request.layers).some((place) => proof.policies[place] === null)) return null;
  const { request: asked, layers } = replayRequest(request, proof.policies);
  try {
    return decide(asked, layers);
  } catch (error) {
    if (proof.changed.includes(part)) return null;
    throw new KnownError('PROOF_MALFORMED', 'The engine cannot read this request', {
      place: { file, pointer: `/${part}` },
      cause: error,
    });
  }
}

/** What the requests of a hop come to, or why they are not about it. */
function decideHop(hop: ProofHop, proof: ReadProof, requests: readonly (Decided | null)[]): Decided | string {
  // What is done to a part of a resource leads to the resource.
  if (hop.kind !== 'CAN_PERFORM' && hop.to.arn !== null && hop.to.arn !== hop.on)
    return 'its request is on another than it leads to';
  const companions = { 'sts:TagSession': hop.tagSession, 'sts:SetSourceIdentity': hop.setSourceIdentity };
  for (const [action, companion] of Object.entries(companions)) {
    if (companion === undefined) continue;
    const decided = decideBy(companion, endsOfHop(hop), requests);
    if (decided === null) return `${action} cannot be decided, since it rests on what cannot be read`;
    if (!isSame(decided, companion)) return `${action}: ${textOf(companion, decided)}`;
  }
  if (hop.takes === 'TOGETHER') return decideParts(hop, proof, requests);
  for (const place of hop.requests) {
    if (isOfAnother(proof.requests[place], hop.from))
      return `requests/${place} is made by another than the hop starts at`;
  }
  const stray = hop.requests.find((place) => proof.requests[place]?.resource.arn !== hop.on);
  if (stray !== undefined) return `requests/${stray} is on another than the hop's`;
  const actions = hop.requests.map((place) => proof.requests[place]?.action ?? hop.action);
  const isPattern = /[*?]/u.test(hop.action);
  if (!isPattern && !actions.some((action) => action.toLowerCase() === hop.action.toLowerCase()))
    return `no request of it is ${hop.action}`;
  return decideBy(hop, endsOfHop(hop), requests) ?? 'cannot be decided, since it rests on what cannot be read';
}

function endsOfHop({ from, on }: ProofHop): { readonly from: string; readonly to: string } {
  return { from: from.arn ?? from.id, to: on };
}

/** What a hop takes together, each of it decided, or why it cannot be. */
function decideParts(hop: ProofHop, proof: ReadProof, requests: readonly (Decided | null)[]): Decided | string {
  const { from, parts = [], under = null } = hop;
  const decided: ProofPart[] = [];
  for (const [place, part] of parts.entries()) {
    const name = `its part ${place}, ${part.action},`;
    const found = part.takes === 'FACT' ? factOf(part) : decideBy(part, part.ends, requests);
    if (found === null) return `${name} cannot be decided, since it rests on what cannot be read`;
    if (!isSame(found, part)) return `${name} ${textOf(part, found)}`;
    const others = part.ends === null && part.requests.find((request) => isOfAnother(proof.requests[request], from));
    if (typeof others === 'number') return `requests/${others} is made by another than the hop starts at`;
    decided.push({ ...part, ...found });
  }
  if (decided.every(({ takes }) => takes === 'FACT')) return 'rests on no request';
  return judgeTogether(decided, { ...endsOfHop(hop), brought: [] }, under === null ? null : replayContext(under));
}

/** What nobody collected leaves open, and never allows. */
function factOf({ needs }: ProofPart): Decided {
  const isOpen = needs?.alternatives.every(({ all, unread }) => all.length === 0 && unread.length > 0) === true;
  return isOpen ? { decision: 'CONDITIONAL', needs } : { decision: 'DENIED', needs: null };
}

function isOfAnother(request: ProofRequest | null | undefined, { arn }: ProofEnd): boolean {
  return request !== null && request !== undefined && 'arn' in request.caller && request.caller.arn !== arn;
}

function decideBy(
  { requests: by, needs, takes }: ProofDecision,
  ends: { readonly from: string; readonly to: string } | null,
  requests: readonly (Decided | null)[],
): Decided | null {
  const decided = by.flatMap((place) => requests[place] ?? []);
  if (decided.length < by.length) return null;
  const [only] = decided;
  if ((takes !== 'EVERY' && takes !== 'SOME') || by.length === 0) return null;
  const decision = decisionOf(
    takes,
    decided.map((each) => each.decision),
  );
  if (only === undefined || decided.length > 1) return { decision, needs };
  return { decision, needs: ends === null ? only.needs : fillNeeds(only.needs, { ...ends, brought: [] }) };
}

function textOf(written: Decided, decided: Decided): string {
  return written.decision === decided.decision
    ? `is ${decided.decision}, as is written, but with other needs`
    : `is ${decided.decision}, and ${written.decision} is written`;
}
