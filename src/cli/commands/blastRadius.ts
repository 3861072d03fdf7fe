import type { PermissionGraph } from '../../index.js';
import { allRows, ask, type Page } from '../ask.js';
import { expectNone } from '../expect.js';
import { type GivenOptions, readGiven } from '../given.js';
import type { Outcome } from '../outcome.js';
import { COMPLETENESS_FIELDS, type CompletenessAnswer, formatCompleteness } from '../print/completeness.js';
import { formatTable, printable } from '../print/table.js';
import { readEnd } from '../readEnd.js';

/** Options of `permgraph blast-radius`. */
export interface BlastRadiusOptions extends GivenOptions {
  readonly from: string;
  readonly json?: boolean;
  readonly expect?: 'none';
  readonly allowPartial?: boolean;
  readonly edges?: readonly string[];
  readonly maxHops?: number;
}

interface Count {
  readonly name: string;
  readonly count: number;
}

interface Reached {
  readonly __typename: string;
  readonly id: string;
  readonly arn: string | null;
  readonly name: string;
}

interface Radius {
  readonly total: number;
  readonly byAccount: readonly Count[];
  readonly byKind: readonly Count[];
  readonly controls: readonly { readonly accountId: string; readonly name: string }[];
  readonly nodes: Page<Reached>;
  readonly completeness: CompletenessAnswer;
}

const OPERATION = `query BlastRadius($from: PathEnd!, $given: Given, $edges: [EdgeKind!], $maxHops: Int, $after: String) {
  blastRadius(from: $from, given: $given, edges: $edges, maxHops: $maxHops) {
    total
    byAccount { name count }
    byKind { name count }
    controls { accountId name }
    nodes(first: 200, after: $after) { pageInfo { hasNextPage endCursor } nodes { __typename id arn name account { accountId } } }
    completeness { ${COMPLETENESS_FIELDS} }
  }
}`;

/** Who is in reach: the sums and everybody by name, or the same as JSON. */
export async function blastRadius(
  graph: PermissionGraph,
  options: BlastRadiusOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  const variables = {
    from: readEnd('--from', options.from),
    given: readGiven(options),
    edges: options.edges ?? null,
    maxHops: options.maxHops ?? 8,
  };
  const sums: Radius[] = [];
  const { rows } = await allRows<Reached, Radius['nodes']>(async (after) => {
    const { blastRadius: radius } = await ask<{ readonly blastRadius: Radius }>(
      graph,
      OPERATION,
      { ...variables, after },
      signal,
    );
    sums.push(radius);
    return radius.nodes;
  });
  const [first] = sums;
  if (first === undefined) throw new Error('invariant: a listing has a first page');
  const { nodes: _nodes, completeness, ...rest } = first;
  const text =
    options.json === true
      ? JSON.stringify({ from: options.from, ...rest, completeness, nodes: rows }, null, 2)
      : format(options.from, first, rows);
  if (options.expect === undefined) return { text, isMet: true, reason: '' };
  const allowPartial = options.allowPartial === true;
  return {
    text,
    ...expectNone(first.total + first.controls.length, completeness, { allowPartial, noun: 'principal in reach' }),
  };
}

function format(from: string, radius: Radius, rows: readonly Reached[]): string {
  const table = (head: string, counts: readonly Count[]): string =>
    formatTable(
      [head, 'COUNT'],
      counts.map(({ name, count }) => [printable(name), String(count)]),
    );
  const controlled = radius.controls.map(({ accountId, name }) => `${accountId} (${printable(name)})`);
  const parts =
    rows.length === 0
      ? [`Nobody is known to be in reach of ${printable(from)}.`]
      : [
          `${radius.total} in reach of ${printable(from)}.`,
          table('ACCOUNT', radius.byAccount),
          table('KIND', radius.byKind),
          rows.map(({ arn, name }) => printable(arn ?? name)).join('\n'),
        ];
  if (controlled.length > 0) parts.push(`Control of ${controlled.join(', ')} is in reach.`);
  const missing = formatCompleteness(radius.completeness);
  return [...parts, ...(missing === '' ? [] : [missing])].join('\n\n');
}
