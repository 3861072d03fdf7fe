import type { PermissionResolvers } from './generated/types.js';

export const Permission: PermissionResolvers = {
  service: (row) => row.service,
  accessLevel: (row) => row.accessLevel,
  actions: (row) => row.actions,
  resources: (row) => row.resources,
  decision: (row) => row.decision,
  needs: (row) => row.needs,
  gaps: (row) => row.gaps,
  evidence: (row) => row.evidence,
};
