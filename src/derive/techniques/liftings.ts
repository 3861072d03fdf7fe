import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { PolicyView } from '../view.js';
import { EVERYTHING, viewWith } from './hypothesis.js';
import { type DecidedRequest, notCollected, unknownFact } from './requests.js';
import type { Acting } from './takeSteps.js';
import { mayDeny } from './takingOff.js';
import { resourcesNaming } from './targets.js';
import type { Target, Technique } from './technique.js';

/** A technique that changes what control policies bind an account. */
export type Lifter = Technique & { readonly target: Target & { readonly kind: 'CONTROLS' } };

/** Control policies bind an account less: what that takes, and the view in which it is so. */
export interface Lifting {
  readonly requests: readonly DecidedRequest[];
  readonly view: PolicyView;
  /** What binds then, as a text: equal texts are one. */
  readonly key: string;
}

const KINDS = ['SERVICE_CONTROL', 'RESOURCE_CONTROL'] as const;
type Kind = (typeof KINDS)[number];
type Levels = readonly { readonly at: string; readonly policies: readonly string[] }[];
type Controls = ReadonlyMap<Kind, Levels | null>;

/** The organisation of the actor, as far as it may change it. */
interface Office {
  readonly organization: NodeOf<'Organization'>;
  /** The policy of the organisation that delegates to the actor; null: the actor is of the management account. */
  readonly delegation: NodeOf<'Resource'> | null;
}

/**
 * The accounts whose control policies a technique may be about for this actor: members, for one of the management account or to whom the
 * organisation's own policy delegates; for leaving, its own.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html
 */
export function liftable(acting: Acting, { target }: Lifter): readonly NodeOf<'Account'>[] {
  const { actor, view, world } = acting;
  const own = view.account(actor.account ?? '');
  if (own === null || own.organizationId === null) return [];
  if (target.by === 'LEAVING') return own.isManagement || own.delegatedServices.length > 0 ? [] : [own];
  const office = officeOf(acting, own);
  if (office === null || (office.delegation !== null && !DELEGABLE.has(target.by))) return [];
  return [...new Set([own.accountId, ...world.roles.keys()])].flatMap((id): readonly NodeOf<'Account'>[] => {
    const account = view.account(id);
    const isMember = account?.organizationId === own.organizationId && !account.isManagement;
    return account !== null && isMember ? [account] : [];
  });
}

const DELEGABLE: ReadonlySet<Lifter['target']['by']> = new Set(['UPDATING', 'DETACHING', 'DISABLING']);

function officeOf(acting: Acting, own: NodeOf<'Account'>): Office | null {
  const organization = acting.view.node(nodeId.organization(own.organizationId ?? ''));
  if (organization?.label !== 'Organization') return null;
  if (own.isManagement) return { organization, delegation: null };
  const delegation = resourcesNaming(acting).find(
    ({ type, account }) => type === 'AWS::Organizations::ResourcePolicy' && account === organization.managementAccount,
  );
  return delegation === undefined ? null : { organization, delegation };
}

/** The ways in which the actor can make control policies bind an account less by a technique, those that ask less first. */
export function liftingsOf(acting: Acting, technique: Lifter, account: NodeOf<'Account'>): readonly Lifting[] {
  const { by } = technique.target;
  if (by === 'LEAVING' || by === 'REMOVING') return outside(acting, technique, account);
  if (by === 'MOVING') return moved(acting, technique, account);
  const ofEach = (isSure: boolean): readonly Change[] =>
    KINDS.flatMap((kind) => changeOf(acting, technique, account, { kind, isSure }) ?? []);
  const changes = [true, false].flatMap((isSure) => {
    const each = ofEach(isSure);
    return each.length === 2 ? [...each, bothOf(each)] : each;
  });
  const found = changes.map(({ requests, controls }) => liftingTo(acting.view, account, requests, controls));
  return [...new Map(found.toReversed().map((one) => [one.key, one])).values()].toReversed();
}

/** What binds otherwise, by kind. */
interface Change {
  readonly requests: readonly DecidedRequest[];
  readonly controls: Controls;
}

function bothOf(each: readonly Change[]): Change {
  return {
    requests: each.flatMap(({ requests }) => requests),
    controls: new Map(each.flatMap(({ controls }) => [...controls])),
  };
}

