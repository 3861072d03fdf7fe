import { type EvidenceAnswer, formatEvidence } from './evidence.js';
import { indent, printable } from './table.js';

interface EntityAnswer {
  readonly id: string;
  readonly arn: string | null;
  readonly name: string;
  readonly account: { readonly accountId: string; readonly name: string } | null;
}

interface HopAnswer {
  readonly kind: string;
  readonly action: string | null;
  readonly technique: { readonly id: string } | null;
  readonly decision: string;
  readonly from: EntityAnswer;
  readonly to: EntityAnswer;
  readonly needs: { readonly text: string } | null;
  readonly evidence: EvidenceAnswer;
}

/** A path as the command asks for it. */
export interface PathAnswer {
  readonly from: EntityAnswer;
  readonly to: EntityAnswer;
  readonly length: number;
  readonly decision: string;
  readonly needs: { readonly text: string } | null;
  readonly hops: readonly HopAnswer[];
}

/** One path below the other, each hop set in under the one before it, with what decided. */
export function formatTree(paths: readonly PathAnswer[]): string {
  if (paths.length === 0) return 'No path is known.';
  return paths
    .map((path) => {
      const head = `${path.decision}, ${path.length} ${path.length === 1 ? 'hop' : 'hops'}${needsOf(path.needs)}`;
      const lines = [head, printable(path.from.arn ?? path.from.name)];
      path.hops.forEach((hop, index) => {
        const edge = `└─ ${doing(hop)} → ${printable(hop.to.arn ?? hop.to.name)}  ${hop.decision}${needsOf(hop.needs)}`;
        lines.push(indent(edge, index * 3), indent(formatEvidence(hop.evidence), index * 3 + 3));
      });
      return lines.join('\n');
    })
    .join('\n\n');
}

/** What these are says more than what is called. */
const KINDS_TOLD: ReadonlySet<string> = new Set(['CAN_ADMINISTER', 'RUNS_AS', 'MEMBER_OF', 'IS_ASSIGNED']);

/** What the hop does: its technique with the first action that it takes, the action alone, or the kind. */
function doing({ kind, action, technique }: HopAnswer): string {
  if (technique !== null) return `${technique.id} (${action ?? kind})`;
  return KINDS_TOLD.has(kind) ? kind : (action ?? kind);
}

function needsOf(needs: { readonly text: string } | null): string {
  return needs === null ? '' : ` when ${printable(needs.text)}`;
}

interface Drawing {
  readonly nodes: ReadonlyMap<string, { readonly key: string; readonly label: string }>;
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly label: string;
    readonly isCertain: boolean;
  }[];
}

/** The paths laid over each other: every node and edge once. */
function drawingOf(paths: readonly PathAnswer[]): Drawing {
  const nodes = new Map<string, { key: string; label: string }>();
  const edges = new Map<string, { from: string; to: string; label: string; isCertain: boolean }>();
  const keyOf = (entity: EntityAnswer): string => {
    const known = nodes.get(entity.id);
    if (known !== undefined) return known.key;
    const account = entity.account === null ? '' : ` (${entity.account.name})`;
    const added = { key: `n${nodes.size}`, label: printable(`${entity.name}${account}`) };
    nodes.set(entity.id, added);
    return added.key;
  };
  for (const path of paths) {
    keyOf(path.from);
    for (const hop of path.hops) {
      const edge = {
        from: keyOf(hop.from),
        to: keyOf(hop.to),
        label: printable(doing(hop)),
        isCertain: hop.decision === 'ALLOWED',
      };
      edges.set(JSON.stringify(edge), edge);
    }
  }
  return { nodes, edges: [...edges.values()] };
}

/** A Mermaid flowchart; a dashed arrow is CONDITIONAL. */
export function formatMermaid(paths: readonly PathAnswer[]): string {
  const { nodes, edges } = drawingOf(paths);
  // Labels may hold markup, which names of a dump are not.
  const entities: Readonly<Record<string, string>> = {
    '#': '#35;',
    '"': '#quot;',
    '<': '#lt;',
    '>': '#gt;',
    '\n': ' ',
  };
  const quote = (text: string): string => `"${text.replaceAll(/[#"<>\n]/gu, (one) => entities[one] ?? one)}"`;
  return [
    'flowchart LR',
    ...[...nodes.values()].map((node) => `  ${node.key}[${quote(node.label)}]`),
    ...edges.map((edge) => `  ${edge.from} ${edge.isCertain ? '-->' : '-.->'}|${quote(edge.label)}| ${edge.to}`),
  ].join('\n');
}

/** A Graphviz digraph; a dashed arrow is CONDITIONAL. */
export function formatDot(paths: readonly PathAnswer[]): string {
  const { nodes, edges } = drawingOf(paths);
  const quote = (text: string): string =>
    `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')}"`;
  return [
    'digraph paths {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...[...nodes.values()].map((node) => `  ${node.key} [label=${quote(node.label)}];`),
    ...edges.map(
      (edge) => `  ${edge.from} -> ${edge.to} [label=${quote(edge.label)}${edge.isCertain ? '' : ', style=dashed'}];`,
    ),
    '}',
  ].join('\n');
}
