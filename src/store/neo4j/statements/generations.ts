/** Statements about generations. `state` is LOADING, READY, RETIRED (readers may still read it) or REMOVING. */
export const GENERATIONS = {
  /** The first is current. Told by its order alone, since a reader may see the pointer move between two nodes. */
  list: `MATCH (g:Generation)
WHERE g.state = 'READY' AND g.order IS NOT NULL
RETURN g.load AS load, g.record AS record, g.isPinned AS isPinned
ORDER BY g.order DESC`,
  /** After what was read in the same transaction: no node of the load was removed before this. */
  isWhole: `MATCH (g:Generation {load: $load})
WHERE g.state = 'READY' OR g.state = 'RETIRED'
RETURN count(g) = 1 AS isWhole`,
  begin: `MATCH (p:Permgraph {id: 'permgraph'})
MERGE (g:Generation {load: $load})
ON CREATE SET g.id = $id, g.state = 'LOADING', g.record = $record, g.batches = 0, g.isPinned = false,
  g.createdAt = $createdAt, g.collectedAt = $collectedAt, g.rules = $rules, g.sources = $sources
SET g.heartbeat = timestamp()
RETURN p.version AS version`,
  /** Takes the number of the batch: once, however often its transaction is repeated. */
  beginBatch: `MATCH (g:Generation {load: $load})
SET g.heartbeat = timestamp()
WITH g, g.state AS state, g.batches AS batches
SET g.batches = CASE WHEN batches = $number THEN batches + 1 ELSE batches END
RETURN state = 'LOADING' AS isLoading, batches = $number AS isNew`,
  /** Takes the lock of the pointer first, then looks whether another load came in between. */
  makeCurrent: `MATCH (p:Permgraph {id: 'permgraph'})
SET p.changedAt = timestamp()
WITH p
WHERE p.version = $version
MATCH (g:Generation {load: $load})
WHERE g.state = 'LOADING' OR g.state = 'READY'
OPTIONAL MATCH (p)-[before:CURRENT]->()
DELETE before
CREATE (p)-[:CURRENT]->(g)
SET p.version = p.version + 1, g.state = 'READY', g.order = p.version
RETURN g.load AS load`,
  /** Retires all but the newest, the current one counted; pinned ones do not count. */
  retire: `MATCH (g:Generation)
WHERE g.state = 'READY' AND NOT g.isPinned
WITH g ORDER BY g.order DESC SKIP $keep
SET g.state = 'RETIRED', g.retiredAt = timestamp()
RETURN count(g) AS retired`,
  /** What may be removed: retired long enough, loading without a sign of life, or half removed. */
  findRemovable: `MATCH (g:Generation)
WHERE (g.state = 'RETIRED' AND g.retiredAt <= timestamp() - $grace)
  OR (g.state = 'LOADING' AND g.heartbeat <= timestamp() - $lease)
  OR g.state = 'REMOVING'
RETURN g.load AS load`,
  startRemoving: `MATCH (g:Generation {load: $load})
SET g.touchedAt = timestamp()
WITH g
WHERE (g.state = 'RETIRED' AND g.retiredAt <= timestamp() - $grace)
  OR (g.state = 'LOADING' AND g.heartbeat <= timestamp() - $lease)
  OR g.state = 'REMOVING'
SET g.state = 'REMOVING'
RETURN g.load AS load`,
  discard: `MATCH (g:Generation {load: $load})
SET g.touchedAt = timestamp()
WITH g
WHERE g.state = 'LOADING'
SET g.state = 'REMOVING'
RETURN g.load AS load`,
  removeSome: `MATCH (n:Loaded {load: $load})
WITH n LIMIT $some
DETACH DELETE n
RETURN count(*) AS removed`,
  forget: `MATCH (g:Generation {load: $load})
WHERE g.state = 'REMOVING'
DELETE g`,
  pin: `MATCH (g:Generation {id: $id})
WHERE g.state = 'READY'
SET g.isPinned = $isPinned
RETURN count(g) AS found`,
  /** The current one is never retired. */
  retireOne: `MATCH (p:Permgraph {id: 'permgraph'})
SET p.changedAt = timestamp()
WITH p
MATCH (g:Generation {id: $id})
WHERE g.state = 'READY' AND NOT EXISTS { (p)-[:CURRENT]->(g) }
SET g.state = 'RETIRED', g.retiredAt = timestamp(), g.isPinned = false
RETURN count(g) AS retired`,
} as const;
