import { EDGE_KINDS, RELATION_KINDS } from '../../../graph/edges.js';
import { IS_DERIVED } from './isDerived.js';

/** Reads a load piece by piece: nodes by rank from `$from` to before `$to`, everything else that is numbered by its keys. */
export const PARTS = {
  nodes: `MATCH (n:Entity)
WHERE n.load = $load AND n.rank >= $from AND n.rank < $to
RETURN n.data AS data
ORDER BY n.rank`,
  documents: `MATCH (d:Loaded)
WHERE d.key STARTS WITH $prefix AND d.key > $after
RETURN d.key AS key, d.documentKey AS documentKey, d.data AS data
ORDER BY d.key
LIMIT $some`,
  numbered: `UNWIND $keys AS key
MATCH (n:Loaded {key: key})
RETURN n.data AS data
ORDER BY n.number`,
  relations: `MATCH (n:Entity)
WHERE n.load = $load AND n.rank >= $from AND n.rank < $to
MATCH (n)-[r:${RELATION_KINDS.join('|')}]->(other:Entity)
WHERE r.conclusion IS NULL
RETURN n.rank AS start, type(r) AS kind, other.rank AS end, r.use AS use, r.statement AS statement`,
  edges: `MATCH (n:Entity)
WHERE n.load = $load AND n.rank >= $from AND n.rank < $to
MATCH (n)-[e:${EDGE_KINDS.join('|')}]->(other:Entity)
WHERE ${IS_DERIVED}
RETURN n.rank AS start, other.rank AS end, type(e) AS kind, e.conclusion AS conclusion`,
  sets: `UNWIND $keys AS key
MATCH (s:Loaded {key: key})
OPTIONAL MATCH (s)<-[:IN_SET]-(n:Entity)
WITH s, n ORDER BY n.rank
RETURN s.number AS number, collect(n.rank) AS members
ORDER BY number`,
  products: `UNWIND $keys AS key
MATCH (s:Loaded {key: key})-[e:${EDGE_KINDS.join('|')}]->(n:Entity)
WITH s, type(e) AS kind, e.conclusion AS conclusion, n ORDER BY n.rank
RETURN s.number AS number, kind, conclusion, collect(DISTINCT n.rank) AS ends`,
} as const;
