import { resourceName } from '../../iam/arn.js';
import type { Resource } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Draft } from './draft.js';
import type { StatedPolicy } from './resourcePolicies.js';
import type { StatedResource } from './resources.js';
import { typesOfPolicyCall } from './policyCalls.js';

/**
 * Resources with their policies, by ARN. One without a policy has none where policies of its type were asked for in its account: some
 * resource there has one, or collection.json says that the call was made, and does not say that it went unanswered for this one, or in its
 * region; otherwise that is not known.
 */
export function gatherResources(draft: Draft): readonly Resource[] {
  const asked = askedFor(draft);
  const unanswered = unansweredFor(draft);
  const arns = new Set([...draft.resources.keys(), ...draft.resourcePolicies.keys()]);
  return [...arns].toSorted(compareCodePoints).map((arn) => {
    const policy = draft.resourcePolicies.get(arn);
    const stated = draft.resources.get(arn) ?? fromPolicy(arn, policy);
    const { type, account, name, region, tags, properties } = stated;
    return {
      arn,
      type,
      account,
      name,
      region,
      tags,
      policy: policy?.policy ?? null,
      isPolicyCollected:
        policy?.isReadable ?? (asked.has(`${account} ${type}`) && !unanswered({ arn, account, type, region })),
      properties,
    };
  });
}

/** A resource of which nothing but its policy was collected. */
function fromPolicy(arn: string, policy: StatedPolicy | undefined): Omit<StatedResource, 'place'> {
  const [, , , region = '', , ...resource] = arn.split(':');
  return {
    arn,
    type: policy?.type ?? '',
    account: policy?.account ?? '',
    name: resourceName(resource.at(-1) ?? ''),
    region: region === '' ? null : region,
    tags: [],
    properties: {},
  };
}

/** Account and type of resource whose policies were asked for. */
function askedFor(draft: Draft): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const { account, type } of draft.resourcePolicies.values()) asked.add(`${account} ${type}`);
  for (const { account, service, call } of draft.callsMade) {
    for (const type of typesOfPolicyCall(service, call)) asked.add(`${account} ${type}`);
  }
  return asked;
}

/** Whether a call for the policy of a resource went unanswered: about itself, or about all of its type, in its region or wherever. */
function unansweredFor(draft: Draft): (resource: Pick<Resource, 'arn' | 'account' | 'type' | 'region'>) => boolean {
  const keys = new Set(
    draft.callsUnanswered.flatMap(({ account, service, call, region, resource }) =>
      typesOfPolicyCall(service, call).map((type) => resource ?? `${account} ${type} ${region ?? '*'}`),
    ),
  );
  return ({ arn, account, type, region }) =>
    [arn, `${account} ${type} ${region ?? ''}`, `${account} ${type} *`].some((key) => keys.has(key));
}
