import { techniqueOf } from '../derive/techniques/shipped.js';
import { permissionsOf, type Technique } from '../derive/techniques/technique.js';
import type { DerivedEdge } from '../graph/edges.js';

/** The technique of an edge; null where it is none, or where another version of the product named it. */
export function techniqueOfEdge({ conclusion }: DerivedEdge): Technique | null {
  return conclusion.technique === undefined ? null : techniqueOf(conclusion.technique);
}

/** The actions that have to be allowed. */
export function permissionsNeeded(technique: Technique): readonly string[] {
  return permissionsOf(technique);
}

/** The permissions joined, by which the catalogue calls it. */
export function techniqueName(technique: Technique): string {
  return permissionsOf(technique).join(' + ');
}
