import type { PermissionGraph } from '../../src/index.js';

/** One question of a case, and all rows that AWS's rules give, as text (see `writeRow`). */
export type Question =
  | {
      readonly whoCanAssume: string;
      readonly given?: object;
      readonly where?: object;
      readonly rows: readonly string[];
      readonly gaps?: readonly string[];
      readonly rowGaps?: true;
    }
  | {
      readonly rolesAssumableBy: string;
      readonly given?: object;
      readonly where?: object;
      readonly rows: readonly string[];
      readonly gaps?: readonly string[];
      readonly rowGaps?: true;
    }
  | {
      readonly from: object;
      readonly to: object;
      readonly given?: object;
      readonly where?: object;
      readonly rows: readonly string[];
      readonly gaps?: readonly string[];
      readonly rowGaps?: true;
    }
  | {
      readonly crossAccountAccess: { readonly from?: string; readonly to?: string; readonly maxHops?: number };
      readonly given?: object;
      readonly rows: readonly string[];
      readonly gaps?: readonly string[];
      readonly rowGaps?: true;
    };

interface Need {
  readonly kind: string;
  readonly key: string | null;
  readonly operator: string;
  readonly isNegated: boolean;
  readonly values: readonly string[];
  readonly hop: number | null;
}
interface Needs {
  readonly alternatives: readonly {
    readonly all: readonly Need[];
    readonly unread: readonly { readonly subject: string | null }[];
  }[];
  readonly truncated: boolean;
}
interface Party {
  readonly __typename: string;
  readonly arn: string | null;
  readonly name: string;
  readonly providerName?: string;
  readonly claims?: Needs | null;
}
interface Row {
  readonly principal: Party;
  readonly role: Party;
  readonly action: string;
  readonly decision: string;
  readonly needs: Needs | null;
  readonly crossAccount: boolean;
  readonly taskPolicies: readonly string[] | null;
  readonly gaps: readonly { readonly kind: string; readonly account: string | null }[];
}
interface Gap {
  readonly kind: string;
  readonly account: string | null;
}

const PARTIES = `fragment P on Entity { __typename arn name ... on FederatedIdentity { providerName claims { ...N } } }
fragment N on Needs { truncated alternatives { all { kind key operator isNegated values hop } unread { subject } } }`;
const ROWS = `nodes { principal { ...P } role { ...P } action decision needs { ...N } crossAccount taskPolicies gaps { kind account } } completeness { status gaps { kind account } }`;

const QUERIES = {
  whoCanAssume: `query($a: Arn!, $given: Given, $where: AssumptionFilter) { answer: whoCanAssume(role: $a, given: $given, where: $where, first: 200) { ${ROWS} } } ${PARTIES}`,
  rolesAssumableBy: `query($a: Arn!, $given: Given, $where: AssumptionFilter) { answer: rolesAssumableBy(principal: $a, given: $given, where: $where, first: 200) { ${ROWS} } } ${PARTIES}`,
  paths: `query($from: PathEnd!, $to: PathEnd!, $given: Given, $where: PathFilter) { answer: paths(from: $from, to: $to, given: $given, where: $where, first: 200) { nodes { from { ...P } hops { to { ...P } action } decision needs { ...N } } completeness { status gaps { kind account } } } } ${PARTIES}`,
  crossAccountAccess: `query($from: AccountId, $to: AccountId, $given: Given, $maxHops: Int) { answer: crossAccountAccess(from: $from, to: $to, given: $given, maxHops: $maxHops, first: 200) { nodes { from { ...P } to { accountId } decision principalCount roleCount } completeness { status gaps { kind account } } } } ${PARTIES}`,
};

export interface Answered {
  readonly rows: readonly string[];
  readonly gaps: readonly string[];
}

