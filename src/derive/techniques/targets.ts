import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import { parseArn } from '../../iam/arn.js';
import { valueOf, settingOf } from '../service/settings.js';
import { canBeChanged } from './canBeChanged.js';
import type { Exposing } from './exposing.js';
import { bucketNode, type Loading } from './loading.js';
import { rolesOfPods } from './pods.js';
import { enterByPool } from './pools.js';
import { type DecidedRequest, notCollected, requestsOf, unknownFact } from './requests.js';
import { administeredBy } from './center.js';
import type { AnyActing, Bound } from './takeSteps.js';
import type { Target } from './technique.js';
import { roleOfResource } from './roleOfResource.js';
import { accountNode, isListed, type World } from './world.js';

/** Somebody that a technique may make the actor, with what beside its permissions it turns on. */
export interface Candidate extends Bound {
  readonly target: NodeOf<'Role'> | NodeOf<'User'>;
  readonly facts: readonly DecidedRequest[];
  /** A further fact, decided once all else is allowed; null: it is not so. */
  readonly entry?: () => DecidedRequest | null;
}

/** Whom a technique can be about for this actor, before any permission is asked for. */
export function targetsFor(acting: AnyActing, target: Target): readonly Candidate[] {
  if (!acting.isForOthers) return allFor(acting, target);
  return WITHIN_ACCOUNT.has(target.kind) ? [] : allFor(acting, target).filter((one) => isOut(acting, one));
}

/** What is of these kinds is of the actor's account. */
const WITHIN_ACCOUNT: ReadonlySet<Target['kind']> = new Set(['ROLE', 'FEDERATED', 'USER', 'POOL']);

function isOut({ actor }: AnyActing, { target }: Candidate): boolean {
  return target.account !== actor.account;
}

function allFor(acting: AnyActing, target: Target): readonly Candidate[] {
  switch (target.kind) {
    case 'ROLE':
      return rolesFor(acting, target);
    case 'ROLE_OF':
      return rolesOfResources(acting, target);
    case 'EXPOSED':
      return exposedTo(acting, target.type);
    case 'LOADED':
      return loadedFor(acting, target.type);
    case 'FEDERATED':
      return rolesOfProviders(acting, target);
    case 'POOL':
      return rolesOfPools(acting, target);
    case 'PODS':
      return rolesOfPods(acting, target.by);
    case 'USER':
      return usersFor(acting, target);
    case 'REWRITE':
    case 'RESOURCE_POLICY':
    case 'CONTROLS':
    case 'GROUP':
    case 'PERMISSION_SET':
    case 'DIRECTORY_GROUP':
    case 'PERSON':
    case 'CONTROL':
    case 'CHOOSE':
    case 'JOIN':
    case 'JOIN_AFAR':
      return [];
  }
}

/** Who acts, and where. */
type Placed = Pick<AnyActing, 'actor' | 'world' | 'view'>;

/**
 * Whether there is something that a technique may be about for this actor, whatever it is allowed. Another of its account has the same in
 * reach, where no resource's policy names either.
 */
export function isInReach(acting: Placed, target: Target): boolean {
  switch (target.kind) {
    case 'ROLE':
      return acting.world.givable(acting.actor.account ?? '', target).length > 0;
    case 'ROLE_OF':
      return resourcesOf(acting, target.type).length > 0;
    case 'RESOURCE_POLICY':
      return resourcesOf(acting, target.type).some(
        (resource) => leadsTo(acting.world, resource) || roleOfResource(acting.view, resource) !== null,
      );
    case 'EXPOSED':
      return exposingTo(acting, target.type).length > 0;
    case 'LOADED':
      return loadingFor(acting, target.type).length > 0;
    case 'POOL':
      return poolsOf(acting).length > 0;
    case 'FEDERATED':
    case 'PODS':
    case 'USER':
    case 'REWRITE':
    case 'CONTROLS':
    case 'GROUP':
    case 'PERMISSION_SET':
    case 'DIRECTORY_GROUP':
    case 'PERSON':
    case 'CONTROL':
    case 'CHOOSE':
    case 'JOIN':
    case 'JOIN_AFAR':
      return true;
  }
}

function rolesFor({ actor, world }: AnyActing, target: Target & { readonly kind: 'ROLE' }): readonly Candidate[] {
  return world
    .givable(actor.account ?? '', target)
    .flatMap(({ role, trust }) =>
      role.id === actor.id ? [] : [{ target: role, resource: null, facts: [], ...(trust && { entry: trust }) }],
    );
}

/** Resources of other accounts whose policies name the actor or its account. */
export function resourcesNaming({ actor, world, view }: Placed): readonly NodeOf<'Resource'>[] {
  const named = [actor.id, nodeId.account(actor.account ?? '')].flatMap((id) => world.naming.get(id) ?? []);
  return [...new Set(named)].flatMap((id) => {
    const node = view.node(id);
    return node?.label === 'Resource' && node.account !== actor.account ? [node] : [];
  });
}

