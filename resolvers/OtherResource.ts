import type { OtherResourceResolvers } from './generated/types.js';
import { resourceFields } from './resourceFields.js';

export const OtherResource: OtherResourceResolvers = { ...resourceFields };
