import { EDGE_KINDS, RELATION_KINDS, type EdgeKind, type RelationKind } from '../../../graph/edges.js';

function createRelation(type: string): string {
  return `UNWIND $rows AS row
MATCH (start:Loaded {key: row.from})
MATCH (end:Loaded {key: row.to})
CREATE (start)-[created:${type}]->(end)
SET created = row.properties`;
}

/** Creates nodes; `properties` has their key and load. */
export const LOAD = {
  entities: `UNWIND $rows AS row
CREATE (n:Loaded:Entity)
SET n = row.properties
SET n:$(row.labels)`,
  sets: `UNWIND $rows AS row
CREATE (n:Loaded:PrincipalSet)
SET n = row.properties`,
  conclusions: `UNWIND $rows AS row
CREATE (n:Loaded:Conclusion)
SET n = row.properties`,
  documents: `UNWIND $rows AS row
CREATE (n:Loaded:Document)
SET n = row.properties`,
  actions: `UNWIND $rows AS row
CREATE (n:Loaded:ActionTerm)
SET n = row.properties`,
  gaps: `UNWIND $rows AS row
CREATE (n:Loaded:Gap)
SET n = row.properties`,
  members: createRelation('IN_SET'),
} as const;

/** Creates raw relations, by kind. */
export const LOAD_RELATIONS = Object.fromEntries(
  RELATION_KINDS.map((kind) => [kind, createRelation(kind)]),
) as Readonly<Record<RelationKind, string>>;

/** Creates derived edges from entities and from sets alike, by kind. */
export const LOAD_EDGES = Object.fromEntries(EDGE_KINDS.map((kind) => [kind, createRelation(kind)])) as Readonly<
  Record<EdgeKind, string>
>;
