import type { GraphNode } from '../graph/nodes.js';
import { needsText } from '../policy/explain/needText.js';
import type { Path } from './path.js';

/** A path as a sentence. */
export function pathText(path: Path): string {
  const start = label(path.from);
  if (path.hops.length === 0) return sentence(`${start} is where the path ends already`);
  const hops = path.hops.map((hop) => `${hop.index === 0 ? '' : 'then '}enters ${label(hop.to)} by ${hop.action}`);
  const needs = path.needs === null ? '' : `, if ${needsText(path.needs)}`;
  return sentence(`${start} ${hops.join(', ')}${needs}`);
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
  return node.label === 'Anyone' ? 'anyone' : node.name;
}
