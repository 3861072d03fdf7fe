import type { PolicyView } from '../../derive/view.js';
import type { Call, GraphReader } from '../../graph/store.js';
import type { Gap } from '../../iam/snapshot.js';
import { gapsThatCouldAdd } from '../completeness.js';
import type { Stated } from '../given.js';
import { fetchPolicyView } from '../policyView.js';
import { resolveEndpoints } from '../statedEndpoint.js';
import { type AccessRow, type AskedOfEach, decideMembers, nodesOfMembers } from './accessRows.js';
import { type Candidates, findCandidates } from './candidates.js';
import { gapsOfStrangers } from './gapsOfStrangers.js';
import type { Member } from './members.js';

/** Everybody who may have access to some member, decided. */
export interface Holders {
  /** DENIED ones among them. */
  readonly rows: readonly AccessRow[];
  readonly candidates: Candidates;
  readonly asked: AskedOfEach;
  /** What was not collected and could add somebody. */
  readonly gaps: readonly Gap[];
}

/** Decides the members for all who can have access to one of them. Ends early when the work budget is spent. */
export async function findHolders(
  reader: GraphReader,
  {
    members,
    stated,
    withNearMisses,
  }: {
    readonly members: readonly Member[];
    readonly stated: Stated;
    readonly withNearMisses: boolean;
  },
  call: Call,
): Promise<Holders> {
  const [endpoint = null] = await resolveEndpoints(reader, [stated], call);
  const asked = { members, stated, endpoint };
  const view: PolicyView = await fetchPolicyView(reader, nodesOfMembers(asked), call);
  const candidates = await findCandidates(reader, { members, view }, withNearMisses, call);
  const rows = await decideMembers(reader, candidates.principals, asked, call);
  const gaps = [...gapsThatCouldAdd(await reader.gaps(call), candidates.accounts), ...gapsOfStrangers(view, asked)];
  return { rows, candidates, asked, gaps };
}
