import type { CrossAccountAccessResolvers } from './generated/types.js';

export const CrossAccountAccess: CrossAccountAccessResolvers = {
  from: (crossAccountAccess) => crossAccountAccess.from,
  to: (crossAccountAccess) => crossAccountAccess.to,
  decision: (crossAccountAccess) => crossAccountAccess.decision,
  principalCount: (crossAccountAccess) => crossAccountAccess.principalCount,
  roleCount: (crossAccountAccess) => crossAccountAccess.roleCount,
  shortest: (crossAccountAccess) => crossAccountAccess.shortest,
};
