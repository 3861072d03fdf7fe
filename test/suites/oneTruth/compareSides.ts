import { PRINCIPAL_LABELS } from '../../../src/graph/nodes.js';
import { unboundedCall } from '../../../src/graph/call.js';
import type { GraphStore } from '../../../src/graph/store.js';
import { listAll } from '../../../src/questions/listAll.js';
import { execute } from '../../api/execute.js';

/** What one side says of one principal. */
interface Said {
  readonly principal: string;
  readonly decision: string;
  readonly needs: string | null;
  /** Why, with every layer. */
  readonly evidence: unknown;
  /** Texts of what is missing, each once. */
  readonly gaps: readonly string[];
}

const NEEDS =
  'needs { text truncated } evidence { because layers { kind outcome at { id } text statements { policyName pointer attachedTo { id } } } }';
const WHO_CAN = `query ($action: String!, $resource: Arn!, $given: Given, $after: String) {
  whoCan(action: $action, resource: $resource, given: $given, first: 200, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { principal { id } decision ${NEEDS} gaps { text } } } }`;
const CAN_EACH = `query ($requests: [AccessRequest!]!) { canPerformEach(requests: $requests) { decision ${NEEDS} completeness { gaps(first: 200) { text } } } }`;

interface Row {
  readonly principal: { readonly id: string };
  readonly decision: string;
  readonly needs: { readonly text: string } | null;
  readonly evidence: unknown;
  readonly gaps: readonly { readonly text: string }[];
}

function textsOf(gaps: Row['gaps']): readonly string[] {
  return [...new Set(gaps.map(({ text }) => text))].sort();
}

type Decided = Omit<Row, 'principal' | 'gaps'> & { readonly completeness: Pick<Row, 'gaps'> };

/** Everybody for whom whoCan has a row, in order of id. */
export async function sideOfResource(
  store: GraphStore,
  asked: { readonly action: string; readonly resource: string; readonly given?: unknown },
): Promise<readonly Said[]> {
  const rows: Row[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await execute(store, WHO_CAN, { ...asked, after });
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    const { nodes, pageInfo } = (
      data as unknown as { whoCan: { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
    ).whoCan;
    rows.push(...nodes);
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return rows
    .map(({ principal, decision, needs, evidence, gaps }) => ({
      principal: principal.id,
      decision,
      needs: needs?.text ?? null,
      evidence,
      gaps: textsOf(gaps),
    }))
    .sort(byPrincipal);
}

/** Everybody for whom canPerform does not say DENIED, asked one by one, in order of id. */
export async function sideOfPrincipals(
  store: GraphStore,
  asked: { readonly action: string; readonly resource: string; readonly given?: unknown },
): Promise<readonly Said[]> {
  const call = unboundedCall();
  const principals = await listAll(await store.open(null, call), { labels: PRINCIPAL_LABELS }, call);
  const said: Said[] = [];
  for (let start = 0; start < principals.length; start += 200) {
    const some = principals.slice(start, start + 200);
    const requests = some.map(({ id }) => ({ ...asked, principal: id }));
    const { data, errors } = await execute(store, CAN_EACH, { requests });
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    const answers = (data as unknown as { canPerformEach: readonly Decided[] }).canPerformEach;
    for (const [place, { decision, needs, evidence, completeness }] of answers.entries()) {
      if (decision !== 'DENIED')
        said.push({
          principal: some[place]?.id ?? '',
          decision,
          needs: needs?.text ?? null,
          evidence,
          gaps: textsOf(completeness.gaps),
        });
    }
  }
  return said.sort(byPrincipal);
}

const byPrincipal = (left: Said, right: Said): number => (left.principal < right.principal ? -1 : 1);
