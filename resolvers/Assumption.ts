import { passers } from '../src/questions/passers.js';
import type { AssumptionResolvers } from './generated/types.js';

export const Assumption: AssumptionResolvers = {
  principal: (row) => row.principal,
  role: (row) => row.role,
  action: (row) => row.action,
  decision: (row) => row.decision,
  needs: (row) => row.needs,
  crossAccount: (row) => row.crossAccount,
  taskPolicies: (row) => row.taskPolicies,
  gaps: (row) => row.gaps,
  evidence: (row) => row.evidence,
  edge: (row) => row.edge,
  passableBy: (row, page, context, info) => passers(context.ask(info), row, page),
};
