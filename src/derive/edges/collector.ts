import { EDGE_KINDS, type Conclusion, type EdgeColumns, type EdgeKind, type EdgeProduct } from '../../graph/edges.js';
import type { Layer } from '../../iam/decision.js';
import { present } from '../../lib/invariant.js';

/** What derivation concluded, while it is gathered. */
export interface EdgeCollector {
  /** The number of what was judged; equal ones are one. */
  judge(judged: Judged): number;
  /** The index of the conclusion of what was judged with these gaps, in ascending order. */
  conclude(judged: number, gaps: readonly number[]): number;
  addEdge(kind: EdgeKind, from: number, to: number, conclusion: number): void;
  /** Every pair in different accounts. */
  addProduct(kind: EdgeKind, from: readonly number[], to: readonly number[], conclusion: number): void;
  /** What is there already; what is added later may be in it. */
  soFar(): EdgesSoFar;
  /** In canonical order. */
  finish(): DerivedEdges;
}

/** Edges as they were added. */
export interface EdgesSoFar {
  readonly columns: Readonly<Record<keyof EdgeColumns, readonly number[]>>;
  readonly products: readonly EdgeProduct[];
  concluded(conclusion: number): Conclusion;
}

/** A conclusion but for its gaps, which differ by account where all else is the same. */
export type Judged = Omit<Conclusion, 'gaps'>;

/** What was judged, written out but for its layers, which are given by number. */
interface Known {
  readonly head: string;
  readonly layers: readonly number[];
  readonly judged: Judged;
}

interface Concluded {
  readonly judged: Known;
  readonly gaps: readonly number[];
}

export interface DerivedEdges {
  readonly conclusions: readonly Conclusion[];
  readonly edges: EdgeColumns;
  readonly products: readonly EdgeProduct[];
}

export function collectEdges(): EdgeCollector {
  const conclusions: Concluded[] = [];
  const judged: Known[] = [];
  const byText = new Map<string, number>();
  const byKey = new Map<number | string, number>();
  const columns: Record<keyof EdgeColumns, number[]> = { kind: [], from: [], to: [], conclusion: [] };
  const products: EdgeProduct[] = [];
  const groups = new Map<string, Uint32Array>();

  /** Equal groups are one array, however many products they stand in. */
  function groupOf(members: readonly number[]): Uint32Array {
    const sorted = Uint32Array.from(members).sort();
    const text = sorted.join();
    const known = groups.get(text) ?? sorted;
    groups.set(text, known);
    return known;
  }

  const layers: Layer[] = [];
  const layerNumbers = new Map<string, number>();
  const knownLayers = new WeakMap<Layer, number>();

  /** Equal layers have one number. Most stand in many judgements as one object, so that each is written out once. */
  function numberOf(layer: Layer): number {
    let number = knownLayers.get(layer);
    if (number !== undefined) return number;
    const key = layerKey(layer);
    number = layerNumbers.get(key);
    if (number === undefined) {
      number = layers.push(layer) - 1;
      layerNumbers.set(key, number);
    }
    knownLayers.set(layer, number);
    return number;
  }

  return {
    judge(one) {
      const { evidence, ...rest } = one;
      const head = JSON.stringify([rest, evidence.because]);
      const numbers = evidence.layers.map(numberOf);
      const key = `${head} ${numbers.join()}`;
      let number = byText.get(key);
      if (number === undefined) {
        number = judged.push({ head, layers: numbers, judged: one }) - 1;
        byText.set(key, number);
      }
      return number;
    },
    conclude(number, gaps) {
      const key = gaps.length === 0 ? number : `${number} ${gaps.join()}`;
      let index = byKey.get(key);
      if (index === undefined) {
        index = conclusions.push({ judged: present(judged[number], 'what was judged'), gaps }) - 1;
        byKey.set(key, index);
      }
      return index;
    },
    addEdge(kind, from, to, conclusion) {
      columns.kind.push(EDGE_KINDS.indexOf(kind));
      columns.from.push(from);
      columns.to.push(to);
      columns.conclusion.push(conclusion);
    },
    addProduct(kind, from, to, conclusion) {
      products.push({ kind, from: groupOf(from), to: groupOf(to), conclusion });
    },
    soFar() {
      return {
        columns,
        products,
        concluded(conclusion) {
          const { judged: found, gaps } = present(conclusions[conclusion], 'what was concluded');
          return { ...found.judged, gaps };
        },
      };
    },
    finish() {
      const order = inOrder(conclusions, layers);
      const renumbered = new Uint32Array(conclusions.length);
      for (const [place, index] of order.entries()) renumbered[index] = place;
      const number = (index: number): number => renumbered[index] ?? 0;
      return {
        conclusions: order.map((index) => {
          const { judged: found, gaps } = present(conclusions[index], 'what was concluded');
          return { ...found.judged, gaps };
        }),
        edges: sortColumns(columns, number),
        products: products
          .map((product) => ({ ...product, conclusion: number(product.conclusion) }))
          .sort(compareProducts),
      };
    },
  };
}

