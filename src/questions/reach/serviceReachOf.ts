import { entryOf, type AccessAsked, type AccessConclusion } from '../../derive/access.js';
import { serviceReach, type ServiceReach } from '../../derive/confusedDeputy.js';
import type { PolicyView } from '../../derive/view.js';
import { decideStated } from '../accessRequest.js';
import { type Stated, saysNothing, readGiven } from '../given.js';

/**
 * For whom a service can make a request; null for whoever is no service, and where it is DENIED. It is told by what the policies ask for,
 * not by what is stated of one request: so a request about which something is stated is decided again without.
 */
export function serviceReachOf(
  view: PolicyView,
  asked: AccessAsked,
  stated: Stated,
  { judgement }: AccessConclusion,
): ServiceReach | null {
  const { from, action, resource } = asked;
  if (from === 'ANONYMOUS' || from.label !== 'Service' || judgement.decision === 'DENIED') return null;
  const entered = entryOf(action, resource.node)?.to;
  const role = entered?.label === 'Role' ? entered : null;
  const enters = role === null ? null : role.isServiceLinked ? 'SERVICE_LINKED_ROLE' : 'ROLE';
  const alone = saysNothing(stated) ? judgement : decideStated(view, asked, readGiven(null), null).judgement;
  return serviceReach({ service: from.name, enters }, alone);
}

/** That of a question about several requests: open by one of them is open. */
export function widestReach(reaches: readonly (ServiceReach | null)[]): ServiceReach | null {
  const known = reaches.filter((reach) => reach !== null);
  const [first = null] = known;
  const open = known.find(({ kind }) => kind === 'EVERY_CUSTOMER');
  if (open !== undefined || first?.kind !== 'NARROWED') return open ?? first;
  const by = known.flatMap((reach) => (reach.kind === 'NARROWED' ? reach.by : []));
  return { kind: 'NARROWED', by: [...new Set(by)].toSorted() };
}
