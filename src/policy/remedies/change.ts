import type { LayerKind, Need, StatementReference } from '../../iam/decision.js';
import type { Json } from '../../lib/json.js';
import { indexActions } from '../actionIndex.js';
import type { CompiledPolicy } from '../compile.js';
import type { AttachedPolicy, ControlLevel, Layers } from '../model.js';

/** Who could make a change. ORGANIZATION: whoever administers its control policies. */
export type RemedyMaker = 'CALLER' | 'PRINCIPAL_ACCOUNT' | 'RESOURCE_ACCOUNT' | 'ORGANIZATION';

/** One change: a statement to add or to take away, or a key to bring. */
export interface Change {
  readonly by: RemedyMaker;
  /** Null for a key of the request. */
  readonly layer: LayerKind | null;
  /** Id of the root, unit or account of an SCP or RCP level; null otherwise. */
  readonly at: string | null;
  /** The statement that stands in the way, or lets the request pass. */
  readonly statement: StatementReference | null;
  readonly addition: Json | null;
  readonly need: Need | null;
  /** What is to be done, as a sentence without an end mark. */
  readonly text: string;
}

/** A change of policies, with what the layers would be after it. */
export interface PolicyChange extends Change {
  readonly layer: LayerKind;
  apply(layers: Layers): Layers;
}

/** The layers with one policy more in this layer, or at this level of it. */
export function withPolicy(layers: Layers, kind: LayerKind, at: string | null, more: AttachedPolicy): Layers {
  const add = (list: readonly AttachedPolicy[] | null): readonly AttachedPolicy[] => [...(list ?? []), more];
  const addAt = (levels: readonly ControlLevel[] | null): readonly ControlLevel[] | null =>
    levels?.map((level) => (level.at === at ? { ...level, policies: add(level.policies) } : level)) ?? null;
  switch (kind) {
    case 'IDENTITY':
      return { ...layers, identity: add(layers.identity) };
    case 'BOUNDARY':
      return { ...layers, boundary: add(layers.boundary) };
    case 'SESSION':
      return { ...layers, session: add(layers.session) };
    case 'SCP':
      return { ...layers, scp: addAt(layers.scp) };
    case 'RCP':
      return { ...layers, rcp: addAt(layers.rcp) };
    case 'RESOURCE':
      return { ...layers, resource: layers.resource === null ? more : join(layers.resource, more) };
    case 'ENDPOINT':
    case 'ACL':
    case 'PUBLIC_ACCESS_BLOCK':
    case 'KMS_GRANT':
      return layers;
  }
}

/** A resource has one policy. One that was not read stays so. */
function join(policy: AttachedPolicy, more: AttachedPolicy): AttachedPolicy {
  if (!('statements' in policy.policy) || !('statements' in more.policy)) return policy;
  const statements = [...policy.policy.statements, ...more.policy.statements];
  const hasVariables = policy.policy.hasVariables || more.policy.hasVariables;
  return { ...policy, policy: { hasVariables, statements, about: indexActions(statements) } };
}

/** The layers without this statement, wherever its policy is attached. */
export function withoutStatement(layers: Layers, { policy: id, policyName, index }: StatementReference): Layers {
  const isIt = (attached: AttachedPolicy): boolean =>
    attached.id === id && (id !== null || attached.name === policyName);
  const strip = (attached: AttachedPolicy): AttachedPolicy =>
    isIt(attached) && 'statements' in attached.policy
      ? { ...attached, policy: withoutIndex(attached.policy, index) }
      : attached;
  const stripLevels = (levels: readonly ControlLevel[] | null): readonly ControlLevel[] | null =>
    levels?.map((level) => ({ ...level, policies: level.policies.map(strip) })) ?? null;
  return {
    ...layers,
    identity: layers.identity.map(strip),
    boundary: layers.boundary?.map(strip) ?? null,
    session: layers.session?.map(strip) ?? null,
    scp: stripLevels(layers.scp),
    rcp: stripLevels(layers.rcp),
    resource: layers.resource === null ? null : strip(layers.resource),
  };
}

function withoutIndex(policy: CompiledPolicy, index: number): CompiledPolicy {
  const statements = policy.statements.filter((statement) => statement.index !== index);
  return { ...policy, statements, about: indexActions(statements) };
}
