import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { CompiledPolicy } from '../../policy/compile.js';
import { admits } from '../../policy/index.js';
import type { PolicyView } from '../view.js';
import { canBeChanged } from './canBeChanged.js';
import { requestToEnter } from './enter.js';
import type { DecidedRequest } from './requests.js';
import type { Target } from './technique.js';
import type { World } from './world.js';

type Role = NodeOf<'Role'>;

/** A role that a technique may be about. */
export interface Givable {
  readonly role: Role;
  /** What its trust says of the service; null: it admits it not, or not to call what else it has to. Left out where none is asked for. */
  readonly trust?: () => DecidedRequest | null;
}

/** What trusts say of services, each decided once. */
export function admitting(view: PolicyView): World['admits'] {
  const known = new Map<string, DecidedRequest | null>();
  return (role, service, beside) => {
    const key = [role.id, service, ...beside].join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const isNamed = ['sts:AssumeRole', ...beside].every((action) => isIn(servicesOf(view, role, action), service));
    const found = isNamed ? decideTrust(view, role, service) : null;
    known.set(key, found);
    return found;
  };
}

/** Found once for each account and what a technique asks of roles. What a trust says is decided when it is asked. */
export function rolesGivable(
  view: PolicyView,
  { roles, admits: decide }: Pick<World, 'roles' | 'admits'>,
): World['givable'] {
  const known = new Map<string, readonly Givable[]>();
  const naming = new Map<string, ReturnType<typeof byService>>();
  const changeable = (account: string): readonly Role[] => (roles.get(account) ?? []).filter(canBeChanged);
  const namingIn = (account: string, service: string): readonly Role[] => {
    const found = naming.get(account) ?? byService(view, changeable(account));
    naming.set(account, found);
    return found(service);
  };
  const find = (account: string, { service, admitting: beside, needsInstanceProfile }: Wanted): readonly Givable[] => {
    const all = service === null ? changeable(account) : namingIn(account, service);
    const some = needsInstanceProfile ? all.filter(({ instanceProfiles }) => instanceProfiles.length > 0) : all;
    return some.map((role) => (service === null ? { role } : { role, trust: () => decide(role, service, beside) }));
  };
  return (account, target) => {
    const key = [account, target.service, target.needsInstanceProfile, ...target.admitting].join(' ');
    const found = known.get(key) ?? find(account, target);
    known.set(key, found);
    return found;
  };
}

type Wanted = Target & { readonly kind: 'ROLE' };

/** Which of these roles name a service in their trust, in their order. */
function byService(view: PolicyView, roles: readonly Role[]): (service: string) => readonly Role[] {
  const open: Role[] = [];
  const named = new Map<string, Role[]>();
  for (const role of roles) {
    const services = servicesOf(view, role, 'sts:AssumeRole');
    if (services === 'ANY') {
      for (const list of [open, ...named.values()]) list.push(role);
      continue;
    }
    for (const service of services) {
      const list = named.get(service) ?? [...open];
      list.push(role);
      named.set(service, list);
    }
  }
  return (service) => named.get(service) ?? open;
}

/** Lower-case names of the services that a trust policy names. */
type Services = ReadonlySet<string> | 'ANY';

function isIn(services: Services, service: string): boolean {
  return services === 'ANY' || services.has(service);
}

const NONE: Services = new Set();
const OPEN_KINDS: ReadonlySet<string> = new Set(['EVERYONE', 'ALL_BUT']);
const services = new WeakMap<CompiledPolicy, Map<string, Services>>();

/** Found once for all roles that have the same trust policy. */
function servicesOf(view: PolicyView, role: Role, action: string): Services {
  if (view.node(nodeId.trustPolicy(role.id)) === null) return NONE;
  const trust = view.policy(nodeId.trustPolicy(role.id));
  if ('text' in trust) return NONE;
  const known = services.get(trust) ?? new Map<string, Services>();
  services.set(trust, known);
  const found = known.get(action) ?? readServices(trust, action);
  known.set(action, found);
  return found;
}

function readServices(trust: CompiledPolicy, action: string): Services {
  const all = admits(trust, action);
  if (all.some(({ kind }) => OPEN_KINDS.has(kind))) return 'ANY';
  return new Set(all.flatMap(({ kind, value }) => (kind === 'SERVICE' ? value.toLowerCase() : [])));
}

/** Services make the request for whoever passed the role, in its account. */
function decideTrust(view: PolicyView, role: Role, service: string): DecidedRequest | null {
  const from: NodeOf<'Service'> = {
    label: 'Service',
    id: nodeId.service(service),
    arn: null,
    name: service,
    account: null,
  };
  return requestToEnter(
    view,
    { from, to: role, action: 'sts:AssumeRole' },
    {
      stated: [['aws:sourceaccount', role.account ?? '']],
      because: `${service} is admitted by the trust policy.`,
    },
  );
}
