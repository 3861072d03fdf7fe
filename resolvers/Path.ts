import { pathText } from '../src/questions/pathText.js';
import type { PathResolvers } from './generated/types.js';

export const Path: PathResolvers = {
  from: (path) => path.from,
  to: (path) => path.to,
  hops: (path) => path.hops,
  length: (path) => path.hops.length,
  decision: (path) => path.decision,
  needs: (path) => path.needs,
  crossesAccounts: (path) => path.crossesAccounts,
  gaps: (path) => path.gaps,
  text: (path) => pathText(path),
};
