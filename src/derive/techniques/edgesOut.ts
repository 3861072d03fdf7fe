import { nodeId } from '../../graph/ids.js';
import type { EdgeKind } from '../../graph/edges.js';
import type { GraphNode, NodeOf, PrincipalNode } from '../../graph/nodes.js';
import type { PolicyView } from '../view.js';
import { askAdministrator } from './administrator.js';
import { type Become, becomes } from './become.js';
import { gainsByChoosing } from './choose.js';
import { conjoin, type Conjunction, isWithin } from './conjoin.js';
import { becomesByCenter } from './becomeByCenter.js';
import { controlByRewriting, type Gained, oncePerTarget, oncePerTechnique } from './control.js';
import type { GainedThere } from './bestGained.js';
import { controlByCenter } from './controlByCenter.js';
import { controlByExposedRoots } from './exposedRoots.js';
import { waysToGuarded } from './leadToGuarded.js';
import { leadToOthers } from './leadToOthers.js';
import { groupBy } from '../groupBy.js';
import { gainsByLifting, type Lifted } from './lifting.js';
import type { Holdings } from './holdings.js';
import { inReach } from './inReach.js';
import { waysFromControl } from './leadFromControl.js';
import { gainsByOpening } from './opening.js';
import { type Requests, requestsOf } from './requests.js';
import { roleOfResource } from './roleOfResource.js';
import type { Acting, AnyActing } from './takeSteps.js';
import type { Technique } from './technique.js';
import { mayLeadOut } from './targets.js';
import { accountNode, type Actor, isStranger, type Stranger, type World } from './world.js';

/** What an edge is made of beside its ends. */
export type Told = Pick<Conjunction, 'decision' | 'needs' | 'evidence' | 'gaps' | 'requests'> & {
  readonly rule: string;
  readonly action: string;
  readonly technique?: string;
};
export type AddEdge = (kind: EdgeKind, from: string, to: string, told: Told) => void;

/** What the edges out of nodes are looked for with. */
export interface Asking {
  readonly world: World;
  readonly holdings: Holdings;
  readonly of: (principal: Actor | NodeOf<'RootUser'>) => Asked;
}

/** What one principal is asked; those who are decided alike may share it. */
export interface Asked {
  readonly requests: Requests;
  /** Whether it is an administrator of its account; null where it is none. */
  readonly administrator: () => Conjunction | null;
}

/** Every edge out of a node by technique, of control, and of what a resource runs as. */
export function edgesOut(asking: Asking, node: GraphNode, add: AddEdge): void {
  const { world } = asking;
  if (node.label === 'RootUser' && isCollected(world, node)) {
    addAdministrator(node, asking.of(node).administrator(), add);
  } else if ((node.label === 'User' || node.label === 'Role') && node.isCollected) {
    edgesOfActor(asking, node, add);
  } else if (isStranger(node)) {
    edgesOfStranger(asking, node, add);
  } else if (node.label === 'AccountControl') {
    const account = accountNode(world.view, node.account ?? '');
    leadToOwn(asking, account, add);
    leadToOthers(asking, account, add);
  } else if (node.label === 'Resource') {
    const role = roleOfResource(world.view, node);
    if (role !== null) add('RUNS_AS', node.id, role.id, runsAs(node));
  }
}

/** From control of an account to those of it, each once. */
function leadToOwn(asking: Asking, account: NodeOf<'Account'>, add: AddEdge): void {
  const from = nodeId.accountControl(account.accountId);
  for (const [to, { action, conjunction }] of new Map([
    ...waysFromControl(asking.world, account),
    ...waysToGuarded(asking, account),
  ]))
    add('CAN_ADMINISTER', from, to, { rule: 'account-control', action, ...conjunction });
}

/** Asks one principal alone. */
export function askAlone(view: PolicyView, principal: PrincipalNode): Asked {
  return askedBy(view, principal, requestsOf(view, principal, { isStart: true }));
}

