import { policiesBearing } from '../../derive/accessRequest.js';
import type { PolicyView } from '../../derive/view.js';
import type { AskedResource } from '../../derive/access.js';
import type { PrincipalNode } from '../../graph/nodes.js';
import { type CompiledPolicy, isDecidedAlone, kindOfAction } from '../../policy/index.js';
import { placeRequest } from '../accessRequest.js';
import type { AskedOfEach } from './accessRows.js';

/** For every member, in order, the place of the first one that is decided alike for this principal; its own where there is none before it. */
export type StandIns = (principal: PrincipalNode) => readonly number[];

/**
 * Finds members of which the same is concluded for a principal, gaps and what it needs included: actions of one kind on one resource, that the
 * same patterns of the same statements are about. `view` has the members' nodes, and those who are asked about.
 */
export function standInsFor(view: PolicyView, { members, stated, endpoint }: AskedOfEach): StandIns {
  const lowerActions = members.map(({ action }) => action.toLowerCase());
  const kinds = lowerActions.map(kindOfAction);
  const itself = members.map((_, place) => place);
  const common = new Map<AskedResource, string>();
  members.forEach(({ action, resource }, place) => {
    if (!isDecidedAlone(lowerActions[place] ?? '') && !common.has(resource)) common.set(resource, action);
  });
  if (members.length === common.size) return () => itself;
  const mentions = new Map<CompiledPolicy, Map<string, string>>();
  const mentionOf = (policy: CompiledPolicy, action: string): string => {
    const ofPolicy = mentions.get(policy) ?? new Map<string, string>();
    mentions.set(policy, ofPolicy);
    let found = ofPolicy.get(action);
    if (found === undefined) {
      found = policy
        .about(action)
        .map(({ statement, matchedAction }) => `${statement.index} ${matchedAction}`)
        .join();
      ofPolicy.set(action, found);
    }
    return found;
  };
  return (principal) => {
    const bearing = new Map(
      [...common].map(([resource, action]) => {
        const { asked } = placeRequest(principal, action, resource, endpoint);
        const { identity, resource: own, limits } = policiesBearing(view, asked, stated.sessionPolicies);
        const policies = [...identity, ...own, ...limits].flatMap(({ policy }) => ('text' in policy ? [] : [policy]));
        return [resource, [...new Set(policies)]] as const;
      }),
    );
    const firsts = new Map<AskedResource, Map<string, number>>();
    return members.map(({ resource }, place) => {
      const action = lowerActions[place] ?? '';
      const mentioned = (bearing.get(resource) ?? []).map((policy) => mentionOf(policy, action));
      const key = [kinds[place], ...mentioned].join('\n');
      const ofResource = firsts.get(resource) ?? new Map<string, number>();
      firsts.set(resource, ofResource);
      const first = ofResource.get(key) ?? place;
      ofResource.set(key, first);
      return first;
    });
  };
}
