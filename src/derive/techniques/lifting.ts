import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { Decision } from '../../iam/decision.js';
import type { PolicyView } from '../view.js';
import { askAdministrator } from './administrator.js';
import { type Become, becomes, better, decisionOf, sentenceOf } from './become.js';
import { callerKey } from './callerKey.js';
import { conjoin } from './conjoin.js';
import { conclude, controlByRewriting, type Gained, oncePerTarget } from './control.js';
import { enter } from './enter.js';
import { type Lifter, liftable, type Lifting, liftingsOf } from './liftings.js';
import { type DecidedRequest, requestsOf } from './requests.js';
import type { Acting } from './takeSteps.js';
import type { Technique } from './technique.js';

/** Control of an account, or somebody of one, that control policies keep from the actor no more. */
export interface Lifted {
  readonly control: readonly (Gained & { readonly account: string })[];
  readonly become: readonly Become[];
}

/** What the actor has without. */
interface Before {
  readonly found: readonly Become[];
  /** Numbers of the accounts that it has control of whatever is so. */
  readonly controls: ReadonlySet<string>;
}

/**
 * What the actor gains by changing the control policies of its organisation, or by taking an account out of it: in its own account what it
 * could do then; in another, control by a role that it can enter.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function gainsByLifting(acting: Acting, techniques: readonly Technique[], before: Before): Lifted {
  const lifters = techniques.filter((technique): technique is Lifter => technique.target.kind === 'CONTROLS');
  const gains = lifters.flatMap((technique) =>
    liftable(acting, technique)
      .filter(({ accountId }) => !before.controls.has(accountId))
      .map((account) =>
        account.accountId === acting.actor.account
          ? gainAtHome(acting, technique, account, { techniques, found: before.found })
          : gainIn(acting, technique, account),
      ),
  );
  return { control: gains.flatMap(({ control }) => control), become: gains.flatMap(({ become }) => become) };
}

const NOTHING: Lifted = { control: [], become: [] };

function gainAtHome(
  acting: Acting,
  technique: Lifter,
  account: NodeOf<'Account'>,
  { techniques, found }: { readonly techniques: readonly Technique[]; readonly found: readonly Become[] },
): Lifted {
  const { actor, world } = acting;
  for (const { requests, view } of liftingsOf(acting, technique, account)) {
    const then: Acting = { ...acting, view, requests: requestsOf(view, actor, { isStart: true }) };
    const whole = conclude(requests, technique, askAdministrator(view, actor, then.requests));
    const ways = becomes(then, techniques);
    const rewritten = whole === null ? controlByRewriting(then, techniques, ways) : { control: [], become: [] };
    const further = rewritten.control.flatMap(({ conjunction }) => {
      const all = [...requests, ...conjunction.requests];
      const joined = conjoin(all, sentenceOf(technique, all));
      return joined === null ? [] : [{ technique, conjunction: joined }];
    });
    const control = [...(whole === null ? [] : [whole]), ...further.slice(0, 1)];
    const entries = (world.roles.get(account.accountId) ?? []).flatMap((role) => {
      const entry = enter(view, actor, role);
      const before = entry === null ? undefined : enter(acting.view, actor, role)?.judgement.decision;
      return entry === null ? [] : [{ target: role, requests: [entry], before }];
    });
    const become = [...ways, ...rewritten.become].map((way) => ({ ...way, before: decisionOf(found, way.target) }));
    const gained = [...become, ...entries].flatMap((way) => better(technique, requests, way));
    if (control.length + gained.length > 0)
      return { control: control.map((one) => ({ ...one, account: account.accountId })), become: oncePerTarget(gained) };
  }
  return NOTHING;
}

/** By a role of the account that admits the actor, now or then. */
function gainIn(acting: Acting, technique: Lifter, account: NodeOf<'Account'>): Lifted {
  const roles = rolesAdmitting(acting, account.accountId)
    .map((role) => ({ role, standing: standingOf(acting, role) }))
    .filter(({ standing }) => standing !== 'ALLOWED');
  if (roles.length === 0) return NOTHING;
  const become: Become[] = [];
  for (const lifting of liftingsOf(acting, technique, account)) {
    const entries = roles.flatMap(({ role, standing }) => {
      const before = enter(acting.view, acting.actor, role);
      const then = enter(lifting.view, acting.actor, role);
      if (then !== null) {
        const way = { target: role, requests: [then], before: before?.judgement.decision };
        become.push(...better(technique, lifting.requests, way));
      }
      const entry = before ?? then;
      return entry === null || standing === null ? [] : [{ lifting, role, entry, standing }];
    });
    const best = bestOf(entries, (entry) => controlBy(acting, technique, entry));
    if (best !== null) return { control: [{ ...best, account: account.accountId }], become: oncePerTarget(become) };
  }
  return { control: [], become: oncePerTarget(become) };
}

