import { indexActions } from '../actionIndex.js';
import type { CompiledPolicy } from '../compile.js';
import type { AttachedPolicy, Layers } from '../model.js';
import type { Placed } from './input.js';

/** The layers with one policy more in this layer, or at this level of it. */
export function withPolicy(
  layers: Layers,
  { layer, level: wanted }: Pick<Placed, 'layer' | 'level'>,
  attached: AttachedPolicy,
): Layers {
  const at = (levels: Layers['scp']) =>
    levels?.map((each, level) => (level === wanted ? { ...each, policies: [...each.policies, attached] } : each)) ??
    null;
  switch (layer) {
    case 'IDENTITY':
      return { ...layers, identity: [...layers.identity, attached] };
    case 'BOUNDARY':
      return { ...layers, boundary: [...(layers.boundary ?? []), attached] };
    case 'SESSION':
      return { ...layers, session: [...(layers.session ?? []), attached] };
    case 'ENDPOINT':
      return { ...layers, endpoint: [...(layers.endpoint ?? []), attached] };
    case 'SCP':
      return { ...layers, scp: at(layers.scp) };
    case 'RCP':
      return { ...layers, rcp: at(layers.rcp) };
    case 'RESOURCE':
      return { ...layers, resource: merged(layers.resource, attached) };
    case 'ACL':
    case 'PUBLIC_ACCESS_BLOCK':
    case 'KMS_GRANT':
      return layers;
  }
}

/** A resource has one policy; to one that nobody has read, nothing can be added. */
function merged(present: AttachedPolicy | null, added: AttachedPolicy): AttachedPolicy | null {
  if (present === null) return added;
  if (!('statements' in present.policy) || !('statements' in added.policy)) return present;
  return { ...present, policy: withStatements(present.policy, added.policy) };
}

/** A policy without one of its statements. */
export function withoutStatement(policy: CompiledPolicy, index: number): CompiledPolicy {
  const statements = policy.statements.filter((statement) => statement.index !== index);
  return { ...policy, statements, about: indexActions(statements) };
}

/** A policy with the statements of another behind its own. */
function withStatements(policy: CompiledPolicy, added: CompiledPolicy): CompiledPolicy {
  const statements = [...policy.statements, ...added.statements];
  return { hasVariables: policy.hasVariables || added.hasVariables, statements, about: indexActions(statements) };
}
