import type { GraphNode } from '../../graph/nodes.js';
import type { PolicyView } from '../view.js';
import { EVERYTHING, type MadePolicy, madePolicy } from './hypothesis.js';
import { type DecidedRequest, notCollected, telling, unknownFact } from './requests.js';

/** A version of a policy that can be brought into force. */
export interface Version {
  readonly made: MadePolicy;
  /** What it takes, with what is not known of it, and which it is. */
  readonly taking: (requests: readonly DecidedRequest[]) => readonly DecidedRequest[];
}

/**
 * The versions of a customer managed policy that are not in force and say something else. Of which nobody collected what they say, they may
 * allow everything.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html
 */
export function versionsOf(view: PolicyView, node: GraphNode): readonly Version[] {
  if (node.label !== 'Policy') return [];
  const name = node.arn ?? node.name;
  const unknown = (what: string): Version => ({
    made: EVERYTHING,
    taking: (requests) => [...requests, unknownFact('version', name, notCollected(node, what))],
  });
  if (node.otherVersions === undefined) return [unknown(`Which other versions ${name} has`)];
  return node.otherVersions
    .filter(({ documentKey }) => documentKey === null || documentKey !== node.documentKey)
    .map(({ versionId, documentKey }): Version => {
      const policy = documentKey === null ? null : (view.document?.(documentKey) ?? null);
      if (policy === null) return unknown(`What version ${versionId} of ${name} says`);
      const more = `Then it says what its version ${versionId} says.`;
      return {
        made: madePolicy(`version ${versionId} of ${name}`, policy),
        taking: (requests) => requests.map((request) => telling(request, more)),
      };
    });
}

/** A policy keeps so many versions. */
const MOST = 5;

/**
 * What has to be called on a policy before an action can be: one that has all the versions that it can keep loses one before it is given another.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html
 */
export function calledBefore(action: string, node: GraphNode): readonly string[] {
  const isFull = node.label === 'Policy' && (node.otherVersions?.length ?? 0) + 1 >= MOST;
  return isFull && action === 'iam:CreatePolicyVersion' ? ['iam:DeletePolicyVersion'] : [];
}
