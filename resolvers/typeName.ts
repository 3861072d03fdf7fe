import type { GraphNode, NodeLabel } from '../src/graph/nodes.js';

/** The types of resource that have an SDL type of their own. */
const OWN = {
  'AWS::S3::Bucket': 'Bucket',
  'AWS::KMS::Key': 'Key',
  'AWS::Lambda::Function': 'Function',
} as const;

type ResourceType = (typeof OWN)[keyof typeof OWN] | 'OtherResource';

/** The SDL type of a resource of a type of CloudFormation. */
export function resourceTypeName(type: string): ResourceType {
  return Object.hasOwn(OWN, type) ? OWN[type as keyof typeof OWN] : 'OtherResource';
}

/** The SDL type of a node of the graph: its label, and for a resource the type that stands for its own. */
export function typeName(node: GraphNode): Exclude<NodeLabel, 'Resource'> | ResourceType {
  return node.label === 'Resource' ? resourceTypeName(node.type) : node.label;
}