/** Resources of a type, of other accounts, that may lead the actor on: their policies name it or its account, or everybody. */
export function resourcesOpenTo(acting: Placed, type: string): readonly NodeOf<'Resource'>[] {
  const { actor, world } = acting;
  const all = [
    ...resourcesNaming(acting).filter((one) => one.type === type),
    ...(world.openAndLeading.get(type) ?? []),
  ];
  return [...new Map(all.toReversed().map((one) => [one.id, one])).values()]
    .toReversed()
    .filter(({ account }) => account !== actor.account);
}

/** Resources of a type that are of its account, or of others that may lead the actor on. */
export function resourcesOf(acting: Placed, type: string): readonly NodeOf<'Resource'>[] {
  const { actor, world } = acting;
  return [...(world.resources.get(`${actor.account ?? ''} ${type}`) ?? []), ...resourcesOpenTo(acting, type)];
}

/** Whether the policy of a resource bears on whether something else is read or written that leads to somebody. */
export function leadsTo({ before }: World, { id, arn }: NodeOf<'Resource'>): boolean {
  return before.has(id) || before.has(arn ?? id);
}

function rolesOfResources(acting: AnyActing, target: Target & { readonly kind: 'ROLE_OF' }): readonly Candidate[] {
  const { actor, view } = acting;
  const some = acting.isForOthers ? resourcesOpenTo(acting, target.type) : resourcesOf(acting, target.type);
  return some.flatMap((resource): readonly Candidate[] => {
    const role = roleOfResource(view, resource);
    if (role === null || role.id === actor.id) return [];
    const facts = propertiesOf(resource, target.where);
    if (facts === null) return [];
    const may = target.roleMay.map((action) =>
      requestsOf(view, role, { isStart: false })(action, { arn: '*', account: role.account, node: null }, {}),
    );
    if (may.some(({ judgement }) => judgement.decision === 'DENIED')) return [];
    return [{ target: role, resource, facts: [...facts, ...may] }];
  });
}

/** Where no provider of the account is known, nobody may have listed them. */
function rolesOfProviders(
  { actor, world, view }: AnyActing,
  { isThere }: Target & { readonly kind: 'FEDERATED' },
): readonly Candidate[] {
  const account = actor.account ?? '';
  const areListed =
    (world.providers.get(account) ?? []).length > 0 || isListed(accountNode(view, account), 'AWS::IAM::SAMLProvider');
  return (world.roles.get(account) ?? []).flatMap((role): readonly Candidate[] =>
    role.id === actor.id
      ? []
      : world.trusted(role).flatMap(({ provider, isThere: isFound, entry }): readonly Candidate[] => {
          if (isFound !== isThere && (isFound || areListed)) return [];
          const gap = notCollected(provider, `Whether account ${account} has the provider ${provider.arn}`);
          const unknown = isFound || areListed ? [] : [unknownFact('exists', provider.arn ?? provider.id, gap)];
          return [{ target: role, resource: provider, facts: [entry, ...unknown] }];
        }),
  );
}

function poolsOf({ actor, world }: Placed): readonly NodeOf<'Resource'>[] {
  return world.resources.get(`${actor.account ?? ''} AWS::Cognito::IdentityPool`) ?? [];
}

function rolesOfPools(acting: AnyActing, { as, where }: Target & { readonly kind: 'POOL' }): readonly Candidate[] {
  const { actor, world, view } = acting;
  const pools = poolsOf(acting);
  if (pools.length === 0) return [];
  return (world.roles.get(actor.account ?? '') ?? []).flatMap((role) =>
    role.id === actor.id || !canBeChanged(role)
      ? []
      : pools.flatMap((pool): readonly Candidate[] => {
          const facts = propertiesOf(pool, where);
          const entry = facts === null ? null : enterByPool(view, pool, role, as);
          return facts === null || entry === null ? [] : [{ target: role, resource: pool, facts: [entry, ...facts] }];
        }),
  );
}

/** Whether resources may lead the actor out of its account, which control of its account does not, or IAM Identity Center as a person. */
export function mayLeadOut(acting: AnyActing): boolean {
  const { world } = acting;
  return (
    isOfCenter(acting) ||
    resourcesNaming(acting).length > 0 ||
    [...world.openAndLeading.keys()].some((type) => resourcesOpenTo(acting, type).length > 0) ||
    [...world.exposing.keys()].some((type) => leadsOut(acting, type)) ||
    [...world.loading.keys()].some((type) => loadedFor(acting, type).some((one) => isOut(acting, one)))
  );
}

/** Whether credentials of somebody of another account are in what it may come to read. */
function leadsOut(acting: AnyActing, type: string): boolean {
  const { actor } = acting;
  return exposingTo(acting, type).some(({ of }) => of.some((arn) => parseArn(arn)?.account !== actor.account));
}

