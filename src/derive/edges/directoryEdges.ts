import type { EdgeKind } from '../../graph/edges.js';
import type { NodeOf } from '../../graph/nodes.js';
import { present } from '../../lib/invariant.js';
import { groupBy } from '../groupBy.js';
import { assignmentOf, type DirectoryFact, membershipOf, permissionSetOf } from '../identityCenter.js';
import type { RawGraph } from '../rawGraph.js';
import type { EdgeCollector } from './collector.js';

/** People into their directory groups, and people and groups into the roles that they are assigned. */
export function deriveDirectoryEdges(raw: RawGraph, collector: EdgeCollector): void {
  const places = new Map(raw.nodes.map(({ id }, index) => [id, index]));
  const roles = groupBy(
    raw.nodes.filter(
      (node): node is NodeOf<'Role'> => node.label === 'Role' && node.isIdentityCenter && node.isCollected,
    ),
    (role) => `${role.account ?? ''} ${permissionSetOf(role) ?? ''}`,
  );
  const add = (kind: EdgeKind, from: string, to: string, fact: DirectoryFact | null): void => {
    if (fact === null) return;
    const told = {
      ...fact,
      decision: 'ALLOWED',
      needs: null,
      taskPolicies: null,
      holdsFirst: true,
      holdsLater: true,
    } as const;
    const placeOf = (id: string): number => present(places.get(id), 'a node of the graph');
    collector.addEdge(kind, placeOf(from), placeOf(to), collector.conclude(collector.judge(told), []));
  };
  for (const node of raw.nodes) {
    if (node.label !== 'Person' && node.label !== 'DirectoryGroup') continue;
    const assigned = new Set(node.assignments.map(({ account, name }) => `${account} ${name ?? ''}`));
    for (const key of assigned)
      for (const role of roles.get(key) ?? []) add('IS_ASSIGNED', node.id, role.id, assignmentOf(node, role));
    if (node.label !== 'Person') continue;
    for (const id of node.groups) {
      const group = raw.nodes[present(places.get(id), 'a group of the directory')];
      if (group?.label === 'DirectoryGroup') add('MEMBER_OF', node.id, id, membershipOf(node, group));
    }
  }
}
