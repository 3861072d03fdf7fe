import type { GenerateOptions } from '../generateOrganization.js';

/** The organisation that the questions are about: 5,000 roles and 2,800 resources. Larger ones have the same accounts and more. */
export const WHO_CAN_ORGANIZATION: GenerateOptions = {
  seed: 1,
  accounts: 100,
  rolesPerAccount: 50,
  usersPerAccount: 10,
  withResources: true,
};

export const WHO_CAN_SEED = 2026;
