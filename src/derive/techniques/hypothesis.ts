import type { Attachment } from '../../graph/store.js';
import type { GraphNode, NodeOf } from '../../graph/nodes.js';
import { type CompiledPolicy, compilePolicy } from '../../policy/compile.js';
import type { PolicyView } from '../view.js';

/** A policy that would only be there then. */
export interface MadePolicy {
  readonly node: NodeOf<'Policy'>;
  readonly policy: CompiledPolicy;
}

/** What would be otherwise: somebody's policies, and nodes and policies that are not there. */
export interface Hypothesis {
  readonly holder: string;
  readonly attachments: readonly Attachment[];
  readonly nodes?: readonly GraphNode[];
  readonly policies?: readonly MadePolicy[];
}

/** The view as it would be. Nothing that it is made from changes. */
export function viewWith(view: PolicyView, { holder, attachments, nodes = [], policies = [] }: Hypothesis): PolicyView {
  const made = new Map([EVERYTHING, ...policies].map((one) => [one.node.id, one]));
  const added = new Map(nodes.map((node) => [node.id, node]));
  return {
    ...view,
    node: (id) => made.get(id)?.node ?? added.get(id) ?? view.node(id),
    attachments: (id) => (id === holder ? attachments : view.attachments(id)),
    policy: (id) => made.get(id)?.policy ?? view.policy(id),
  };
}

const PREFIX = 'hypothetical:';

/** Whether a policy is one that would only be there then. */
export function isHypothetical(policy: string): boolean {
  return policy.startsWith(PREFIX);
}

/** An identity policy that allows everything, attached to this holder. */
export function allowEverything(holder: string): Attachment {
  return attached(EVERYTHING, holder);
}

/** A policy that would be there, attached to this holder. */
export function attached({ node }: MadePolicy, holder: string): Attachment {
  return { policy: node.id, use: 'PERMISSIONS', through: holder };
}

/** A policy that would be there, with what it says. */
export function madePolicy(name: string, policy: CompiledPolicy): MadePolicy {
  const node: NodeOf<'Policy'> = {
    label: 'Policy',
    id: `${PREFIX}${name}`,
    arn: null,
    name,
    account: null,
    kind: 'INLINE',
    ownerId: null,
    versionId: null,
    documentKey: null,
    isSubstitute: false,
  };
  return { node, policy };
}

/** The policy that allows everything. */
export const EVERYTHING: MadePolicy = madePolicy(
  'a policy that allows everything',
  compilePolicy({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
);
