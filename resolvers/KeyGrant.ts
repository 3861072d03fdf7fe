import type { KeyGrantResolvers } from './generated/types.js';

export const KeyGrant: KeyGrantResolvers = {
  grantee: (grant) => grant.grantee,
  retiring: (grant) => grant.retiring ?? null,
  operations: (grant) => grant.operations,
  encryptionContext: (grant) => Object.entries(grant.context?.pairs ?? {}).map(([key, value]) => ({ key, value })),
  isContextExact: (grant) => grant.context?.isAll ?? false,
  sourceArn: (grant) => grant.sourceArn ?? null,
};