/**
 * The indexes of conclusions in order: by what was judged, its layers and the gaps. Any order will do that follows from what was concluded; the
 * language's own is the fastest. Most differ before it comes to layers, which are written out as far as they are compared.
 */
function inOrder(conclusions: readonly Concluded[], layers: readonly Layer[]): readonly number[] {
  const texts = new Map<number, string>();
  const textOf = (layer: number): string => {
    const text = texts.get(layer) ?? JSON.stringify(layers[layer]);
    texts.set(layer, text);
    return text;
  };
  const compareLayers = (left: readonly number[], right: readonly number[]): number => {
    for (const [place, layer] of left.entries()) {
      const other = right[place];
      if (other === undefined) return 1;
      if (layer !== other) return textOf(layer) < textOf(other) ? -1 : 1;
    }
    return left.length - right.length;
  };
  const compare = (left: Concluded, right: Concluded): number => {
    if (left.judged.head !== right.judged.head) return left.judged.head < right.judged.head ? -1 : 1;
    return compareLayers(left.judged.layers, right.judged.layers) || (left.gaps.join() < right.gaps.join() ? -1 : 1);
  };
  return [...conclusions.entries()].sort(([, left], [, right]) => compare(left, right)).map(([index]) => index);
}

/** A text that no other layer has. Each part tells its length, since a policy may say anything. */
function layerKey({ kind, outcome, isDecisive, at, text, statements }: Layer): string {
  let key = `${kind} ${outcome} ${isDecisive} ${part(at)}${part(text)}`;
  for (const one of statements) {
    key += `${one.effect} ${one.index} ${part(one.policy)}${part(one.policyName)}${part(one.attachedTo)}${part(one.sid)}${part(one.pointer)}`;
    key += `${part(one.matchedAction)}${part(one.matchedResource)}${part(one.matchedPrincipal)}`;
    if (one.conditions.length > 0) key += JSON.stringify(one.conditions);
  }
  return key;
}

function part(text: string | null): string {
  return text === null ? '- ' : `${text.length}:${text}`;
}

function sortColumns(columns: Record<keyof EdgeColumns, number[]>, number: (index: number) => number): EdgeColumns {
  const at = (list: readonly number[], index: number): number => list[index] ?? 0;
  const order = Uint32Array.from(columns.from.keys()).sort(
    (left, right) =>
      at(columns.from, left) - at(columns.from, right) ||
      at(columns.to, left) - at(columns.to, right) ||
      at(columns.kind, left) - at(columns.kind, right),
  );
  const pick = (list: readonly number[]): Uint32Array => Uint32Array.from(order, (index) => at(list, index));
  return {
    kind: Uint8Array.from(order, (index) => at(columns.kind, index)),
    from: pick(columns.from),
    to: pick(columns.to),
    conclusion: Uint32Array.from(order, (index) => number(at(columns.conclusion, index))),
  };
}

function compareProducts(left: EdgeProduct, right: EdgeProduct): number {
  return (
    left.conclusion - right.conclusion ||
    compareLists(left.from, right.from) ||
    compareLists(left.to, right.to) ||
    EDGE_KINDS.indexOf(left.kind) - EDGE_KINDS.indexOf(right.kind)
  );
}

function compareLists(left: Uint32Array, right: Uint32Array): number {
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
