import { nodeId } from '../graph/ids.js';
import type { NodeOf, PrincipalNode } from '../graph/nodes.js';
import { CALLER, CALLER_ACCOUNT, TARGET, TARGET_ACCOUNT } from '../graph/references.js';
import type { Json } from '../lib/json.js';
import { compilePolicy } from '../policy/compile.js';
import type { AttachedPolicy, ControlLevel, Layers } from '../policy/model.js';
import { numberOf } from './classes/numberOf.js';
import type { EnteredNode } from './facts.js';
import type { PolicyView } from './view.js';

/** The policies that bear on a request of one principal to enter a role, their ids written with references to the two ends. */
export function layersOf(
  view: PolicyView,
  from: PrincipalNode,
  to: EnteredNode,
  sessionPolicies: readonly Json[] | null,
): Layers {
  return { ...layersOfCaller(view, from, sessionPolicies), ...layersOfTarget(view, to) };
}

/** The caller's side of them. */
export function layersOfCaller(view: PolicyView, from: PrincipalNode, sessionPolicies: readonly Json[] | null): Layers {
  const attached = isIdentity(from) ? view.attachments(from.id) : [];
  const boundary = attached.filter(({ use }) => use === 'BOUNDARY');
  return {
    identity: attached
      .filter(({ use }) => use === 'PERMISSIONS')
      .map(({ policy, through }) => identityPolicy(view, from, policy, through)),
    boundary: boundary.length === 0 ? null : boundary.map(({ policy }) => identityPolicy(view, from, policy, from.id)),
    session: sessionPolicies?.map(sessionPolicy) ?? null,
    scp: from.account === null ? null : levelsOf(view, from.account, 'SERVICE_CONTROL', CALLER_ACCOUNT),
    rcp: null,
    resource: null,
    endpoint: null,
    ...(isIdentity(from) && !from.isCollected ? { isOwnSideGiven: true } : {}),
  };
}

/** The role's side of them. */
export function layersOfTarget(view: PolicyView, to: EnteredNode): Pick<Layers, 'rcp' | 'resource'> {
  return {
    rcp: to.account === null ? null : levelsOf(view, to.account, 'RESOURCE_CONTROL', TARGET_ACCOUNT),
    resource: to.label === 'Role' ? trustPolicy(view, to.id) : null,
  };
}

function isIdentity(node: PrincipalNode): node is NodeOf<'User'> | NodeOf<'Role'> {
  return node.label === 'User' || node.label === 'Role';
}

/** An id or ARN as it is shared: the caller's own account written as a reference. */
function sharedId(id: string, account: string | null): string {
  return account === null || !id.includes(account) ? id : id.replace(`:iam::${account}:`, `:iam::${CALLER_ACCOUNT}:`);
}

function identityPolicy(view: PolicyView, from: PrincipalNode, policy: string, through: string): AttachedPolicy {
  const node = view.node(policy);
  const isOwn = node?.label === 'Policy' && node.ownerId === from.id;
  return {
    id: isOwn ? nodeId.inlinePolicy(CALLER, node.name) : sharedId(policy, from.account),
    name: node?.name ?? policy,
    attachedTo: through === from.id ? CALLER : sharedId(through, from.account),
    policy: view.bears?.(policy) === false ? SILENT : view.policy(policy),
  };
}

/** Stands for a policy that says nothing about entering a role. */
const SILENT = compilePolicy({ Version: '2012-10-17', Statement: [] });

function sessionPolicy(document: Json, index: number): AttachedPolicy {
  return { id: null, name: `session policy ${index}`, attachedTo: null, policy: compilePolicy(document) };
}

function trustPolicy(view: PolicyView, role: string): AttachedPolicy | null {
  const id = nodeId.trustPolicy(role);
  const node = view.node(id);
  if (node === null) return null;
  return { id: nodeId.trustPolicy(TARGET), name: node.name, attachedTo: TARGET, policy: view.policy(id) };
}

const sharedLevels = new WeakMap<object, Map<string, readonly ControlLevel[]>>();

/** SCPs or RCPs of an account, level by level; `reference` stands for its number. Found once for each, whoever asks first. */
export function levelsOf(
  view: PolicyView,
  account: string,
  kind: 'SERVICE_CONTROL' | 'RESOURCE_CONTROL',
  reference: string,
): readonly ControlLevel[] | null {
  const controls = view.controls(account, kind);
  if (controls === null || controls === 'NOT_COLLECTED') return null;
  const known = sharedLevels.get(controls) ?? new Map<string, readonly ControlLevel[]>();
  sharedLevels.set(controls, known);
  let levels = known.get(reference);
  if (levels === undefined) {
    levels = controls.map(({ at, policies }) =>
      levelAt(view, at === nodeId.account(account) ? nodeId.account(reference) : at, policies),
    );
    known.set(reference, levels);
  }
  return levels;
}

/**
 * The RCPs above a resource. Its account is told by the caller's where it is the same; otherwise by its number, since not every ARN of a
 * resource says of which account it is.
 */
export function levelsAbove(
  view: PolicyView,
  from: Pick<PrincipalNode, 'arn' | 'account'> | null,
  account: string,
): readonly ControlLevel[] | null {
  const isOwn = from !== null && from.arn !== null && from.account === account;
  return levelsOf(view, account, 'RESOURCE_CONTROL', isOwn ? CALLER_ACCOUNT : account);
}

/** By the first of their policies. The one that allows everything outlives generations, so that few are kept under each. */
const levelsByFirst = new WeakMap<object, Map<string, ControlLevel>>();
const LEVELS = 256;

/** Equal levels are one object, since whole organisations stand under the same. */
function levelAt(view: PolicyView, at: string, ids: readonly string[]): ControlLevel {
  const policies = ids.map((id) => ({
    id,
    name: view.node(id)?.name ?? id,
    attachedTo: at,
    policy: view.policy(id),
  }));
  const [first] = policies;
  if (first === undefined) return { at, policies };
  let known = levelsByFirst.get(first.policy);
  if (known === undefined || known.size >= LEVELS)
    levelsByFirst.set(first.policy, (known = new Map<string, ControlLevel>()));
  const key = JSON.stringify([at, policies.map(({ id, name, policy }) => [id, name, numberOf(policy)])]);
  const level = known.get(key) ?? { at, policies };
  known.set(key, level);
  return level;
}
