import type { Call, GraphReader } from '../../graph/store.js';
import { parseArn } from '../../iam/arn.js';
import { unlistedService } from '../../iam/gapScope.js';
import type { Gap } from '../../iam/snapshot.js';
import { gapsThatCouldAdd, gapsThatCouldAddEntrances } from '../completeness.js';
import type { Stated } from '../given.js';
import { fetchView, nothingAbove } from '../policyView.js';
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

/** Resources of the services and accounts that are asked about which were not listed: a pattern may mean one of them. */
function unlistedMembers(all: readonly Gap[], members: readonly Member[]): readonly Gap[] {
  const services = new Set(['*', ...members.map(({ resource }) => parseArn(resource.arn)?.service)]);
  const accounts = new Set(members.flatMap(({ resource }) => resource.account ?? []));
  return gapsThatCouldAdd(all, accounts).filter((gap) => services.has(unlistedService(gap) ?? ''));
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
  const above = nothingAbove();
  const view = await reader.together(
    async (lookups) => fetchView(lookups, { callers: [], ends: nodesOfMembers(asked), above }, call),
    call,
  );
  const candidates = await findCandidates(reader, { members, view }, withNearMisses, call);
  const rows = await decideMembers(reader, candidates.principals, asked, call, above);
  const all = await reader.gaps(call);
  const gaps = [
    ...gapsThatCouldAddEntrances(all, candidates.accounts),
    ...unlistedMembers(all, members),
    ...gapsOfStrangers(view, asked),
  ];
  return { rows, candidates, asked, gaps };
}
