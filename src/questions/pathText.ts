import type { GraphNode } from '../graph/nodes.js';
import { needsText } from '../policy/explain/needText.js';
import type { Hop, Path } from './path.js';
import { isPerformed } from './perform/performedEdge.js';

/** A path as a sentence. */
export function pathText(path: Path): string {
  const start = label(path.from);
  if (path.hops.length === 0) return sentence(`${start} is where the path ends already`);
  const hops = path.hops.map((hop) => `${hop.index === 0 ? '' : 'then '}${doing(hop)}`);
  const needs = path.needs === null ? '' : `, if ${needsText(path.needs)}`;
  return sentence(`${start} ${hops.join(', ')}${needs}`);
}

function doing({ kind, to, action, edge }: Hop): string {
  switch (kind) {
    case 'CAN_ASSUME':
    case 'CAN_FEDERATE':
      return `enters ${label(to)} by ${action}`;
    case 'CAN_ESCALATE':
      return `${to.label === 'AccountControl' ? 'gains' : 'becomes'} ${label(to)} by ${edge.conclusion.technique ?? ''} (${action})`;
    case 'CAN_ADMINISTER':
      return to.label === 'AccountControl' ? `has ${label(to)}` : `makes itself ${label(to)} by ${action}`;
    case 'RUNS_AS':
      return `runs as ${label(to)}`;
    case 'MEMBER_OF':
      return `is a member of ${label(to)}`;
    case 'IS_ASSIGNED':
      return `signs in to ${label(to)}`;
    case 'CAN_PASS':
      return `may pass ${label(to)} to a service`;
    case 'CAN_PERFORM':
      return `does ${action} to ${isPerformed(edge) ? edge.resource : label(to)}`;
  }
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function label(node: GraphNode): string {
  const account = node.account ?? 'no account';
  if (node.label === 'User') return `user ${node.name} of ${account}`;
  if (node.label === 'Role') return `role ${node.name} of ${account}`;
  if (node.label === 'RootUser') return `a task of the root user of ${account}`;
  if (node.label === 'AccountPrincipal') return `account ${account}`;
  if (node.label === 'Person') return `person ${node.name}`;
  if (node.label === 'DirectoryGroup') return `directory group ${node.name}`;
  return node.label === 'Anyone' ? 'anyone' : node.name;
}
