import type { NodeOf } from '../../graph/nodes.js';

/** Customers can change neither roles that are their service's own nor those that Identity Center provisions. */
export function canBeChanged(role: NodeOf<'Role'>): boolean {
  return !role.isServiceLinked && !role.isIdentityCenter;
}
