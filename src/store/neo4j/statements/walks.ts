import { BECOMING_KINDS, EDGE_KINDS, type EdgeKind } from '../../../graph/edges.js';
import { IS_DERIVED } from './isDerived.js';

const DERIVED = EDGE_KINDS.join('|');

/** Whether an edge may stand at this step. */
const HOLDS = `type(e) IN $kinds AND (($isFirst AND e.holdsFirst) OR (NOT $isFirst AND e.holdsLater))`;

/**
 * Steps of walks. A step over a set is a step over its pairs: members and ends of different realms (account, or the node itself where it
 * is of none). `edges` counts what was looked at, up to `limit`.
 */
const stepsOver = (kinds: readonly EdgeKind[]) => {
  const derived = kinds.join('|');
  return {
    forward: `CALL {
  UNWIND $keys AS key
  MATCH (:Loaded {key: key})-[e:${derived}]->(n:Entity)
  WHERE ${HOLDS} AND NOT n.id IN $avoid
  RETURN n
  UNION ALL
  UNWIND $keys AS key
  MATCH (m:Loaded {key: key})-[:IN_SET]->(s:PrincipalSet)
  WITH s, collect(DISTINCT m.realm) AS realms
  MATCH (s)-[e:${derived}]->(n:Entity)
  WHERE ${HOLDS} AND NOT n.id IN $avoid AND (size(realms) > 1 OR realms[0] <> n.realm)
  RETURN n
}
WITH n LIMIT $limit
RETURN n.id AS id, n.realm AS realm, n.pathRank AS rank, count(*) AS edges`,
    backward: `CALL {
  UNWIND $keys AS key
  MATCH (:Loaded {key: key})<-[e:${derived}]-(n:Entity)
  WHERE ${HOLDS} AND NOT n.id IN $avoid
  RETURN n
  UNION ALL
  UNWIND $keys AS key
  MATCH (m:Loaded {key: key})<-[e:${derived}]-(s:PrincipalSet)
  WHERE ${HOLDS}
  WITH s, collect(DISTINCT m.realm) AS realms
  MATCH (s)<-[:IN_SET]-(n:Entity)
  WHERE NOT n.id IN $avoid AND (size(realms) > 1 OR realms[0] <> n.realm)
  RETURN n
}
WITH n LIMIT $limit
RETURN n.id AS id, n.realm AS realm, n.pathRank AS rank, count(*) AS edges`,
    /** Edges from one set of nodes into another, looked at from the smaller side. */
    betweenFromStarts: `UNWIND $startKeys AS key
MATCH (m:Loaded {key: key})-[e:${derived}]->(n:Entity)
WHERE n.id IN $ends AND ${HOLDS}
RETURN m.id AS start, n.id AS end, type(e) AS kind, e.conclusion AS conclusion
LIMIT $limit`,
    betweenFromEnds: `UNWIND $endKeys AS key
MATCH (n:Loaded {key: key})<-[e:${derived}]-(m:Entity)
WHERE m.id IN $starts AND ${HOLDS}
RETURN m.id AS start, n.id AS end, type(e) AS kind, e.conclusion AS conclusion
LIMIT $limit`,
    /** Products between them: the ends of each set. */
    setEnds: `UNWIND $endKeys AS key
MATCH (n:Loaded {key: key})<-[e:${derived}]-(s:PrincipalSet)
WHERE s.number IN $sets AND ${HOLDS}
RETURN s.number AS set, n.id AS end, type(e) AS kind, e.conclusion AS conclusion
LIMIT $limit`,
  } as const;
};

export const WALKS = {
  resolve: `UNWIND $keys AS key
MATCH (n:Loaded {key: key})
RETURN n.id AS id, n.realm AS realm, n.pathRank AS rank`,
  /** The sets of which nodes are members. */
  setMembers: `UNWIND $startKeys AS key
MATCH (m:Loaded {key: key})-[:IN_SET]->(s:PrincipalSet)
RETURN m.id AS start, s.number AS set
LIMIT $limit`,
  /** What does not ask for CAN_PASS does not read it. */
  becoming: stepsOver(BECOMING_KINDS),
  all: stepsOver(EDGE_KINDS),
} as const;

/** Pairs of accounts over one hop. Sets stay sets: their members and their ends are read side by side, never one by the other. */
export const ACCOUNT_PAIRS = {
  /** How much the answer looks at. */
  size: `CALL {
  MATCH (m:Entity)-[e:${DERIVED}]->(n:Entity)
  WHERE m.load = $load AND type(e) IN $kinds AND ${IS_DERIVED} AND ($from IS NULL OR m.account = $from) AND ($to IS NULL OR n.account = $to)
  RETURN count(e) AS looked
  UNION ALL
  MATCH (s:PrincipalSet {load: $load})-[e:${DERIVED}]->(n:Entity)
  WHERE type(e) IN $kinds AND ($to IS NULL OR n.account = $to)
  WITH s, count(e) AS ends
  RETURN sum(ends + COUNT { (s)<-[:IN_SET]-(m:Entity) WHERE $from IS NULL OR m.account = $from }) AS looked
}
RETURN sum(looked) AS looked`,
  direct: `MATCH (m:Entity)-[e:${DERIVED}]->(n:Entity)
WHERE m.load = $load AND type(e) IN $kinds AND ${IS_DERIVED} AND ($from IS NULL OR m.account = $from) AND ($to IS NULL OR n.account = $to)
  AND m.label <> 'Service' AND n.account IS NOT NULL AND (m.account IS NULL OR m.account <> n.account)
RETURN m.account AS from, n.account AS to, collect(DISTINCT m.rank) AS principals, collect(DISTINCT n.rank) AS roles,
  collect(DISTINCT e.conclusion) AS conclusions`,
  ends: `MATCH (s:PrincipalSet {load: $load})-[e:${DERIVED}]->(n:Entity)
WHERE type(e) IN $kinds AND n.account IS NOT NULL AND ($to IS NULL OR n.account = $to)
RETURN s.number AS set, n.account AS to, collect(DISTINCT n.rank) AS roles, collect(DISTINCT e.conclusion) AS conclusions`,
  members: `MATCH (s:PrincipalSet {load: $load})
WHERE s.number IN $sets
MATCH (s)<-[:IN_SET]-(m:Entity)
WHERE m.label <> 'Service' AND ($from IS NULL OR m.account = $from)
RETURN s.number AS set, m.account AS from, collect(DISTINCT m.rank) AS principals`,
} as const;
