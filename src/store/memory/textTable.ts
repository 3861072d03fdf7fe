import { checkCall } from '../../graph/call.js';
import { lowerAscii } from '../../graph/text.js';
import { nodeAt } from './nodeTable.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Call } from '../../graph/store.js';
import type { NodeTable } from './nodeTable.js';

/** Every so many nodes the deadline and the signal are looked at. */
const CHECK_EVERY = 4096;

/** Names and ARNs with ASCII letters in lower case, one text for all nodes. */
export interface TextTable {
  /** Whether name or ARN of the node contains the text, which is in lower case. */
  contains(index: number, wanted: string): boolean;
  /** Whole names first, then beginnings of names, then the rest; in each by the order of listings. */
  search(text: string, first: number, call: Call, now: () => number): readonly GraphNode[];
}

/** Lower-cases every name and ARN once. */
export function buildTextTable(nodes: NodeTable): TextTable {
  const names: string[] = [];
  const arns: (string | null)[] = [];
  for (const node of nodes.nodes) {
    const name = lowerAscii(node.name);
    names.push(name);
    arns.push(node.arn === null ? null : lowerAscii(node.arn));
  }
  const contains = (index: number, wanted: string): boolean =>
    names[index]?.includes(wanted) === true || arns[index]?.includes(wanted) === true;
  return {
    contains,
    search(text, first, call, now) {
      const wanted = lowerAscii(text);
      const ranked: [number[], number[], number[]] = [[], [], []];
      const keep = (list: number[], index: number): void => {
        if (list.length < first) list.push(index);
      };
      for (let index = 0; index < names.length; index++) {
        if (index % CHECK_EVERY === 0) checkCall(call, now());
        const name = names[index];
        if (name === wanted) keep(ranked[0], index);
        else if (name?.startsWith(wanted) === true) keep(ranked[1], index);
        else if (contains(index, wanted)) keep(ranked[2], index);
      }
      return ranked
        .flat()
        .slice(0, first)
        .map((index) => nodeAt(nodes, index));
    },
  };
}
