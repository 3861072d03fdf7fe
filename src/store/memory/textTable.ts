import { checkCall } from '../../graph/call.js';
import { lowerAscii } from '../../graph/text.js';
import { nodeAt } from './nodeTable.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Call } from '../../graph/store.js';
import type { NodeTable } from './nodeTable.js';

/** Every so many nodes the deadline and the signal are looked at. */
const CHECK_EVERY = 4096;

/** Names and ARNs with ASCII letters in lower case. */
export interface TextTable {
  /** Whether name or ARN of the node contains the text, which is in lower case. */
  contains(index: number, wanted: string): boolean;
  /** Whole names first, then beginnings of names, then the rest; in each by the order of listings. */
  search(text: string, first: number, call: Call, now: () => number): readonly GraphNode[];
}

/** Lower-cases every name and ARN once. */
export function buildTextTable(nodes: NodeTable): TextTable {
  const arns: (string | null)[] = [];
  /** Names that their ARN does not hold already. */
  const otherNames: (string | null)[] = [];
  const byName = new Map<string, number[]>();
  for (const [index, node] of nodes.nodes.entries()) {
    const name = lowerAscii(node.name);
    const arn = node.arn === null ? null : lowerAscii(node.arn);
    arns.push(arn);
    otherNames.push(arn?.includes(name) === true ? null : name);
    const alike = byName.get(name);
    if (alike === undefined) byName.set(name, [index]);
    else alike.push(index);
  }
  const sortedNames = [...byName.keys()].sort();
  const contains = (index: number, wanted: string): boolean =>
    arns[index]?.includes(wanted) === true || otherNames[index]?.includes(wanted) === true;
  return {
    contains,
    search(text, first, call, now) {
      const wanted = lowerAscii(text);
      const whole = byName.get(wanted) ?? [];
      const longer = namesFrom(sortedNames, wanted).filter((name) => name !== wanted);
      const begun = longer.flatMap((name) => byName.get(name) ?? []).sort((left, right) => left - right);
      const found = [...whole, ...begun].slice(0, first);
      const named = new Set([...whole, ...begun]);
      for (let index = 0; index < arns.length && found.length < first; index++) {
        if (index % CHECK_EVERY === 0) checkCall(call, now());
        if (contains(index, wanted) && !named.has(index)) found.push(index);
      }
      return found.map((index) => nodeAt(nodes, index));
    },
  };
}

/** The names that begin with a text, which stand side by side. */
function namesFrom(sorted: readonly string[], text: string): readonly string[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (sorted[end]?.startsWith(text) === true) end++;
  return sorted.slice(low, end);
}
