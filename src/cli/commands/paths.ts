import { KnownError } from '../../lib/errors.js';
import type { PermissionGraph } from '../../index.js';
import { ask } from '../ask.js';
import { expectNone } from '../expect.js';
import { type GivenOptions, readGiven } from '../given.js';
import type { Outcome } from '../outcome.js';
import { COMPLETENESS_FIELDS, type CompletenessAnswer, formatCompleteness } from '../print/completeness.js';
import { EVIDENCE_FIELDS } from '../print/evidence.js';
import { formatDot, formatMermaid, formatTree, type PathAnswer } from '../print/paths.js';
import { readEnd } from '../readEnd.js';

/** Options of `permgraph paths`. */
export interface PathsOptions extends GivenOptions {
  readonly from: string;
  readonly to: string;
  /** What is to be done to `to`, a resource. */
  readonly action?: string;
  readonly format: 'tree' | 'mermaid' | 'dot';
  readonly json?: boolean;
  readonly expect?: 'none';
  readonly allowPartial?: boolean;
  readonly avoid?: readonly string[];
  readonly edges?: readonly string[];
  readonly maxHops?: number;
  readonly first?: number;
}

interface Answer {
  readonly paths: { readonly nodes: readonly PathAnswer[]; readonly completeness: CompletenessAnswer };
}

const ENTITY = `{ __typename id arn name account { accountId name } }`;

const OPERATION = `query Paths($from: PathEnd!, $to: PathEnd!, $given: Given, $edges: [EdgeKind!], $where: PathFilter, $maxHops: Int, $first: Int) {
  paths(from: $from, to: $to, given: $given, edges: $edges, where: $where, maxHops: $maxHops, first: $first) {
    completeness { ${COMPLETENESS_FIELDS} }
    nodes {
      from ${ENTITY}
      to ${ENTITY}
      length
      decision
      crossesAccounts
      text
      needs { text truncated alternatives { all { kind key operator isNegated values hop text } unread { text } } }
      gaps { kind account subject mayHide mayOverstate text }
      hops {
        index kind action decision
        from ${ENTITY}
        to ${ENTITY}
        needs { text }
        evidence { ${EVIDENCE_FIELDS} }
        edge { id }
      }
    }
  }
}`;

const FORMATS = { tree: formatTree, mermaid: formatMermaid, dot: formatDot } as const;

/** The shortest paths between two ends, as a tree, a drawing, or JSON. */
export async function paths(graph: PermissionGraph, options: PathsOptions, signal: AbortSignal): Promise<Outcome> {
  const variables = {
    from: readEnd('--from', options.from),
    to: readLastEnd(options),
    given: readGiven(options),
    edges: options.edges ?? null,
    where: options.avoid === undefined ? null : { avoid: options.avoid },
    maxHops: options.maxHops ?? 8,
    first: options.first ?? 10,
  };
  const { nodes, completeness } = (await ask<Answer>(graph, OPERATION, variables, signal)).paths;
  const text =
    options.json === true
      ? JSON.stringify(
          { from: options.from, to: options.to, action: options.action, completeness, paths: nodes },
          null,
          2,
        )
      : [FORMATS[options.format](nodes), options.format === 'tree' ? formatCompleteness(completeness) : '']
          .filter((part) => part !== '')
          .join('\n\n');
  if (options.expect === undefined) return { text, isMet: true, reason: '' };
  const allowPartial = options.allowPartial === true;
  return { text, ...expectNone(nodes.length, completeness, { allowPartial, noun: 'path' }) };
}

/** The last end: with an action a resource, or `*` for an action that takes none. */
function readLastEnd({ to, action }: PathsOptions): Readonly<Record<string, unknown>> {
  if (action === undefined) return readEnd('--to', to);
  if (to === '*' || to.startsWith('arn:')) return { resource: { arn: to, action } };
  throw new KnownError('USAGE', `--to ${to}: --action is done to a resource: write its ARN, or * where it takes none`);
}
