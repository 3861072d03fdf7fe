import type { NodeOf } from '../../graph/nodes.js';
import type { Become } from './become.js';
import { leastOf } from './bestWay.js';
import type { Administered } from './center.js';
import { named } from './centerFacts.js';
import { telling } from './requests.js';
import { type Acting, takeSteps } from './takeSteps.js';
import type { Technique } from './technique.js';

/** Roles of a permission set that somebody is assigned, for one who comes to sign in as whomever of the directory it likes. */
export function byPeople(acting: Acting, technique: Technique, { set }: Administered): readonly Become[] {
  const { world, actor } = acting;
  return (world.center.roles.get(set.id) ?? []).flatMap((role): readonly Become[] => {
    if (role.id === actor.id || !isAssigned(acting, role)) return [];
    const steps = takeSteps(acting, technique, { target: role, resource: null });
    if (steps === null) return [];
    const who = `${named(world.center.holders(role))} may be who is assigned ${set.name} in account ${role.account ?? ''}.`;
    const best = leastOf(technique, [steps.map((step, index) => (index === 0 ? telling(step, who) : step))]);
    return best === null ? [] : [{ technique, target: role, ...best }];
  });
}

function isAssigned({ world }: Acting, role: NodeOf<'Role'>): boolean {
  return world.center.holders(role).length > 0 || world.center.mayHaveMore(role);
}