/** Asks, and writes every row as text, in the order of the answer. */
export async function ask(graph: PermissionGraph, question: Question): Promise<Answered> {
  const { given = null } = question;
  if ('crossAccountAccess' in question) {
    const answer = await run(graph, QUERIES.crossAccountAccess, { maxHops: 1, ...question.crossAccountAccess, given });
    return {
      rows: answer.nodes.map((node) => {
        const one = node as unknown as {
          from: Party;
          to: { accountId: string };
          decision: string;
          principalCount: number;
          roleCount: number;
        };
        return `${nameOf(one.from)} -> ${one.to.accountId} ${one.decision} ${one.principalCount} into ${one.roleCount}`;
      }),
      gaps: gapsOf(answer.completeness.gaps),
    };
  }
  if ('from' in question) {
    const answer = await run(graph, QUERIES.paths, {
      from: question.from,
      to: question.to,
      given,
      ...(question.where === undefined ? {} : { where: question.where }),
    });
    return {
      rows: answer.nodes.map((node) => {
        const one = node as unknown as { from: Party; hops: { to: Party }[]; decision: string; needs: Needs | null };
        return `${[one.from, ...one.hops.map(({ to }) => to)].map(nameOf).join(' > ')} ${one.decision}${writeNeeds(one.needs)}`;
      }),
      gaps: gapsOf(answer.completeness.gaps),
    };
  }
  const isWho = 'whoCanAssume' in question;
  const answer = await run(graph, isWho ? QUERIES.whoCanAssume : QUERIES.rolesAssumableBy, {
    a: isWho ? question.whoCanAssume : question.rolesAssumableBy,
    given,
    ...(question.where === undefined ? {} : { where: question.where }),
  });
  return {
    rows: answer.nodes.map((row) => writeRow(row, isWho ? row.principal : row.role, question.rowGaps === true)),
    gaps: gapsOf(answer.completeness.gaps),
  };
}

async function run(
  graph: PermissionGraph,
  query: string,
  variables: Record<string, unknown>,
): Promise<{ readonly nodes: readonly Row[]; readonly completeness: { readonly gaps: readonly Gap[] } }> {
  const result = await graph.graphql({ query, variables });
  if (result.errors !== undefined) throw new Error(JSON.stringify(result.errors));
  return (JSON.parse(JSON.stringify(result.data)) as { answer: { nodes: Row[]; completeness: { gaps: Gap[] } } })
    .answer;
}

/** `WHO DECISION[ by ACTION][ if NEEDS][ tasks …][ gaps …]`; AssumeRole is left unsaid. */
function writeRow({ action, decision, needs, taskPolicies, gaps }: Row, who: Party, withGaps: boolean): string {
  const by = action === 'sts:AssumeRole' ? '' : ` by ${action}`;
  const tasks =
    taskPolicies === null ? '' : ` tasks ${taskPolicies.map((arn) => arn.slice(arn.lastIndexOf('/') + 1)).join(',')}`;
  const missing = !withGaps || gaps.length === 0 ? '' : ` gaps ${gapsOf(gaps).join(',')}`;
  return `${nameOf(who)} ${decision}${by}${writeNeeds(needs)}${tasks}${missing}`;
}

function nameOf(party: Party): string {
  if (party.__typename === 'FederatedIdentity')
    return `[${party.providerName ?? ''}${party.claims === undefined || party.claims === null ? '' : ` ${writeAlternatives(party.claims)}`}]`;
  return party.arn ?? (party.__typename === 'Anyone' ? 'Anyone' : party.name);
}

function writeNeeds(needs: Needs | null): string {
  return needs === null ? '' : ` if ${writeAlternatives(needs)}`;
}

function writeAlternatives({ alternatives, truncated }: Needs): string {
  const texts = alternatives.map(({ all, unread }) =>
    [...all.map(writeNeed), ...unread.map(({ subject }) => `unread ${subject ?? ''}`)].sort().join(' & '),
  );
  return texts.sort().join(' | ') + (truncated ? ' | …' : '');
}

function writeNeed({ kind, key, operator, isNegated, values, hop }: Need): string {
  const what =
    kind === 'CONTEXT' ? `${key ?? ''} ${operator} ${[...values].sort().join(',')}` : `${kind} ${values.join(',')}`;
  return `${isNegated ? 'not ' : ''}${what}${hop === null ? '' : ` @${hop}`}`;
}

function gapsOf(gaps: readonly Gap[]): readonly string[] {
  return [...new Set(gaps.map(({ kind, account }) => `${kind} ${account ?? ''}`.trim()))].sort();
}
