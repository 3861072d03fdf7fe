import { testsOf } from '../classes/policyFacts.js';
import { layersOfCaller } from '../layers.js';
import { askAdministrator } from './administrator.js';
import { type Become, becomes, better, decisionOf } from './become.js';
import type { Choices } from './choices.js';
import { conclude, type Gained } from './control.js';
import { enter } from './enter.js';
import { type AskedOn, type DecidedRequest, requestsOf } from './requests.js';
import { type Acting, takeSteps } from './takeSteps.js';
import { canBeChanged } from './canBeChanged.js';
import type { Target, Technique } from './technique.js';
import type { Actor } from './world.js';

/** What the actor gains by a choice. */
export interface Chosen {
  readonly control: readonly Gained[];
  readonly become: readonly Become[];
}

type Choosing = Technique & { readonly target: Target & { readonly kind: 'CHOOSE' } };

/**
 * What conditions on tags, or on MFA, keep from the actor, or keep open, and it gains by setting the tags or adding a device. `found`: whom it
 * can become without.
 */
export function gainsByChoosing(acting: Acting, techniques: readonly Technique[], found: readonly Become[]): Chosen {
  const gains = techniques
    .filter((technique): technique is Choosing => technique.target.kind === 'CHOOSE')
    .map((technique) =>
      technique.target.what === 'TAGS'
        ? { control: [], become: acting.isForOthers ? [] : byTagging(acting, technique, techniques, found) }
        : byOwn(acting, technique, techniques, found),
    );
  return { control: gains.flatMap(({ control }) => control), become: gains.flatMap(({ become }) => become) };
}

/** Its own tags, or MFA, as all of its requests have them then. */
function byOwn(
  acting: Acting,
  technique: Choosing,
  techniques: readonly Technique[],
  found: readonly Become[],
): Chosen {
  const { actor, world } = acting;
  const { what, of } = technique.target;
  if (actor.label !== LABEL[of]) return NOTHING;
  const isTags = what === 'OWN_TAGS';
  const taking = takeSteps(
    choosing(acting, () => (isTags ? { sets: actor.id } : null)),
    technique,
    { target: actor, resource: null },
  );
  if (taking === null) return NOTHING;
  const choices: Choices = isTags ? { own: actor.id } : { mfa: true };
  const then = choosing(isTags ? withOpenTags(acting, new Set([actor.id])) : acting, () => choices);
  const control = acting.isForOthers
    ? null
    : conclude(taking, technique, askAdministrator(then.view, actor, then.requests));
  const entries = (acting.isForOthers ? [] : (world.roles.get(actor.account ?? '') ?? [])).flatMap((role) => {
    const before = enter(acting.view, actor, role);
    if (before?.judgement.decision === 'ALLOWED') return [];
    const entry = enter(then.view, actor, role);
    return entry === null
      ? []
      : [{ target: role, requests: [{ ...entry, choices }], before: before?.judgement.decision }];
  });
  const ways = becomes(then, techniques).map(({ target, requests }) => ({
    target,
    requests,
    before: decisionOf(found, target),
  }));
  return {
    control: control === null ? [] : [control],
    become: [...ways, ...entries].flatMap((way) => better(technique, taking, way)),
  };
}

/** Tags of those whom it acts on. Looked at where anything of the actor's asks for tags of resources. */
function byTagging(
  acting: Acting,
  technique: Choosing,
  techniques: readonly Technique[],
  found: readonly Become[],
): readonly Become[] {
  if (!asksForTags(acting)) return [];
  const { actor, world } = acting;
  const account = actor.account ?? '';
  const all: readonly Actor[] =
    technique.target.of === 'ROLE'
      ? (world.roles.get(account) ?? []).filter(canBeChanged)
      : (world.users.get(account) ?? []);
  const taking = new Map<string, readonly DecidedRequest[]>();
  for (const target of all) {
    const steps =
      target.id === actor.id
        ? null
        : takeSteps(
            choosing(acting, () => ({ sets: target.id })),
            technique,
            { target, resource: null },
          );
    if (steps !== null) taking.set(target.id, steps);
  }
  if (taking.size === 0) return [];
  const then = choosing(withOpenTags(acting, new Set(taking.keys())), ({ node }) =>
    node !== null && taking.has(node.id) ? { target: node.id } : null,
  );
  return becomes(then, techniques).flatMap(({ target, requests }) => {
    const steps = taking.get(target.id);
    return steps === undefined ? [] : better(technique, steps, { target, requests, before: decisionOf(found, target) });
  });
}

const LABEL = { USER: 'User', ROLE: 'Role' } as const;
const NOTHING: Chosen = { control: [], become: [] };

/** The same, with what it may choose noted on each of its requests. */
function choosing(acting: Acting, choicesOf: (on: AskedOn) => Choices | null): Acting {
  const { requests } = acting;
  return {
    ...acting,
    requests: (action, on, context) => ({ ...requests(action, on, context), choices: choicesOf(on) }),
  };
}

function withOpenTags(acting: Acting, open: ReadonlySet<string>): Acting {
  const view = { ...acting.view, hasOpenTags: (id: string) => open.has(id) };
  return { ...acting, view, requests: requestsOf(view, acting.actor, { isStart: true }) };
}

function asksForTags({ actor, view }: Acting): boolean {
  const { identity, boundary, scp } = layersOfCaller(view, actor, null);
  const levels = (scp ?? []).flatMap(({ policies }) => policies);
  return [...identity, ...(boundary ?? []), ...levels].some(
    ({ policy }) =>
      'statements' in policy && [...testsOf(policy.statements).keys()].some((key) => key.includes(':resourcetag/')),
  );
}
