import { EDGE_KINDS, RELATION_KINDS, type RelationKind } from '../../../graph/edges.js';
import { IS_DERIVED } from './isDerived.js';

/** Every derived edge, as an alternative in a pattern. */
const DERIVED = EDGE_KINDS.join('|');

/** Whether a policy is of one of the accounts, or of none, as `amongAccounts` tells it. */
const OF_ACCOUNTS = `$accounts IS NULL OR NOT policy =~ '(?s)(inline:)?arn:[^:]*:iam::[0-9]{12}:.*'
  OR left(split(policy, ':iam::')[1], 12) IN $accounts`;

/** Lookups. Keys are of `Loaded` nodes: load and id together. */
export const READ = {
  nodes: `UNWIND $keys AS key
MATCH (n:Loaded {key: key})
RETURN n.id AS id, n.data AS data`,
  documents: `UNWIND $keys AS key
MATCH (d:Loaded {key: key})
RETURN d.documentKey AS id, d.data AS data`,
  conclusions: `UNWIND $keys AS key
MATCH (c:Loaded {key: key})
RETURN c.number AS number, c.data AS data`,
  gaps: `MATCH (g:Loaded)
WHERE g.key STARTS WITH $prefix
RETURN g.data AS data
ORDER BY g.number`,
  attachments: `UNWIND $keys AS key
CALL (key) {
  MATCH (n:Loaded {key: key})-[own:HAS_POLICY]->(p:Entity)
  WHERE own.use IN ['PERMISSIONS', 'BOUNDARY']
  RETURN n.id AS id, own.use AS use, n.id AS through, p.id AS policy
  UNION ALL
  MATCH (n:Loaded {key: key})-[:MEMBER_OF]->(group:Entity)
  WITH DISTINCT n, group
  MATCH (group)-[shared:HAS_POLICY]->(p:Entity)
  WHERE shared.use = 'PERMISSIONS'
  RETURN n.id AS id, shared.use AS use, group.id AS through, p.id AS policy
  UNION ALL
  MATCH (n:Loaded {key: key})-[:GOVERNED_BY]->(p:Entity)
  WITH DISTINCT n, p
  RETURN n.id AS id, 'CONTROL' AS use, n.id AS through, p.id AS policy
}
RETURN id, use, through, policy`,
  edgesInto: `UNWIND $keys AS key
CALL (key) {
  MATCH (n:Loaded {key: key})<-[e:${DERIVED}]-(other:Entity)
  RETURN n, e, other
  UNION ALL
  MATCH (n:Loaded {key: key})<-[e:${DERIVED}]-(:PrincipalSet)<-[:IN_SET]-(other:Entity)
  WHERE other.realm <> n.realm
  RETURN n, e, other
}
WITH n, e, other
WHERE type(e) IN $kinds AND ${IS_DERIVED}
RETURN n.id AS id, type(e) AS kind, e.conclusion AS conclusion, other.id AS other
LIMIT $limit`,
  edgesFrom: `UNWIND $keys AS key
CALL (key) {
  MATCH (n:Loaded {key: key})-[e:${DERIVED}]->(other:Entity)
  RETURN n, e, other
  UNION ALL
  MATCH (n:Loaded {key: key})-[:IN_SET]->(:PrincipalSet)-[e:${DERIVED}]->(other:Entity)
  WHERE other.realm <> n.realm
  RETURN n, e, other
}
WITH n, e, other
WHERE type(e) IN $kinds AND ${IS_DERIVED}
RETURN n.id AS id, type(e) AS kind, e.conclusion AS conclusion, other.id AS other
LIMIT $limit`,
  edges: `UNWIND $rows AS row
CALL (row) {
  MATCH (start:Loaded {key: row.from})-[e:${DERIVED}]->(end:Loaded {key: row.to})
  WHERE type(e) = row.kind AND e.action = row.action AND coalesce(e.technique, '') = row.technique
  RETURN e
  UNION ALL
  MATCH (start:Loaded {key: row.from})-[:IN_SET]->(:PrincipalSet)-[e:${DERIVED}]->(end:Loaded {key: row.to})
  WHERE type(e) = row.kind AND e.action = row.action AND coalesce(e.technique, '') = row.technique AND start.realm <> end.realm
  RETURN e
}
RETURN row.id AS id, e.conclusion AS conclusion`,
  search: `MATCH (n:Entity {load: $load})
WHERE n.lowerName CONTAINS $text OR n.lowerArn CONTAINS $text
WITH n, CASE WHEN n.lowerName = $text THEN 0 WHEN n.lowerName STARTS WITH $text THEN 1 ELSE 2 END AS place
ORDER BY place, n.rank
LIMIT $first
RETURN n.data AS data`,
  policiesOfTerms: `UNWIND $keys AS key
MATCH (t:Loaded {key: key})
UNWIND t.policies AS policy
WITH DISTINCT policy
WHERE ${OF_ACCOUNTS}
RETURN policy`,
  policiesOfTermsFrom: `UNWIND $prefixes AS prefix
MATCH (t:Loaded)
WHERE t.key STARTS WITH prefix
UNWIND t.policies AS policy
WITH DISTINCT policy
WHERE ${OF_ACCOUNTS}
RETURN policy`,
  under: `MATCH (u:OrganizationalUnit {load: $load, unitId: $unit})-[:CONTAINS*0..]->(n:Entity)
RETURN DISTINCT n.id AS id, n.accountId AS account`,
} as const;

