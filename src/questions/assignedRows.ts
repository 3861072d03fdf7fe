import { assignmentOf, membershipOf } from '../derive/identityCenter.js';
import type { DerivedEdge } from '../graph/edges.js';
import type { NodeOf, PrincipalOrPerson } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import { compareCodePoints } from '../lib/codePoints.js';
import { present } from '../lib/invariant.js';
import type { AssumptionRow, RoleNode, Side } from './assumption.js';
import { nodesOf } from './atHand.js';
import { storedConclusion } from './edgePair.js';

/** The people who are assigned a role, themselves or through a directory group, each once. */
export async function assignedInto(reader: GraphReader, role: RoleNode, call: Call): Promise<readonly AssumptionRow[]> {
  if (role.label !== 'Role' || !role.isIdentityCenter) return [];
  const [direct = []] = await reader.edgesInto([role.id], ['IS_ASSIGNED'], call);
  const members = await reader.edgesInto(
    direct.map(({ from }) => from),
    ['MEMBER_OF'],
    call,
  );
  const ways = direct.flatMap((edge, place): readonly Way[] => [
    { edge, end: edge.from },
    ...(members[place] ?? []).map(({ from }) => ({ edge, end: from })),
  ]);
  return rowsOf(reader, ways, 'principal', { role }, call);
}

/** The roles that a person is assigned, itself or through a directory group, each once. */
export async function assignedTo(
  reader: GraphReader,
  person: PrincipalOrPerson,
  call: Call,
): Promise<readonly AssumptionRow[]> {
  if (person.label !== 'Person') return [];
  const [memberships = []] = await reader.edgesFrom([person.id], ['MEMBER_OF'], call);
  const holders = [person.id, ...memberships.map(({ to }) => to)];
  const assigned = await reader.edgesFrom(holders, ['IS_ASSIGNED'], call);
  const ways = assigned.flat().map((edge): Way => ({ edge, end: edge.to }));
  return rowsOf(reader, ways, 'role', { person }, call);
}

/** An edge by which somebody is assigned a role, and the end of the row that it makes. */
interface Way {
  readonly edge: DerivedEdge;
  readonly end: string;
}

/** Of several ways to one end, one that needs no group comes first. */
async function rowsOf(
  reader: GraphReader,
  ways: readonly Way[],
  side: Side,
  known: { readonly role?: RoleNode; readonly person?: NodeOf<'Person'> },
  call: Call,
): Promise<readonly AssumptionRow[]> {
  if (ways.length === 0) return [];
  const ids = [...new Set(ways.flatMap(({ edge, end }) => [edge.from, end]))];
  const nodes = new Map((await nodesOf(reader, ids, call)).flatMap((node) => (node === null ? [] : [[node.id, node]])));
  const gaps = await reader.gaps(call);
  const rows = new Map<string, AssumptionRow>();
  for (const { edge, end } of ways) {
    const holder = present(nodes.get(edge.from), 'an edge starts at a node');
    const principal = known.person ?? present(nodes.get(end), 'an edge starts at a node');
    const role = known.role ?? present(nodes.get(end), 'an edge ends at a node');
    if (principal.label !== 'Person' || role.label !== 'Role') continue;
    const isDirect = holder.id === principal.id;
    if (rows.has(end) && !isDirect) continue;
    const text = side === 'principal' ? principal.name : (role.arn ?? role.name);
    const conclusion =
      isDirect || holder.label !== 'DirectoryGroup'
        ? storedConclusion(edge.conclusion, gaps)
        : through(edge, principal, holder, role, gaps);
    const { action, decision } = edge.conclusion;
    rows.set(end, { principal, role, action, decision, edge, conclusion, id: end, text });
  }
  return [...rows.values()].sort((left, right) => compareCodePoints(left.id, right.id));
}

/** The same with the membership told before the assignment. */
function through(
  edge: DerivedEdge,
  person: NodeOf<'Person'>,
  group: NodeOf<'DirectoryGroup'>,
  role: NodeOf<'Role'>,
  gaps: Parameters<typeof storedConclusion>[1],
): AssumptionRow['conclusion'] {
  const stored = storedConclusion(edge.conclusion, gaps);
  const told = [membershipOf(person, group), assignmentOf(group, role)].map((fact) => fact?.evidence.because ?? '');
  return { ...stored, judgement: { ...stored.judgement, evidence: { because: told.join(' '), layers: [] } } };
}
