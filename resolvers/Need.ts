import { needText } from '../src/questions/needsText.js';
import type { NeedResolvers } from './generated/types.js';

export const Need: NeedResolvers = {
  kind: (need) => need.kind,
  key: (need) => need.key,
  operator: (need) => need.operator,
  isNegated: (need) => need.isNegated,
  values: (need) => need.values,
  hop: (need) => need.hop,
  statement: (need) => need.statement,
  text: (need) => needText(need),
};
