import type { PermissionGraph } from '../../index.js';
import { ask } from '../ask.js';
import { type GivenOptions, readGiven } from '../given.js';
import type { Outcome } from '../outcome.js';
import { COMPLETENESS_FIELDS, type CompletenessAnswer, formatCompleteness } from '../print/completeness.js';
import { printable } from '../print/table.js';
import { readEnd } from '../readEnd.js';

/** Options of `permgraph choke-points`. */
export interface ChokePointsOptions extends GivenOptions {
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
  readonly edges?: readonly string[];
  readonly maxHops?: number;
  readonly first?: number;
}

interface EdgeAnswer {
  readonly id: string;
  readonly kind: string;
  readonly action: string | null;
  readonly from: { readonly arn: string | null; readonly name: string };
  readonly to: { readonly arn: string | null; readonly name: string };
}

interface CutAnswer {
  readonly edges: readonly EdgeAnswer[];
  readonly statements: readonly {
    readonly policyName: string;
    readonly sid: string | null;
    readonly pointer: string;
    readonly attachedTo: { readonly name: string } | null;
  }[];
}

interface Answer {
  readonly chokePoints: {
    readonly cuts: readonly CutAnswer[];
    readonly unremovable: readonly EdgeAnswer[];
    readonly optimal: boolean;
    readonly completeness: CompletenessAnswer;
  };
}

const EDGE = `{ id kind action from { id arn name } to { id arn name } }`;

const OPERATION = `query ChokePoints($from: PathEnd!, $to: PathEnd!, $given: Given, $edges: [EdgeKind!], $maxHops: Int, $first: Int) {
  chokePoints(from: $from, to: $to, given: $given, edges: $edges, maxHops: $maxHops, first: $first) {
    cuts { edges ${EDGE} statements { policyName sid index pointer attachedTo { id name } statement } }
    unremovable ${EDGE}
    optimal
    completeness { ${COMPLETENESS_FIELDS} }
  }
}`;

/** The fewest edges whose removal leaves no path, with the statements to change; or the same as JSON. */
export async function chokePoints(
  graph: PermissionGraph,
  options: ChokePointsOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  const variables = {
    from: readEnd('--from', options.from),
    to: readEnd('--to', options.to),
    given: readGiven(options),
    edges: options.edges ?? null,
    maxHops: options.maxHops ?? 8,
    first: options.first ?? 5,
  };
  const { chokePoints: found } = await ask<Answer>(graph, OPERATION, variables, signal);
  const text =
    options.json === true
      ? JSON.stringify({ from: options.from, to: options.to, ...found }, null, 2)
      : format(found, options);
  return { text, isMet: true, reason: '' };
}

function format(
  { cuts, unremovable, optimal, completeness }: Answer['chokePoints'],
  { from, to }: ChokePointsOptions,
): string {
  const nothing = `Nothing is known to cut between ${printable(from)} and ${printable(to)}: no path is known, or nobody can remove what leads there.`;
  const parts = cuts.length === 0 ? [nothing] : cuts.map(formatCut);
  if (unremovable.length > 0) {
    parts.push(`Nobody can remove:\n${unremovable.map((edge) => `  ${edgeText(edge)}`).join('\n')}`);
  }
  if (!optimal) parts.push('Smaller sets of statements may do: the search for them was cut short.');
  const missing = formatCompleteness(completeness);
  return [...parts, ...(missing === '' ? [] : [missing])].join('\n\n');
}

function formatCut({ edges, statements }: CutAnswer, place: number): string {
  return [
    `Cut ${place + 1}, ${edges.length} ${edges.length === 1 ? 'edge' : 'edges'}:`,
    ...edges.map((edge) => `  ${edgeText(edge)}`),
    ...(statements.length === 0 ? [] : ['  by changing:']),
    ...statements.map(({ policyName, sid, pointer, attachedTo }) => {
      const name = sid === null ? pointer : `${sid} (${pointer})`;
      return `    ${printable(name)} of ${printable(policyName)}${attachedTo === null ? '' : `, on ${printable(attachedTo.name)}`}`;
    }),
  ].join('\n');
}

function edgeText({ from, to, kind, action }: EdgeAnswer): string {
  return `${printable(from.arn ?? from.name)} ─ ${kind}${action === null ? '' : ` ${printable(action)}`} → ${printable(to.arn ?? to.name)}`;
}
