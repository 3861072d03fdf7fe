import type { Evidence, Layer, Need, Needs, NeedSet } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import { ASKED_RESOURCE } from '../../policy/askedResource.js';
import type { Formula, KeyDomain, Literal } from '../../policy/model.js';
import { present } from '../../lib/invariant.js';
import { and, judge, or } from '../../policy/needs/index.js';
import { boundedNeeds, inOrder } from '../../policy/needs/needSets.js';
import { chosenKey } from './choices.js';
import { isOfOneRegion, REQUESTED_REGION } from './regions.js';
import type { DecidedRequest } from './requests.js';

/** What several requests come to together. */
export interface Conjunction {
  readonly decision: 'ALLOWED' | 'CONDITIONAL';
  readonly needs: Needs | null;
  readonly evidence: Evidence;
  readonly gaps: readonly Gap[];
  /** What it takes. */
  readonly requests: readonly DecidedRequest[];
}

/**
 * All of the requests, made by one actor, who names what is new and picks the region as suits it: what it may choose is no need. Null where
 * one of them is denied, or they cannot all be. Each is a request of its own, so that its keys are its own.
 */
export function conjoin(requests: readonly DecidedRequest[], because: string): Conjunction | null {
  if (requests.some(({ judgement }) => judgement.decision === 'DENIED')) return null;
  const evidence = evidenceOf(requests, because);
  const gaps = [...new Set(requests.flatMap((request) => request.gaps))];
  const open = distinctNeeds(requests.filter(({ judgement }) => judgement.decision === 'CONDITIONAL'));
  if (open.length === 0) return { decision: 'ALLOWED', needs: null, evidence, gaps, requests };
  const choices = [...new Set(open.map(({ choice }) => choice))];
  const places = open.map((request, own) => ({
    own,
    name: open.length + choices.indexOf(request.choice),
    region: open.length + choices.length,
    chosen: open.length + choices.length + 1,
  }));
  const formula = and(
    open.map((request, place) => formulaOf(request, present(places[place], 'a place of each request'))),
  );
  const isCut = open.some(({ judgement }) => judgement.needs?.truncated === true);
  const { verdict, needs } = judge(formula, domainOf);
  if (verdict === 'FALSE' && !isCut) return null;
  const alternatives = distinct((needs?.alternatives ?? []).map((one) => withoutChoices(one, open.length)));
  if (verdict === 'TRUE' || alternatives.some(({ all, unread }) => all.length + unread.length === 0)) {
    return { decision: 'ALLOWED', needs: null, evidence, gaps, requests };
  }
  return {
    decision: 'CONDITIONAL',
    needs: boundedNeeds(inOrder(alternatives), isCut || needs?.truncated === true),
    evidence,
    gaps,
    requests,
  };
}

/** Where the conditions of a request stand among those of all: as hops, which are independent. */
interface Places {
  readonly own: number;
  /** Of the name that the actor gives what is new: the same for all requests on it. */
  readonly name: number;
  /** Of the region that the actor picks. */
  readonly region: number;
  /** Of what else the actor may choose. */
  readonly chosen: number;
}

function formulaOf(request: DecidedRequest, places: Places): Formula {
  const { choices, judgement } = request;
  const literalOf = (need: Need): Literal => {
    const { operator, values, statement, isNegated } = need;
    if (need.kind === 'SESSION')
      return { atom: { kind: 'SESSION', name: values[0] ?? '', statement }, isNegated, hop: places.own };
    const isName = need.kind === 'RESOURCE';
    const key = isName ? ASKED_RESOURCE : (need.key ?? '');
    const chosen = chosenKey(key, choices);
    if (chosen !== null) {
      const atom = { kind: 'CONTEXT', key: chosen, operator, values, statement } as const;
      return { atom, isNegated, hop: places.chosen };
    }
    const isRegion = key.toLowerCase() === REQUESTED_REGION && picksRegion(request);
    const hop = isName ? places.name : isRegion ? places.region : places.own;
    return { atom: { kind: 'CONTEXT', key, operator, values, statement }, isNegated, hop };
  };
  return or(
    (judgement.needs?.alternatives ?? []).map(({ all, unread }) =>
      and([
        ...all.map((need): Formula => ({ kind: 'LITERAL', literal: literalOf(need) })),
        ...unread.map(
          (gap): Formula => ({
            kind: 'LITERAL',
            literal: { atom: { kind: 'UNREAD', gap }, isNegated: false, hop: null },
          }),
        ),
      ]),
    ),
  );
}

