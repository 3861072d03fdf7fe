import type { Asker } from '../../derive/access.js';
import type { PolicyView } from '../../derive/view.js';
import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { Gap } from '../../iam/snapshot.js';
import { decideStated, placeRequest } from '../accessRequest.js';
import type { AskedOfEach } from './accessRows.js';

/**
 * What was not collected of the resources and could let somebody in: asked for those who have no policy of their own, unsigned and as a user
 * of the account that owns it.
 */
export function gapsOfStrangers(view: PolicyView, { members, stated, endpoint }: AskedOfEach): readonly Gap[] {
  return members.flatMap(({ action, resource }) => {
    const strangers: readonly Asker[] = [
      'ANONYMOUS',
      ...(resource.account === null ? [] : [insider(resource.account)]),
    ];
    return strangers.flatMap((from) => {
      const { asked } = placeRequest(from, action, resource, endpoint);
      return decideStated(view, asked, stated, null).gaps.filter(({ mayHide }) => mayHide);
    });
  });
}

/** A user to whom nothing is attached. */
function insider(account: string): NodeOf<'User'> {
  const arn = `arn:aws:iam::${account}:user/anybody`;
  const unknown = { uniqueId: null, createdAt: null, tags: [], credentials: null } as const;
  return {
    label: 'User',
    id: nodeId.arn(arn),
    arn,
    name: 'anybody',
    account,
    path: '/',
    isCollected: true,
    ...unknown,
  };
}
