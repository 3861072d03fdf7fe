import type { EntityResolvers } from './generated/types.js';
import { typeName } from './typeName.js';

export const Entity: EntityResolvers = {
  __resolveType: typeName,
};
