import type { GapResolvers } from './generated/types.js';

export const Gap: GapResolvers = {
  kind: (gap) => gap.kind,
  account: (gap) => gap.account,
  subject: (gap) => gap.subject,
  mayHide: (gap) => gap.mayHide,
  mayOverstate: (gap) => gap.mayOverstate,
  text: (gap) => gap.text,
};
