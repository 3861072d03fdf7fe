/** The version of the model below. A database of a newer one is refused, one of an older one is migrated by `prepare`. */
export const SCHEMA_VERSION = 2;

/** What `prepare` makes where it is missing, by name: constraints (an index of that name comes with each) and indexes. */
export const MAKE_SCHEMA = {
  permgraph_pointer: 'CREATE CONSTRAINT permgraph_pointer IF NOT EXISTS FOR (p:Permgraph) REQUIRE p.id IS UNIQUE',
  permgraph_load: 'CREATE CONSTRAINT permgraph_load IF NOT EXISTS FOR (g:Generation) REQUIRE g.load IS UNIQUE',
  permgraph_key: 'CREATE CONSTRAINT permgraph_key IF NOT EXISTS FOR (n:Loaded) REQUIRE n.key IS UNIQUE',
  permgraph_by_load: 'CREATE INDEX permgraph_by_load IF NOT EXISTS FOR (n:Loaded) ON (n.load)',
  permgraph_by_rank: 'CREATE INDEX permgraph_by_rank IF NOT EXISTS FOR (n:Entity) ON (n.load, n.rank)',
  permgraph_by_label: 'CREATE INDEX permgraph_by_label IF NOT EXISTS FOR (n:Entity) ON (n.load, n.label)',
  permgraph_by_account: 'CREATE INDEX permgraph_by_account IF NOT EXISTS FOR (n:Entity) ON (n.load, n.account)',
  permgraph_by_arn: 'CREATE INDEX permgraph_by_arn IF NOT EXISTS FOR (n:Entity) ON (n.load, n.arn)',
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
  setModel: `MATCH (p:Permgraph {id: 'permgraph'})
SET p.schema = $schema
RETURN p.schema AS schema`,
  /** May be repeated. */
  addActions: `UNWIND $rows AS row
MERGE (n:Loaded {key: row.key})
SET n = row, n:ActionTerm`,
  indexes: 'SHOW INDEXES YIELD name RETURN name',
  awaitIndexes: 'CALL db.awaitIndexes(60)',
} as const;
