import type { Gap } from '../../iam/snapshot.js';
import { statementsFor, type CompiledPolicy, type CompiledStatement } from '../../policy/compile.js';

/** What of a policy can bear on entering a role. */
export interface PolicyFacts {
  /** Lower-case keys that its bearing statements mention. */
  readonly keys: readonly string[];
  /** Resource patterns of all bearing statements; of those that allow, `*` standing for a NotResource. */
  readonly resources: readonly string[];
  readonly allowed: readonly string[];
}

/** Actions that are part of one request to enter a role, beside the one that enters it (R33). */
const BESIDE = ['sts:TagSession', 'sts:SetSourceIdentity'] as const;

const NOTHING: PolicyFacts = { keys: [], resources: [], allowed: [] };
const known = new WeakMap<CompiledPolicy, Map<string, PolicyFacts>>();

export function policyFacts(policy: CompiledPolicy | Gap, action: string): PolicyFacts {
  if (!('statements' in policy)) return NOTHING;
  const byAction = known.get(policy) ?? new Map<string, PolicyFacts>();
  known.set(policy, byAction);
  let facts = byAction.get(action);
  if (facts === undefined) {
    facts = readFacts(policy, action);
    byAction.set(action, facts);
  }
  return facts;
}

function readFacts(policy: CompiledPolicy, action: string): PolicyFacts {
  const entering = statementsFor(policy, action);
  const bearing = [...entering, ...BESIDE.flatMap((beside) => statementsFor(policy, beside))];
  return {
    keys: [...new Set(bearing.flatMap((statement) => statement.keys))].sort(),
    resources: [...new Set(bearing.flatMap((statement) => statement.resources?.values ?? []))],
    allowed: [...new Set(entering.filter(({ effect }) => effect === 'ALLOW').flatMap(reach))],
  };
}

function reach({ resources }: CompiledStatement): readonly string[] {
  return resources === null || resources.isNot ? ['*'] : resources.values;
}