function picksRegion({ action, isElsewhere }: DecidedRequest): boolean {
  return !isElsewhere && !isOfOneRegion(action);
}

function domainOf({ atom }: Literal): KeyDomain {
  const isAlways =
    atom.kind === 'CONTEXT' && (atom.key === ASKED_RESOURCE || atom.key.toLowerCase() === REQUESTED_REGION);
  const operator = atom.kind === 'CONTEXT' ? atom.operator.toLowerCase() : '';
  return {
    mayBeAbsent: !isAlways,
    isMultivalued: operator.startsWith('forany') || operator.startsWith('forall'),
    constraints: [],
  };
}

/** Without what the actor chooses, and of no hop. */
function withoutChoices({ all, unread }: NeedSet, firstChoice: number): NeedSet {
  const kept = all.filter(({ hop }) => (hop ?? 0) < firstChoice).map((need) => ({ ...need, hop: null }));
  const known = new Map(kept.map((need) => [JSON.stringify({ ...need, statement: null }), need]));
  return { all: [...known.values()], unread };
}

/** Requests that need the same are met alike, so that one of them stands for all. */
function distinctNeeds(open: readonly DecidedRequest[]): readonly DecidedRequest[] {
  const keyed = open.map((request) => {
    const { judgement, choice, choices } = request;
    return [JSON.stringify([textOfNeeds(judgement.needs), choice, choices, picksRegion(request)]), request] as const;
  });
  return [...new Map(keyed.toReversed()).values()].toReversed();
}

/** What is needed, apart from the statements that ask for it. */
export function textOfNeeds(needs: Needs | null): string {
  return JSON.stringify([needs?.alternatives.map(textsOf), needs?.truncated]);
}

/** The conditions of an alternative, as texts. */
export function textsOf({ all, unread }: NeedSet): readonly string[] {
  return [...all.map((need) => JSON.stringify({ ...need, statement: null })), ...unread.map(({ text }) => text)];
}

/** Whether control is had under no more than this takes: each of its alternatives holds one of those. */
export function isWithin(
  { needs }: Pick<Conjunction, 'needs'>,
  controls: readonly Pick<Conjunction, 'decision' | 'needs'>[],
): boolean {
  const alternatives = (needs?.alternatives ?? []).map((one) => new Set(textsOf(one)));
  return controls.some((control) => {
    if (control.decision === 'ALLOWED') return true;
    const wanted = (control.needs?.alternatives ?? []).map(textsOf);
    return (
      needs?.truncated === false &&
      alternatives.every((one) => wanted.some((texts) => texts.every((text) => one.has(text))))
    );
  });
}

/** Layers are gathered when they are read: most conjunctions are more than somebody else's, and not told. */
function evidenceOf(requests: readonly DecidedRequest[], because: string): Evidence {
  let layers: readonly Layer[] | null = null;
  return {
    because,
    get layers() {
      return (layers ??= distinctLayers(requests));
    },
  };
}

/** Several requests find the same statements: the first of them stands for all. */
function distinctLayers(requests: readonly DecidedRequest[]): readonly Layer[] {
  const found = new Map<string, Layer>();
  for (const { judgement } of requests) {
    for (const layer of judgement.evidence.layers) {
      const key = sameFor(layer);
      if (!found.has(key)) found.set(key, layer);
    }
  }
  return [...found.values()];
}

/** What of a layer is told once: neither the action nor what of the statement takes it in. Requests that are decided once share their layers. */
function sameFor(layer: Layer): string {
  const before = keys.get(layer);
  if (before !== undefined) return before;
  const { kind, outcome, isDecisive, at, statements } = layer;
  const told = statements.map(({ policy, policyName, pointer, attachedTo, conditions }) => [
    policy ?? policyName,
    pointer,
    attachedTo,
    conditions,
  ]);
  const key = JSON.stringify([kind, outcome, isDecisive, at, told]);
  keys.set(layer, key);
  return key;
}

const keys = new WeakMap<Layer, string>();

function distinct(alternatives: readonly NeedSet[]): readonly NeedSet[] {
  const texts = alternatives.map((one) => JSON.stringify(textsOf(one)));
  return alternatives.filter((_one, place) => texts.indexOf(texts[place] ?? '') === place);
}
