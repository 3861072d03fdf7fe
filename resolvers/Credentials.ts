import type { CredentialsResolvers } from './generated/types.js';

export const Credentials: CredentialsResolvers = {
  passwordEnabled: (credentials) => credentials.passwordEnabled,
  passwordLastUsedAt: (credentials) => credentials.passwordLastUsedAt,
  mfaEnabled: (credentials) => credentials.mfaEnabled,
  accessKeys: (credentials) => credentials.accessKeys,
};
