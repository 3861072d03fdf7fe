import { granteeText } from '../src/questions/resourceSettings.js';
import type { AclGrantResolvers } from './generated/types.js';

export const AclGrant: AclGrantResolvers = {
  grantee: (grant) => granteeText(grant),
  permission: (grant) => grant.permission,
};
