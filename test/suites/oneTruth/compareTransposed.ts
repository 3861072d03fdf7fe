import { PRINCIPAL_LABELS } from '../../../src/graph/nodes.js';
import { unboundedCall } from '../../../src/graph/call.js';
import type { GraphStore } from '../../../src/graph/store.js';
import { listAll } from '../../../src/questions/listAll.js';
import { execute } from '../../api/execute.js';
import { ACCESS_QUESTIONS } from '../../support/randomAccess.js';

interface Need {
  readonly kind: string;
  readonly operator: string;
  readonly isNegated: boolean;
  readonly values: readonly string[];
  readonly text: string;
}

interface Alternative {
  readonly all: readonly Need[];
  readonly unread: readonly { readonly text: string }[];
}

interface Shown {
  readonly decision: string;
  readonly needs: { readonly truncated: boolean; readonly alternatives: readonly Alternative[] } | null;
}

/** A row of whatCan. */
export interface PermissionRow extends Shown {
  readonly service: string;
  readonly accessLevel: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

export interface AskedOf {
  readonly action: string;
  readonly resource: string;
  /** The account whose resource it is; null: that of whoever asks. */
  readonly account: string | null;
}

const NEEDS = 'needs { truncated alternatives { all { kind operator isNegated values text } unread { text } } }';
const WHAT_CAN = `query ($principal: Arn!, $action: String, $given: Given, $after: String) {
  whatCan(principal: $principal, action: $action, given: $given, first: 200, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { service accessLevel actions resources decision ${NEEDS} } } }`;
const CAN_EACH = `query ($requests: [AccessRequest!]!) { canPerformEach(requests: $requests) { decision ${NEEDS} } }`;

/** The requests of random organisations, with who owns the resource: the bucket's ARN does not tell. */
export const OWNED_QUESTIONS: readonly AskedOf[] = ACCESS_QUESTIONS.map(([action, resource]) => ({
  action,
  resource,
  account: resource === '*' || resource.includes('nobodys') ? null : resource.split(':')[4] || '111111111111',
}));

/** All rows of whatCan. */
export async function permissionsOf(
  store: GraphStore,
  asked: { readonly principal: string; readonly action?: string; readonly given?: unknown },
): Promise<readonly PermissionRow[]> {
  const rows: PermissionRow[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await execute(store, WHAT_CAN, { ...asked, after });
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    const { nodes, pageInfo } = (
      data as unknown as { whatCan: { nodes: PermissionRow[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
    ).whatCan;
    rows.push(...nodes);
    if (!pageInfo.hasNextPage) return rows;
    after = pageInfo.endCursor;
  }
}

/** What canPerform says of each request, as text. */
export async function saidOfEach(
  store: GraphStore,
  principal: string,
  asked: readonly AskedOf[],
  given?: unknown,
): Promise<readonly string[]> {
  const requests = asked.map(({ action, resource }) => ({ principal, action, resource, given }));
  const { data, errors } = await execute(store, CAN_EACH, { requests });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return (data as unknown as { canPerformEach: readonly Shown[] }).canPerformEach.map((shown) => textOf(shown));
}

/**
 * What rows say of one request: the best of those that are about it, each where its resource is the one asked about. A pattern is about
 * resources of the principal's account alone.
 */
export function saidByRows(
  rows: readonly PermissionRow[],
  { action, resource, account }: AskedOf,
  own: string | null,
): readonly string[] {
  const isOwn = account === null || account === own;
  const about = rows.filter(
    (row) =>
      row.actions.some((name) => name.toLowerCase() === action.toLowerCase()) &&
      row.resources.some((text) => text === resource || (isAbout(text, resource) && (isOwn || isPlaced(text)))),
  );
  const said = new Set(about.map((row) => textOf(settle(row, resource))));
  return [...said].filter((text) => text !== 'DENIED');
}

/** Whether a pattern is of what lies in one resource, which is told whoever owns it. */
function isPlaced(text: string): boolean {
  return /^arn:aws:s3:::[^*?/]+\//.test(text) || /^arn:aws:[^:]*:[^:*?]*:[^:*?]+:/.test(text);
}

function isAbout(pattern: string, resource: string): boolean {
  return pattern === '*' || glob(pattern).test(resource);
}

function glob(pattern: string): RegExp {
  const parts = pattern.split(/(\$\{[*?$]\}|[*?])/);
  const body = parts.map((part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return part.replace(/^\$\{([*?$])\}$/, '$1').replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${body.join('')}$`, 'su');
}

/** The object of the bucket that random organisations have behind their access point: needs name it as policies of the bucket do. */
function behind(resource: string): string {
  return resource.replace(/^arn:aws:s3:[^:]+:[^:]+:accesspoint\/reports\/object\//u, 'arn:aws:s3:::reports/');
}

/** A row for one resource: what it needs of the resource is met or not. */
function settle({ decision, needs }: Shown, resource: string): Shown {
  if (needs === null) return { decision, needs };
  const isMet = (need: Need): boolean =>
    need.values.some((value) => glob(value).test(resource) || glob(value).test(behind(resource))) !== need.isNegated;
  const left = needs.alternatives
    .filter(({ all }) => all.every((need) => need.kind !== 'RESOURCE' || isMet(need)))
    .map(({ all, unread }) => ({ all: all.filter(({ kind }) => kind !== 'RESOURCE'), unread }));
  if (left.length === 0) return { decision: 'DENIED', needs: null };
  if (left.some(({ all, unread }) => all.length + unread.length === 0)) return { decision: 'ALLOWED', needs: null };
  return { decision: 'CONDITIONAL', needs: { ...needs, alternatives: left } };
}

/** The decision with its alternatives, of which none contains another. */
function textOf({ decision, needs }: Shown): string {
  if (needs === null) return decision;
  const sets = needs.alternatives.map(({ all, unread }) => new Set([...all, ...unread].map(({ text }) => text)));
  const minimal = sets.filter(
    (set, place) =>
      !sets.some(
        (other, at) =>
          at !== place && [...other].every((text) => set.has(text)) && (other.size < set.size || at < place),
      ),
  );
  const texts = minimal.map((set) => [...set].sort().join(' and ')).sort();
  return `${decision} ${texts.join('; or ')}${needs.truncated ? ' …' : ''}`;
}

/** Everybody who can be asked about, with their accounts. */
export async function everybody(
  store: GraphStore,
): Promise<readonly { readonly id: string; readonly account: string | null }[]> {
  const call = unboundedCall();
  const nodes = await listAll(await store.open(null, call), { labels: PRINCIPAL_LABELS }, call);
  return nodes.map(({ id, account }) => ({ id, account }));
}

/** What differs between the two sides, for everybody, or one in `share` of them: empty where whatCan is the transpose of canPerform. */
export async function differences(
  store: GraphStore,
  asked: readonly AskedOf[],
  { given, share = 1 }: { readonly given?: unknown; readonly share?: number } = {},
): Promise<{ readonly found: readonly unknown[]; readonly open: number }> {
  const found: unknown[] = [];
  let open = 0;
  for (const [index, { id, account }] of (await everybody(store)).entries()) {
    if (index % share !== 0) continue;
    const rows: PermissionRow[] = [];
    for (const service of new Set(asked.map(({ action }) => action.split(':')[0] ?? ''))) {
      rows.push(...(await permissionsOf(store, { principal: id, action: `${service}:*`, given })));
    }
    const expected = await saidOfEach(store, id, asked, given);
    for (const [place, one] of asked.entries()) {
      const said = expected[place] ?? '';
      const byRows = saidByRows(rows, one, account);
      const isOpen = said !== 'DENIED';
      if (isOpen) open++;
      const agrees = isOpen
        ? byRows.includes(said) && (said === 'ALLOWED' || !byRows.includes('ALLOWED'))
        : byRows.length === 0;
      if (!agrees) found.push({ principal: id, ...one, said, byRows });
    }
  }
  return { found, open };
}
