import {
  type AccessAsked,
  type AccessConclusion,
  type AskedResource,
  type Asker,
  decideAccess,
} from '../derive/access.js';
import type { PolicyView } from '../derive/view.js';
import type { GraphNode } from '../graph/nodes.js';
import type { Gap } from '../iam/snapshot.js';
import type { SessionFacts } from '../policy/model.js';
import type { Stated } from './given.js';
import { statedFor } from './statedAlong.js';

/** One request of somebody, as it is decided, with what the graph does not know of its resource. */
export interface PlacedRequest {
  readonly asked: AccessAsked;
  readonly gaps: readonly Gap[];
}

/** The request of somebody for something, through the endpoint that is stated; what nothing tells the owner of is taken to be the caller's account's. */
export function placeRequest(
  from: Asker,
  action: string,
  resource: AskedResource,
  endpoint: AccessAsked['endpoint'] | null,
): PlacedRequest {
  const account = resource.account ?? (from === 'ANONYMOUS' ? null : from.account);
  const isGuessed = resource.account === null && resource.arn !== '*';
  return {
    asked: {
      from,
      action,
      resource: { ...resource, account },
      ...(endpoint === undefined || endpoint === null ? {} : { endpoint }),
    },
    gaps: isGuessed ? [ownerUnknown(resource.arn, account)] : [],
  };
}

/** The nodes whose policies a decision about a request reads: who asks, the resource, the bucket behind it, the endpoint. */
export function nodesOf({ from, resource: { node, bucket }, endpoint }: AccessAsked): readonly GraphNode[] {
  const end = typeof endpoint === 'string' ? null : (endpoint ?? null);
  return [from === 'ANONYMOUS' ? null : from, node, bucket ?? null, end].filter((each) => each !== null);
}

/** Decides a request under what is stated of requests on its resource. `view` has `nodesOf` it. */
export function decideStated(
  view: PolicyView,
  asked: AccessAsked,
  stated: Stated,
  session: SessionFacts | null,
): AccessConclusion {
  const context = stated.on(asked.resource.arn);
  const own = asked.from === 'ANONYMOUS' ? context : statedFor(asked.from, context);
  return decideAccess(view, asked, own, session, stated.sessionPolicies);
}

/** An ARN without an account, of a resource that the graph does not have. */
function ownerUnknown(arn: string, owner: string | null): Gap {
  const taken = owner === null ? 'nobody’s' : `account ${owner}’s`;
  return {
    kind: 'ARN_UNKNOWN',
    account: owner,
    subject: arn,
    mayHide: true,
    mayOverstate: true,
    text: `${arn} is not in the graph, and its ARN names no account: it is taken to be ${taken}. State resourceAccount.`,
  };
}
