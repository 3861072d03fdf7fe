import { keyGrants } from '../src/questions/resourceSettings.js';
import type { KeyResolvers } from './generated/types.js';
import { resourceFields } from './resourceFields.js';

export const Key: KeyResolvers = { ...resourceFields, grants: (node) => keyGrants(node) };