/** What a principal is asked by these requests. */
export function askedBy(view: PolicyView, principal: PrincipalNode, requests: Requests): Asked {
  return {
    requests,
    administrator: () => {
      const found = askAdministrator(view, principal, requests);
      return found === null ? null : conjoin(found, 'It can do everything that makes an administrator of its account.');
    },
  };
}

function isCollected({ view }: World, { account }: GraphNode): boolean {
  return account !== null && view.account(account)?.isCollected === true;
}

function addAdministrator({ id, account }: PrincipalNode, administrator: Conjunction | null, add: AddEdge): void {
  if (administrator === null) return;
  const told = { rule: 'administrator', action: 'iam:*', ...administrator };
  add('CAN_ADMINISTER', id, nodeId.accountControl(account ?? ''), told);
}

/** Control first: who controls the account is not shown to become each of its principals by each technique, which control leads to. */
function edgesOfActor({ world, holdings, of }: Asking, actor: Actor, add: AddEdge): void {
  const { view } = world;
  const { possible, mayAdminister } = heldBy(world, holdings, actor);
  if (possible.length === 0 && !mayAdminister) return;
  const controlId = nodeId.accountControl(actor.account ?? '');
  const { requests, administrator: askIt } = of(actor);
  const administrator = mayAdminister ? askIt() : null;
  addAdministrator(actor, administrator, add);
  const isForOthers = administrator?.decision === 'ALLOWED';
  const acting: Acting = { actor, view, world, holdings, requests, isForOthers };
  if (isForOthers && !mayLeadOut(acting)) {
    addLifted(actor, gainsByLifting(acting, possible, { found: [], controls: new Set([actor.account ?? '']) }), add);
    return;
  }
  const assigned = oncePerTarget(becomesByCenter(acting, possible));
  const found = becomes(acting, possible);
  const gained = controlByRewriting(acting, possible, found);
  const chosen = gainsByChoosing(acting, possible, found);
  const center = controlByCenter(acting, possible);
  const read = controlByExposedRoots(acting, possible);
  const opened = gainsByOpening(acting, possible, { found, control: read });
  const there: GainedThere = {
    control: [...center.control, ...read, ...opened.control],
    become: [...center.become, ...opened.become],
  };
  const held = administrator === null ? [] : [administrator];
  const isSure = (one: Gained): boolean => one.conjunction.decision === 'ALLOWED';
  const controlsOwn = isForOthers || [...gained.control, ...chosen.control].some(isSure);
  const controlled = new Set(controlsOwn ? [actor.account ?? ''] : []);
  const lifted = gainsByLifting(acting, possible, { found, controls: controlled });
  const own = oncePerTechnique(there.control.filter(({ account }) => account === actor.account));
  const control = [...gained.control, ...chosen.control, ...own].filter(
    ({ conjunction }) => !isWithin(conjunction, held),
  );
  for (const one of control) add('CAN_ESCALATE', actor.id, controlId, toldOf(one));
  for (const [account, some] of groupBy(there.control, (one) => one.account)) {
    if (account === actor.account) continue;
    for (const one of oncePerTechnique(some))
      add('CAN_ESCALATE', actor.id, nodeId.accountControl(account), toldOf(one));
  }
  const isOwn = ({ account }: Lifted['control'][number]): boolean => account === actor.account;
  const atHome = lifted.control.filter((one) => isOwn(one) && !isWithin(one.conjunction, held));
  addLifted(actor, { ...lifted, control: [...atHome, ...lifted.control.filter((one) => !isOwn(one))] }, add);
  // Control of an account leads to none of the roles that IAM Identity Center keeps.
  for (const one of assigned) add('CAN_ESCALATE', actor.id, one.target.id, toldOf(one));
  const controls = [...held, ...control.map(({ conjunction }) => conjunction)];
  const others = [...found, ...gained.become, ...chosen.become, ...oncePerTarget(there.become)];
  for (const one of others) {
    if (!isWithin(one.conjunction, controls) || one.target.account !== actor.account)
      add('CAN_ESCALATE', actor.id, one.target.id, toldOf(one));
  }
}

