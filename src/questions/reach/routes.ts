import type { Evidence, LayerKind } from '../../iam/decision.js';

/** How somebody comes by access. */
export type AccessRoute = 'IDENTITY_POLICY' | 'GROUP_POLICY' | 'RESOURCE_POLICY' | 'ACL' | 'KMS_GRANT' | 'ASSUMPTION';

const ROUTES: Partial<Readonly<Record<LayerKind, AccessRoute>>> = {
  RESOURCE: 'RESOURCE_POLICY',
  ACL: 'ACL',
  KMS_GRANT: 'KMS_GRANT',
};

/**
 * The ways by which a principal comes by access itself, told from what decided: the layers that let it pass. Empty for those whom no policy
 * has to allow, such as a root user, and whose own side is taken as given. `principal`: its ARN or id, as the filled evidence has it.
 */
export function routesOf({ layers }: Evidence, principal: string): readonly AccessRoute[] {
  const found = new Set<AccessRoute>();
  for (const { kind, outcome, statements } of layers) {
    if (outcome !== 'ALLOWED' && outcome !== 'CONDITIONAL') continue;
    const route = ROUTES[kind];
    if (route !== undefined) found.add(route);
    if (kind !== 'IDENTITY') continue;
    for (const { effect, attachedTo } of statements) {
      if (effect === 'ALLOW') found.add(attachedTo === principal ? 'IDENTITY_POLICY' : 'GROUP_POLICY');
    }
  }
  return ORDER.filter((route) => found.has(route));
}

const ORDER: readonly AccessRoute[] = ['IDENTITY_POLICY', 'GROUP_POLICY', 'RESOURCE_POLICY', 'ACL', 'KMS_GRANT'];
