import { KnownError } from '../../lib/errors.js';
import type { PermissionGraph } from '../../index.js';
import type { Json } from '../../lib/json.js';
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
  readonly format: 'tree' | 'mermaid' | 'dot' | 'proof';
  readonly json?: boolean;
  readonly expect?: 'none';
  readonly allowPartial?: boolean;
  readonly avoid?: readonly string[];
  readonly edges?: readonly string[];
  readonly maxHops?: number;
  readonly first?: number;
}

interface Answer {
  readonly paths: {
    readonly nodes: readonly PathAnswer[];
    readonly completeness: CompletenessAnswer;
    readonly proof?: Json;
  };
}

const ENTITY = `{ __typename id arn name account { accountId name } }`;

const OPERATION = `query Paths($from: PathEnd!, $to: PathEnd!, $given: Given, $edges: [EdgeKind!], $where: PathFilter, $maxHops: Int, $first: Int, $isProven: Boolean!) {
  paths(from: $from, to: $to, given: $given, edges: $edges, where: $where, maxHops: $maxHops, first: $first) {
    completeness { ${COMPLETENESS_FIELDS} }
    proof @include(if: $isProven)
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
        index kind action technique { id title } decision
        from ${ENTITY}
        to ${ENTITY}
        needs { text }
        evidence { ${EVIDENCE_FIELDS} }
        edge { id }
      }
    }
  }
}`;

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
    isProven: options.format === 'proof',
  };
  const { nodes, completeness, proof } = (await ask<Answer>(graph, OPERATION, variables, signal)).paths;
  const text = proof === undefined ? format(options, nodes, completeness) : JSON.stringify(proof, null, 2);
  if (options.expect === undefined) return { text, isMet: true, reason: '' };
  const allowPartial = options.allowPartial === true;
  return { text, ...expectNone(nodes.length, completeness, { allowPartial, noun: 'path' }) };
}

function format(
  { from, to, action, json, format: named }: PathsOptions,
  nodes: readonly PathAnswer[],
  completeness: CompletenessAnswer,
): string {
  if (json === true) return JSON.stringify({ from, to, action, completeness, paths: nodes }, null, 2);
  if (named === 'mermaid') return formatMermaid(nodes);
  if (named === 'dot') return formatDot(nodes);
  return [formatTree(nodes), formatCompleteness(completeness)].filter((part) => part !== '').join('\n\n');
}

/** The last end: with an action a resource, or `*` for an action that takes none. */
function readLastEnd({ to, action }: PathsOptions): Readonly<Record<string, unknown>> {
  if (action === undefined) return readEnd('--to', to);
  if (to === '*' || to.startsWith('arn:')) return { resource: { arn: to, action } };
  throw new KnownError('USAGE', `--to ${to}: --action is done to a resource: write its ARN, or * where it takes none`);
}