/** Policies of one kind written anew, detached or switched off; `isSure`: what the actor may do whatever is so. Null: nothing changes. */
function changeOf(
  acting: Acting,
  technique: Lifter,
  account: NodeOf<'Account'>,
  { kind, isSure }: { readonly kind: Kind; readonly isSure: boolean },
): Change | null {
  const { view } = acting;
  const levels = view.controls(account.accountId, kind);
  if (levels === null || levels === 'NOT_COLLECTED') return null;
  const { by } = technique.target;
  const asked = (arns: readonly string[]): readonly DecidedRequest[] | null => {
    const found = ask(acting, technique, arns, { 'organizations:PolicyType': `${kind}_POLICY` });
    return found === null || (isSure && found.some(({ judgement }) => judgement.decision !== 'ALLOWED')) ? null : found;
  };
  if (by === 'DISABLING') {
    const root = levels[0] === undefined ? null : asked([arnOf(acting, levels[0].at, account)]);
    return root === null ? null : { requests: root, controls: new Map([[kind, null]]) };
  }
  const requests: DecidedRequest[] = [];
  const changed = levels.map((level) => {
    const policies = level.policies.flatMap((policy): readonly string[] => {
      const isBinding = by === 'DETACHING' ? mayDeny(view, policy) : isCustomers(view, policy);
      const found = isBinding
        ? asked(by === 'DETACHING' ? [policy, arnOf(acting, level.at, account)] : [policy])
        : null;
      if (found === null) return [policy];
      requests.push(...found);
      return by === 'DETACHING' ? [] : [EVERYTHING.node.id];
    });
    return policies.length === 0 ? level : { ...level, policies };
  });
  return requests.length === 0 ? null : { requests, controls: new Map([[kind, changed]]) };
}

/** AWS's own policies of organisations can be detached, and not written. */
function isCustomers(view: PolicyView, id: string): boolean {
  return view.node(id)?.account !== null;
}

/**
 * Its organisation binds it no more, and conditions on the organisation do not take it in. Whether it can stand alone is not known.
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_LeaveOrganization.html
 */
function outside(acting: Acting, technique: Lifter, account: NodeOf<'Account'>): readonly Lifting[] {
  const { organizationId, accountId } = account;
  const arns = technique.target.by === 'LEAVING' ? ['*'] : [arnOf(acting, account.id, account)];
  const found = ask(acting, technique, arns, {});
  if (found === null) return [];
  const gap = notCollected(account, `Whether account ${accountId} has what AWS asks of one that stands alone`);
  const requests = [...found, unknownFact('standsAlone', account.arn ?? account.id, gap)];
  const alone = { ...account, organizationId: null, parentId: null, organizationPath: null };
  const left = { ...alone, outsideOf: [organizationId ?? ''] };
  return [liftingTo(acting.view, left, requests, new Map(KINDS.map((kind) => [kind, null])))];
}

/**
 * To the root, where nothing binds it but what does so there and at the account itself.
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_MoveAccount.html
 */
function moved(acting: Acting, technique: Lifter, account: NodeOf<'Account'>): readonly Lifting[] {
  const controls = new Map<Kind, Levels>();
  for (const kind of KINDS) {
    const levels = acting.view.controls(account.accountId, kind);
    if (levels !== null && levels !== 'NOT_COLLECTED' && levels.length > 2)
      controls.set(kind, [...levels.slice(0, 1), ...levels.slice(-1)]);
  }
  const root = [...controls.values()][0]?.[0]?.at;
  if (root === undefined || account.parentId === null) return [];
  const arns = [account.id, account.parentId, root].map((id) => arnOf(acting, id, account));
  const requests = ask(acting, technique, arns, {});
  const organizationPath = `${account.organizationId ?? ''}/${root.slice(nodeId.unit('').length)}/`;
  const there = { ...account, parentId: root, organizationPath };
  return requests === null ? [] : [liftingTo(acting.view, there, requests, controls)];
}

function liftingTo(
  view: PolicyView,
  account: NodeOf<'Account'>,
  requests: readonly DecidedRequest[],
  controls: Controls,
): Lifting {
  const changed = viewWith(view, { holder: '', attachments: [], nodes: [account] });
  return {
    requests,
    key: JSON.stringify([account.accountId, account.parentId, [...controls]]),
    view: {
      ...changed,
      account: (id) => (id === account.accountId ? account : view.account(id)),
      controls: (id, kind) =>
        id === account.accountId && controls.has(kind) ? (controls.get(kind) ?? null) : view.controls(id, kind),
    },
  };
}

/** The requests of its steps, each on all of these; null as soon as one is denied. The policy of the organisation bears on them. */
function ask(
  acting: Acting,
  { steps }: Lifter,
  arns: readonly string[],
  stated: Readonly<Record<string, string>>,
): readonly DecidedRequest[] | null {
  const own = acting.view.account(acting.actor.account ?? '');
  const office = own === null ? null : officeOf(acting, own);
  const account = office?.organization.managementAccount ?? acting.actor.account;
  const node = office?.delegation ?? null;
  const found = steps.flatMap(({ actions, context }) =>
    actions.flatMap((action) =>
      arns.map((arn) => acting.requests(action, { arn, account, node }, { ...context, ...stated })),
    ),
  );
  return found.some(({ judgement }) => judgement.decision === 'DENIED') ? null : found;
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html */
function arnOf({ view }: Acting, id: string, { accountId, organizationId, partition }: NodeOf<'Account'>): string {
  const organization = view.node(nodeId.organization(organizationId ?? ''));
  const base = `arn:${partition}:organizations::${organization?.account ?? ''}`;
  const within = organizationId ?? '';
  if (id === nodeId.account(accountId)) return `${base}:account/${within}/${accountId}`;
  const unit = id.slice(nodeId.unit('').length);
  return `${base}:${unit.startsWith('r-') ? 'root' : 'ou'}/${within}/${unit}`;
}