function related(kind: RelationKind, direction: 'OUT' | 'IN'): string {
  const arrow = direction === 'OUT' ? `-[:${kind}]->` : `<-[:${kind}]-`;
  return `UNWIND $keys AS key
MATCH (n:Loaded {key: key})${arrow}(other:Entity)
WITH DISTINCT n, other
ORDER BY other.rank
RETURN n.id AS id, collect(other.id) AS others`;
}

/** The other ends of relations, by kind and direction. */
export const RELATED = Object.fromEntries(
  RELATION_KINDS.map((kind) => [kind, { OUT: related(kind, 'OUT'), IN: related(kind, 'IN') }]),
) as Readonly<Record<RelationKind, Readonly<Record<'OUT' | 'IN', string>>>>;

/** What a listing may ask of a node; a filter that is null is not asked for. `of` is where the filters stand. */
function matches(of: '$' | 'asked.'): string {
  return `n.label IN ${of}labels
  AND (${of}accounts IS NULL OR n.account IN ${of}accounts)
  AND (${of}units IS NULL OR (n.label = 'OrganizationalUnit' AND n.id IN ${of}units)
    OR (n.label <> 'OrganizationalUnit' AND n.account IN ${of}accountsUnder))
  AND (${of}arns IS NULL OR n.arn IN ${of}arns)
  AND (${of}text IS NULL OR n.lowerName CONTAINS ${of}text OR n.lowerArn CONTAINS ${of}text)
  AND all(tag IN ${of}tags WHERE CASE WHEN tag.pairs IS NULL THEN tag.key IN n.tagKeys
    ELSE any(pair IN tag.pairs WHERE pair IN n.tagPairs) END)
  AND (${of}types IS NULL OR (n.label = 'Resource' AND n.type IN ${of}types))
  AND (${of}isInOrganization IS NULL OR (n.label = 'Account' AND (n.organizationId IS NOT NULL) = ${of}isInOrganization))
  AND (${of}isCollected IS NULL OR (n.label = 'Account' AND n.isCollected = ${of}isCollected))`;
}

/**
 * The ways to the nodes of a listing, by an index on what narrows most: `all` by that on labels. The rank is looked at behind them, since
 * whoever asks for it before reads the whole load in its order.
 */
const WAYS = {
  all: () => 'n.load = $load',
  accounts: (of) => `n.load = $load AND n.account IN ${of}accounts`,
  arns: (of) => `n.load = $load AND n.arn IN ${of}arns`,
} as const satisfies Readonly<Record<string, (of: '$' | 'asked.') => string>>;

export type ListingWay = keyof typeof WAYS;

/** A page, the number of all rows, and both of several listings that are asked at once. */
export const LISTING = Object.fromEntries(
  Object.entries(WAYS).map(([way, start]) => [
    way,
    {
      page: `MATCH (n:Entity)
WHERE ${start('$')}
  AND ${matches('$')}
WITH n, n.rank AS rank
WHERE rank > $after
WITH n ORDER BY rank
LIMIT $first
RETURN n.data AS data`,
      count: `MATCH (n:Entity)
WHERE ${start('$')}
  AND ${matches('$')}
RETURN count(n) AS total`,
      several: `UNWIND $asked AS asked
CALL (asked) {
  MATCH (n:Entity)
  WHERE ${start('asked.')}
  AND ${matches('asked.')}
  WITH asked, n ORDER BY n.rank
  RETURN count(n) AS total, collect(CASE WHEN n.rank > asked.after THEN n END) AS following
}
RETURN asked.place AS place, total, [n IN following[0..asked.first] | n.data] AS data`,
    },
  ]),
) as Readonly<Record<ListingWay, Readonly<Record<'page' | 'count' | 'several', string>>>>;

/** The place of a row in the order of listings. */
export const RANK_OF = `MATCH (n:Loaded {key: $key})
RETURN n.rank AS rank`;