function isOfCenter({ actor, world, view }: AnyActing): boolean {
  return administeredBy(view, world.center, actor.account ?? '').some(({ set }) => set.roles.includes(actor.id));
}

/** Users and roles, of any account, whose credentials are in what it may come to read. */
function exposedTo(acting: AnyActing, type: string): readonly Candidate[] {
  const { actor, view } = acting;
  return exposingTo(acting, type).flatMap(({ resource, of }) =>
    of.flatMap((arn): readonly Candidate[] => {
      const target = view.node(nodeId.arn(arn));
      const isSomebody = target?.label === 'User' || target?.label === 'Role';
      return isSomebody && target.id !== actor.id ? [{ target, resource, facts: [] }] : [];
    }),
  );
}

/** Resources with credentials that are of its account, or of others whose policies admit it or everybody. */
export function exposingTo(acting: Placed, type: string): readonly Exposing[] {
  const { actor, world } = acting;
  const exposing = world.exposing.get(type) ?? [];
  if (exposing.length === 0) return [];
  const naming = new Set(resourcesNaming(acting).map(({ id }) => id));
  return exposing.filter(
    ({ resource: { id, account } }) => account === actor.account || world.openToAll.has(id) || naming.has(id),
  );
}

/** Of which the bucket is of its account, or admits it or everybody; one that nobody listed may be of the account of what loads from it. */
function loadingFor(acting: Placed, type: string): readonly Loading[] {
  const { actor, world, view } = acting;
  const all = world.loading.get(type) ?? [];
  if (all.length === 0) return [];
  const naming = new Set(resourcesNaming(acting).map(({ id }) => id));
  return all.filter(({ resource, bucket }) => {
    const node = bucketNode(view, bucket);
    if (node === null) return resource.account === actor.account;
    return node.account === actor.account || world.openToAll.has(node.id) || naming.has(node.id);
  });
}

/** Of a bucket that nobody listed it is not known whose it is. */
function loadedFor(acting: AnyActing, type: string): readonly Candidate[] {
  const { actor, view } = acting;
  return loadingFor(acting, type).flatMap(({ resource, role, object, bucket }): readonly Candidate[] => {
    if (role.id === actor.id) return [];
    const target = { target: role, resource, object: object.endsWith('/') ? `${object}*` : object };
    if (bucketNode(view, bucket) !== null) return [{ ...target, facts: [] }];
    const gap = notCollected({ ...resource, arn: bucket }, `Whose bucket ${bucket} is`);
    return [{ ...target, facts: [unknownFact('bucket', bucket, gap)] }];
  });
}

/** What is not stated of the properties that a resource has to have; null where one is otherwise. */
function propertiesOf(
  resource: NodeOf<'Resource'>,
  where: Readonly<Record<string, unknown>>,
): readonly DecidedRequest[] | null {
  const facts = Object.entries(where).map(([name, wanted]) => propertyOf(resource, name, wanted));
  if (facts.includes('OTHERWISE')) return null;
  return facts.filter((fact) => fact !== 'SO' && fact !== 'OTHERWISE');
}

function propertyOf(resource: NodeOf<'Resource'>, name: string, wanted: unknown): DecidedRequest | 'SO' | 'OTHERWISE' {
  const value = valueOf(settingOf(resource.properties, name, (found) => found));
  if (value !== undefined) return JSON.stringify(value) === JSON.stringify(wanted) ? 'SO' : 'OTHERWISE';
  return unknownFact(
    name,
    resource.arn ?? resource.id,
    notCollected(resource, `${name} of ${resource.arn ?? resource.name}`),
  );
}

function usersFor({ actor, world }: AnyActing, target: Target & { readonly kind: 'USER' }): readonly Candidate[] {
  const { hasLoginProfile, hasTwoAccessKeys } = target;
  return (world.users.get(actor.account ?? '') ?? []).flatMap((user): readonly Candidate[] => {
    if (user.id === actor.id) return [];
    const { passwordEnabled, accessKeys } = user.credentials ?? { passwordEnabled: null, accessKeys: null };
    const wanted = [
      { is: passwordEnabled, wanted: hasLoginProfile, what: `Whether ${user.arn ?? user.name} has a password` },
      {
        is: accessKeys === null ? null : accessKeys.length >= 2,
        wanted: hasTwoAccessKeys,
        what: `How many access keys ${user.arn ?? user.name} has`,
      },
    ].filter((fact) => fact.wanted !== null);
    if (wanted.some((fact) => fact.is !== null && fact.is !== fact.wanted)) return [];
    const facts = wanted
      .filter((fact) => fact.is === null)
      .map(({ what }) => unknownFact('credentials', user.arn ?? user.id, notCollected(user, what)));
    return [{ target: user, resource: null, facts }];
  });
}
