/** The version of the model below. A database of a newer one is refused, one of an older one is migrated by `prepare`. */
export const SCHEMA_VERSION = 1;

/** What `prepare` makes, each a statement of its own. Names are ours, so that a database says whose they are. */
export const MAKE_SCHEMA = {
  pointerIsOne: 'CREATE CONSTRAINT permgraph_pointer IF NOT EXISTS FOR (p:Permgraph) REQUIRE p.id IS UNIQUE',
  loadIsOne: 'CREATE CONSTRAINT permgraph_load IF NOT EXISTS FOR (g:Generation) REQUIRE g.load IS UNIQUE',
  keyIsOne: 'CREATE CONSTRAINT permgraph_key IF NOT EXISTS FOR (n:Loaded) REQUIRE n.key IS UNIQUE',
  byLoad: 'CREATE INDEX permgraph_by_load IF NOT EXISTS FOR (n:Loaded) ON (n.load)',
  byRank: 'CREATE INDEX permgraph_by_rank IF NOT EXISTS FOR (n:Entity) ON (n.load, n.rank)',
  byAccount: 'CREATE INDEX permgraph_by_account IF NOT EXISTS FOR (n:Entity) ON (n.load, n.account)',
  byArn: 'CREATE INDEX permgraph_by_arn IF NOT EXISTS FOR (n:Entity) ON (n.load, n.arn)',
} as const;

/** Statements about the database itself. */
export const SCHEMA = {
  components: `CALL dbms.components() YIELD name, versions, edition
RETURN name, versions, edition`,
  readPointer: `MATCH (p:Permgraph {id: 'permgraph'})
RETURN p.schema AS schema`,
  /** Any node that is not ours makes the database somebody else's. */
  holdsOthers: `MATCH (n)
WHERE NOT n:Loaded AND NOT n:Generation AND NOT n:Permgraph
RETURN count(n) > 0 AS holdsOthers`,
  makePointer: `MERGE (p:Permgraph {id: 'permgraph'})
ON CREATE SET p.schema = $schema, p.version = 0
RETURN p.schema AS schema`,
  awaitIndexes: 'CALL db.awaitIndexes(60)',
} as const;