/** What resources of accounts that were collected let somebody of elsewhere do. Whoever is behind its own account is not known. */
function edgesOfStranger({ world, holdings }: Asking, stranger: Stranger, add: AddEdge): void {
  const { view } = world;
  const types = new Set([
    ...(world.naming.get(stranger.id) ?? []).flatMap((id) => typeOf(view, id)),
    ...world.openAndLeading.keys(),
  ]);
  const possible = holdings.onResources
    .filter(({ type, technique }) => types.has(type) && technique.exists.length === 0)
    .map(({ technique }) => technique);
  if (possible.length === 0) return;
  const { requests } = askAlone(view, stranger);
  const acting: AnyActing = { actor: stranger, view, world, holdings, requests, isForOthers: true };
  const found = becomes(acting, possible);
  const read = controlByExposedRoots(acting, possible);
  const opened = gainsByOpening(acting, possible, { found, control: read });
  for (const [account, some] of groupBy([...read, ...opened.control], (one) => one.account)) {
    for (const one of oncePerTechnique(some))
      add('CAN_ESCALATE', stranger.id, nodeId.accountControl(account), toldOf(one));
  }
  for (const one of [...found, ...oncePerTarget(opened.become)])
    add('CAN_ESCALATE', stranger.id, one.target.id, toldOf(one));
}

function typeOf(view: PolicyView, id: string): readonly string[] {
  const node = view.node(id);
  return node?.label === 'Resource' ? [node.type] : [];
}

function addLifted({ id }: Actor, { control, become }: Lifted, add: AddEdge): void {
  for (const { account, ...one } of control) add('CAN_ESCALATE', id, nodeId.accountControl(account), toldOf(one));
  for (const one of become) add('CAN_ESCALATE', id, one.target.id, toldOf(one));
}

/** What it may be allowed, by its own policies, by a resource's or as an access entry lets it, of what there is in its reach. */
function heldBy(world: World, holdings: Holdings, actor: Actor): Held {
  const held = holdings.possible(world.view, actor);
  const entering = world.entered.has(actor.arn ?? '') ? holdings.byEntry : [];
  const more = [...openedByResources(world, holdings, actor), ...entering];
  const all = more.length === 0 ? held : [...new Set([...held, ...more])];
  const mayAdminister = all.length > 0 && holdings.mayAdminister(world.view, actor);
  return { possible: inReach(world, actor, all), mayAdminister };
}

interface Held {
  readonly possible: readonly Technique[];
  readonly mayAdminister: boolean;
}

/** Techniques that ask nothing but what a resource's own policy may allow by itself, where one of its account names the actor or everybody. */
function openedByResources(world: World, holdings: Holdings, actor: Actor): readonly Technique[] {
  const naming = (world.naming.get(actor.id) ?? []).flatMap((id) => {
    const node = world.view.node(id);
    return node?.label === 'Resource' && node.account === actor.account ? [node.type] : [];
  });
  const types = new Set([...naming, ...(world.openTypes.get(actor.account ?? '') ?? [])]);
  return types.size === 0 ? [] : holdings.onResources.filter(({ type }) => types.has(type)).map((one) => one.technique);
}

/** An edge by a technique. */
export function toldOf({ technique, conjunction }: Pick<Become, 'technique' | 'conjunction'> | Gained): Told {
  const [action = conjunction.requests[0]?.action ?? ''] = technique.steps.flatMap(({ actions }) => actions);
  return { rule: technique.id, technique: technique.id, action, ...conjunction };
}

function runsAs(resource: NodeOf<'Resource'>): Told {
  const because = `${resource.arn ?? resource.name} acts with this role: whoever controls what it runs has the role's permissions.`;
  return {
    rule: 'runs-as',
    action: 'sts:AssumeRole',
    decision: 'ALLOWED',
    needs: null,
    gaps: [],
    requests: [],
    evidence: { because, layers: [] },
  };
}
