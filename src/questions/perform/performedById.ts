import type { EdgeKey } from '../../graph/ids.js';
import { isPrincipal } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import { KnownError } from '../../lib/errors.js';
import { readGiven } from '../given.js';
import { decideMembers } from '../reach/accessRows.js';
import { resolveMembers } from '../reach/members.js';
import { performedEdge, type PerformedEdge } from './performedEdge.js';
import { performanceOf } from './performers.js';

/** The hop that an id names, decided with nothing stated; null where the graph lacks who does it, or it is DENIED. */
export async function performedById(
  reader: GraphReader,
  { from, to, action }: EdgeKey,
  call: Call,
): Promise<PerformedEdge | null> {
  const [principal] = await reader.nodes([from], call);
  if (principal === null || principal === undefined || !isPrincipal(principal) || action === null) return null;
  const asked = { action, resource: to };
  const { members } = await resolveMembers(reader, asked, call).catch(unlessBadInput);
  if (members.length === 0) return null;
  const stated = readGiven(null);
  const [row] = await decideMembers(reader, [principal], { members, stated, endpoint: null }, call);
  if (row === undefined || row.decision === 'DENIED') return null;
  const later = principal.label === 'Role' ? row : null;
  return performedEdge(performanceOf({ ...asked, members }, stated), { first: row, later, alone: row });
}

/** An id that somebody wrote may name what cannot be asked. */
function unlessBadInput(error: unknown): { readonly members: readonly never[] } {
  if (error instanceof KnownError && error.code === 'BAD_USER_INPUT') return { members: [] };
  throw error;
}
