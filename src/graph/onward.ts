import type { WalkLayers } from './store.js';

/** By step, then node: whether a walk goes on from there. */
export type Onward = Map<string, boolean>[];

/**
 * Whether the layers have a walk from this node, reached before this step, to an end that touches none of these nodes. `known` is of the same
 * layers and nodes. Takes as long as there are edges, where enumerating the walks can take exponentially long.
 */
export function goesOn(
  layers: WalkLayers,
  { step, node }: { readonly step: number; readonly node: string },
  closed: ReadonlySet<string>,
  known: Onward,
): boolean {
  if (step === layers.length) return true;
  const byNode = (known[step] ??= new Map<string, boolean>());
  let answer = byNode.get(node);
  if (answer === undefined) {
    answer = layers
      .edges(step, node)
      .some(({ to }) => !closed.has(to) && goesOn(layers, { step: step + 1, node: to }, closed, known));
    byNode.set(node, answer);
  }
  return answer;
}
