import type { AccessResolvers } from './generated/types.js';

export const Access: AccessResolvers = {
  principal: (row) => row.principal,
  decision: (row) => row.decision,
  needs: (row) => row.needs,
  via: (row) => row.via,
  path: (row) => row.path,
  gaps: (row) => row.gaps,
  evidence: (row) => row.evidence,
  serviceReach: (row) => row.serviceReach,
  resource: (row) => row.exposed?.resource ?? null,
  actions: (row) => row.exposed?.actions ?? null,
  resources: (row) => row.exposed?.resources ?? null,
};
