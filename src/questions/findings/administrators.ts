import type { NodeOf } from '../../graph/nodes.js';
import { needsText } from '../needsText.js';
import type { Found } from './rule.js';
import type { Scene } from './scene.js';
import type { Severity } from './severity.js';
import { shortestWay, type Way, wayEvidence, wayNeeds, waysFrom } from './ways.js';

/** A user or role that can do everything in its account, as is stored. */
export type Administrator = Way<NodeOf<'User'> | NodeOf<'Role'>>;

/** Administrators of accounts, CONDITIONAL ones too, by node id. */
export async function administrators(scene: Scene): Promise<ReadonlyMap<string, Administrator>> {
  const [users, roles] = await Promise.all([scene.list('User'), scene.list('Role')]);
  const ways = await waysFrom(scene, [...users, ...roles], ['CAN_ADMINISTER']);
  return new Map(ways.map((way) => [way.from.id, way]));
}

/** Something found of an administrator: that it is one is the proof. */
export function foundOfAdministrator(
  scene: Scene,
  way: Administrator,
  { about, severity, text }: { readonly about: string; readonly severity: Severity; readonly text: string },
): Found {
  const needs = wayNeeds(way);
  return {
    subject: way.from,
    about,
    severity,
    text: needs === null ? text : `${text} ${needsText(needs)}`,
    evidence: wayEvidence(way),
    path: () => shortestWay(scene, { from: way.from.id, to: way.to.id }, ['CAN_ADMINISTER']),
    remedies: null,
  };
}