/** The first that is sure, or the first at all; what comes behind that is not looked at. */
function bestOf<T>(all: readonly T[], controlOf: (one: T) => Gained | null): Gained | null {
  let first: Gained | null = null;
  for (const one of all) {
    const control = controlOf(one);
    if (control?.conjunction.decision === 'ALLOWED') return control;
    first ??= control;
  }
  return first;
}

/** Control of the actor's account leads to those that admit the whole of it. */
function rolesAdmitting({ actor, view, world, isForOthers }: Acting, account: string): readonly NodeOf<'Role'>[] {
  const shared = isForOthers ? [] : [nodeId.account(actor.account ?? ''), nodeId.anyone];
  const ids = [actor.id, ...shared].flatMap((id) => world.trusting.get(id) ?? []);
  return [...new Set(ids)].flatMap((id) => {
    const node = view.node(id);
    return node?.label === 'Role' && node.isCollected && node.account === account ? [node] : [];
  });
}

/** What makes it more of an administrator than it is. */
function controlBy(
  acting: Acting,
  technique: Lifter,
  {
    lifting,
    role,
    entry,
    standing,
  }: {
    readonly lifting: Lifting;
    readonly role: NodeOf<'Role'>;
    readonly entry: DecidedRequest;
    readonly standing: Decision;
  },
): Gained | null {
  const after = administratorOf(acting.view, role, lifting);
  if (standing !== 'DENIED' && after.decision !== 'ALLOWED') return null;
  return conclude([...lifting.requests, entry], technique, after.asked);
}

/** Whether a role is an administrator of its account, and what is asked of it. */
interface Standing {
  readonly decision: Decision;
  readonly asked: readonly DecidedRequest[] | null;
}

const standings = new WeakMap<PolicyView, Map<string, Decision>>();

/** Of a role as it is, found once for all that are decided alike; null: whatever binds it, its own policies make it none. */
function standingOf({ world: { view }, holdings }: Acting, role: NodeOf<'Role'>): Decision | null {
  if (!holdings.mayAdminister(view, role)) return null;
  return remembered(standings, view, callerKey(view, role).anywhere, () => ask(view, role).decision);
}

const lifted = new WeakMap<PolicyView, Map<string, Standing>>();

/** Of a role with what binds it lifted: found once, whoever asks. */
function administratorOf(view: PolicyView, role: NodeOf<'Role'>, lifting: Lifting): Standing {
  return remembered(lifted, view, `${role.id} ${lifting.key}`, () => ask(lifting.view, role));
}

function ask(view: PolicyView, role: NodeOf<'Role'>): Standing {
  const asked = askAdministrator(view, role, requestsOf(view, role, { isStart: false }));
  const isWhole = asked?.every(({ judgement }) => judgement.decision === 'ALLOWED') === true;
  return { decision: asked === null ? 'DENIED' : isWhole ? 'ALLOWED' : 'CONDITIONAL', asked };
}

function remembered<T>(all: WeakMap<PolicyView, Map<string, T>>, view: PolicyView, key: string, make: () => T): T {
  const known = all.get(view) ?? new Map<string, T>();
  all.set(view, known);
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
