import type { Attachment } from '../../graph/store.js';
import type { GraphNode, NodeOf } from '../../graph/nodes.js';
import { compilePolicy } from '../../policy/compile.js';
import type { PolicyView } from '../view.js';

/** What would be otherwise: somebody's policies, and nodes that are not there. */
export interface Hypothesis {
  readonly holder: string;
  readonly attachments: readonly Attachment[];
  readonly nodes?: readonly GraphNode[];
}

/** The view as it would be. Nothing that it is made from changes. */
export function viewWith(view: PolicyView, { holder, attachments, nodes = [] }: Hypothesis): PolicyView {
  const made = new Map<string, GraphNode>([
    [EVERYTHING.id, EVERYTHING],
    ...nodes.map((node) => [node.id, node] as const),
  ]);
  return {
    ...view,
    node: (id) => made.get(id) ?? view.node(id),
    attachments: (id) => (id === holder ? attachments : view.attachments(id)),
    policy: (id) => (id === EVERYTHING.id ? ALLOWS_EVERYTHING : view.policy(id)),
  };
}

/** Whether a policy is one that would only be there then. */
export function isHypothetical(policy: string): boolean {
  return policy === EVERYTHING.id;
}

/** An identity policy that allows everything, attached to this holder. */
export function allowEverything(holder: string): Attachment {
  return { policy: EVERYTHING.id, use: 'PERMISSIONS', through: holder };
}

const ALLOWS_EVERYTHING = compilePolicy({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

const EVERYTHING: NodeOf<'Policy'> = {
  label: 'Policy',
  id: 'hypothetical:everything',
  arn: null,
  name: 'a policy that allows everything',
  account: null,
  kind: 'INLINE',
  ownerId: null,
  versionId: null,
  documentKey: null,
  isSubstitute: false,
};
