import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { Json, JsonObject } from '../../lib/json.js';
import { compilePolicy, type CompiledPolicy, sourceOf } from '../../policy/compile.js';
import type { PolicyView } from '../view.js';
import { type Become, becomes, better, decisionOf, sentenceOf } from './become.js';
import { conjoin } from './conjoin.js';
import type { GainedThere } from './bestGained.js';
import { keyOf } from './exposing.js';
import { controlByExposedRoots } from './exposedRoots.js';
import { madePolicy, viewWith } from './hypothesis.js';
import { requestsOf } from './requests.js';
import { roleOfResource } from './roleOfResource.js';
import { type AnyActing, takeSteps } from './takeSteps.js';
import { leadsTo, resourcesOf } from './targets.js';
import type { Target, Technique } from './technique.js';
import type { World } from './world.js';

type Opening = Technique & { readonly target: Target & { readonly kind: 'RESOURCE_POLICY' } };

/** What the actor has without. */
interface Before {
  readonly found: readonly Become[];
  /** Control of accounts. */
  readonly control: GainedThere['control'];
}

/** What the actor gains once it has written the policy of a resource that leads to somebody. */
export function gainsByOpening(acting: AnyActing, techniques: readonly Technique[], before: Before): GainedThere {
  const opening = techniques.filter((technique): technique is Opening => technique.target.kind === 'RESOURCE_POLICY');
  const gains = opening.flatMap((technique) =>
    resourcesOf(acting, technique.target.type).map((resource) =>
      openOne(acting, technique, resource, { techniques, before }),
    ),
  );
  return { control: gains.flatMap(({ control }) => control), become: gains.flatMap(({ become }) => become) };
}

const NOTHING: GainedThere = { control: [], become: [] };

function openOne(
  acting: AnyActing,
  technique: Opening,
  resource: NodeOf<'Resource'>,
  { techniques, before }: { readonly techniques: readonly Technique[]; readonly before: Before },
): GainedThere {
  const { actor, holdings } = acting;
  const runs = runsAsSomebody(acting, resource);
  if (!runs && !leadsTo(acting.world, resource)) return NOTHING;
  const steps = takeSteps(acting, technique, { target: resource, resource });
  if (steps === null) return NOTHING;
  const changed = technique.target.isWhole ? { ...resource, isPolicyCollected: true } : resource;
  const world = behind(acting, changed, runs);
  const possible = [...new Set([...techniques, ...holdings.onResources.map((one) => one.technique)])];
  const view = viewOf(acting.view, changed, technique.target, actor.label === 'Anyone' ? '*' : (actor.arn ?? actor.id));
  const then: AnyActing = { ...acting, view, requests: requestsOf(view, actor, { isStart: true }), world };
  const leading = possible.filter(({ target }) => leadsOn(world, resource, target));
  const become = becomes(then, leading).flatMap(({ target, requests: taken }) =>
    better(technique, steps, { target, requests: taken, before: decisionOf(before.found, target) }),
  );
  const control = controlByExposedRoots(then, leading).flatMap(({ account, conjunction }): GainedThere['control'] => {
    if (before.control.some((one) => one.account === account && one.conjunction.decision === 'ALLOWED')) return [];
    const requests = [...steps, ...conjunction.requests];
    const joined = conjoin(requests, sentenceOf(technique, requests));
    return joined === null ? [] : [{ technique, account, conjunction: joined }];
  });
  return { control, become };
}

/** The view with what is written to a resource: a policy that lets the actor do everything, or what is added to the one that is there. */
function viewOf(
  view: PolicyView,
  resource: NodeOf<'Resource'>,
  { isWhole, allowing }: Opening['target'],
  actor: string,
): PolicyView {
  const statement: Json = { Effect: 'Allow', Principal: { AWS: actor }, Action: allowing, Resource: '*' };
  const known = isWhole ? null : policyOf(view, resource);
  const policy = compilePolicy(documentWith(known, statement));
  const made = madePolicy(`the policy of ${resource.arn ?? resource.name} as it would be written`, policy);
  const changed = viewWith(view, { holder: '', attachments: [], nodes: [resource], policies: [made] });
  const resourcePolicy = (id: string): string => (id === resource.id ? made.node.id : nodeId.resourcePolicy(id));
  return { ...changed, resourcePolicy };
}

function documentWith(known: CompiledPolicy | null, statement: Json): Json {
  const before = known === null ? {} : (sourceOf(known) as JsonObject);
  const { Statement: stated = [] } = before;
  const statements = Array.isArray(stated) ? (stated as readonly Json[]) : [stated];
  return { Version: '2012-10-17', ...before, Statement: [...statements, statement] };
}

function policyOf(view: PolicyView, { id }: NodeOf<'Resource'>): CompiledPolicy | null {
  const own = nodeId.resourcePolicy(id);
  const policy = view.node(own) === null ? null : view.policy(own);
  return policy === null || 'text' in policy ? null : policy;
}

/** Whether it runs as a role to which the actor is to be led. */
function runsAsSomebody({ actor, view, isForOthers }: AnyActing, resource: NodeOf<'Resource'>): boolean {
  const role = roleOfResource(view, resource);
  return role !== null && !(isForOthers && role.account === actor.account);
}

/** The world with nothing in it but what the policy of this resource bears on. `runs`: among that is what it runs as. */
function behind({ actor, world }: AnyActing, resource: NodeOf<'Resource'>, runs: boolean): World {
  const { id, arn, account, type } = resource;
  const isBehind = (one: NodeOf<'Resource'>): boolean => one.id === id || keyOf(one) === arn;
  const exposing = within(world.exposing, (one) =>
    isBehind(one.resource) ? { ...one, resource: one.resource.id === id ? resource : one.resource } : null,
  );
  const loading = within(world.loading, (one) => (one.bucket === arn ? one : null));
  const ofActor = [...(world.naming.get(actor.id) ?? []), id];
  // Not a copy: the map is as long as the organisation is large.
  const naming: World['naming'] = { get: (key) => (key === actor.id ? ofActor : world.naming.get(key)) };
  const resources = new Map(runs ? [[`${account ?? ''} ${type}`, [resource]]] : []);
  return { ...world, resources, exposing, loading, naming };
}

function within<T>(
  all: ReadonlyMap<string, readonly T[]>,
  keep: (one: T) => T | null,
): ReadonlyMap<string, readonly T[]> {
  const kept = [...all].map(([type, some]) => [type, some.flatMap((one) => keep(one) ?? [])] as const);
  return new Map(kept.filter(([, some]) => some.length > 0));
}

function leadsOn({ resources, exposing, loading }: World, { type }: NodeOf<'Resource'>, target: Target): boolean {
  if (target.kind === 'ROLE_OF') return resources.size > 0 && target.type === type;
  if (target.kind === 'EXPOSED') return exposing.has(target.type);
  return target.kind === 'LOADED' && loading.has(target.type);
}
