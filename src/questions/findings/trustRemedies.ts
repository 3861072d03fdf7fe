import { decideAssumption } from '../../derive/assume.js';
import { nodeId } from '../../graph/ids.js';
import { withoutStatement } from '../../policy/remedies/changedPolicies.js';
import { fillStatement, fillingOf } from '../fill.js';
import { readGiven } from '../given.js';
import { fetchPolicyView } from '../policyView.js';
import type { ShownRemedy } from '../remedy.js';
import type { Entry } from './entries.js';
import type { Scene } from './scene.js';

/**
 * What takes an entry away: its Allow statements out of the trust policy, all of them together, verified by deciding again without them.
 * Empty where that does not end it.
 */
export async function trustRemedies({ reader, call }: Scene, entry: Entry): Promise<readonly ShownRemedy[]> {
  const { principal, role, pair, evidence } = entry;
  const trust = nodeId.trustPolicy(role.id);
  const allowing = evidence.layers
    .filter(({ kind }) => kind === 'RESOURCE')
    .flatMap(({ statements }) => statements)
    .filter(({ effect, policy }) => effect === 'ALLOW' && policy === trust);
  const view = await fetchPolicyView(reader, [principal, role], call);
  const present = view.policy(trust);
  if (allowing.length === 0 || !('statements' in present)) return [];
  const changed = allowing.reduce((policy, { index }) => withoutStatement(policy, index), present);
  const without = { ...view, policy: (id: string) => (id === trust ? changed : view.policy(id)) };
  const stated = readGiven(null).on(role.arn ?? role.id);
  const { judgement } = decideAssumption(without, { from: principal, to: role, action: pair.action }, stated, null);
  if (judgement.decision !== 'DENIED') return [];
  const filling = fillingOf(principal, role);
  const [first, ...others] = allowing.map((statement): ShownRemedy => {
    const name = statement.sid === null ? `statement ${statement.index}` : `statement ${statement.sid}`;
    return {
      by: 'RESOURCE_ACCOUNT',
      layer: 'RESOURCE',
      at: null,
      statement: fillStatement(statement, filling),
      addition: null,
      need: null,
      decision: 'DENIED',
      needs: null,
      text: `Take ${name} out of the trust policy of ${role.arn ?? role.name}, or narrow it so that it no longer admits ${principal.arn ?? principal.name}.`,
      with: [],
    };
  });
  return first === undefined ? [] : [{ ...first, with: others }];
}
