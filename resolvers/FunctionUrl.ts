import type { FunctionUrlResolvers } from './generated/types.js';

export const FunctionUrl: FunctionUrlResolvers = {
  url: (found) => found.url,
  authType: (found) => found.authType,
};
