import { EDGE_KINDS } from '../../src/graph/edges.js';
import { nodeId } from '../../src/graph/ids.js';
import { compareListed } from '../../src/graph/order.js';
import { present } from '../../src/lib/invariant.js';
import type { Conclusion, EdgeKind, Relation, RelationKind } from '../../src/graph/edges.js';
import type { Graph } from '../../src/graph/graph.js';
import type { GraphNode, NodeOf } from '../../src/graph/nodes.js';
import type { Gap, Tag } from '../../src/iam/snapshot.js';
import type { Json } from '../../src/lib/json.js';

/** A small graph in which nodes are called by their id or, where it is the only one of that name, by name. */
export interface GraphSketch {
  readonly id?: string;
  readonly nodes: readonly GraphNode[];
  readonly relations?: readonly RelationSketch[];
  readonly edges?: readonly EdgeSketch[];
  readonly products?: readonly ProductSketch[];
  readonly documents?: Readonly<Record<string, Json>>;
  readonly gaps?: readonly Gap[];
}

export interface RelationSketch {
  readonly kind: RelationKind;
  readonly from: string;
  readonly to: string;
  readonly use?: Relation['use'];
  readonly statement?: number;
}

/** What is not said: CAN_ASSUME by sts:AssumeRole, ALLOWED, can hold first and later. */
export interface EdgeSketch extends Partial<Conclusion> {
  readonly kind?: EdgeKind;
  readonly from: string;
  readonly to: string;
}

export interface ProductSketch extends Partial<Conclusion> {
  readonly kind?: EdgeKind;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Draws a graph. Equal conclusions are one record, as derive makes them. */
export function sketchGraph(sketch: GraphSketch): Graph {
  const nodes = [...sketch.nodes].sort(compareListed);
  const indexes = new Map<string, number>();
  for (const [index, node] of nodes.entries()) indexes.set(node.name, index);
  for (const [index, node] of nodes.entries()) indexes.set(node.id, index);
  const indexOf = (name: string): number => present(indexes.get(name), `no node called ${name}`);
  const idOf = (name: string): string => present(nodes[indexOf(name)], 'node').id;
  const conclusions: Conclusion[] = [];
  const known = new Map<string, number>();
  const conclude = (sketched: Partial<Conclusion>): number => {
    const conclusion = conclusionOf(sketched);
    const key = JSON.stringify(conclusion);
    const index = known.get(key) ?? conclusions.push(conclusion) - 1;
    known.set(key, index);
    return index;
  };
  const edges = sketch.edges ?? [];
  return {
    generation: {
      id: sketch.id ?? 'g1',
      createdAt: '2026-01-01T00:00:00Z',
      collectedAt: null,
      rules: 'test',
      sources: [],
    },
    nodes,
    relations: (sketch.relations ?? []).map((relation) => ({
      kind: relation.kind,
      from: idOf(relation.from),
      to: idOf(relation.to),
      use: relation.use ?? null,
      statement: relation.statement ?? null,
    })),
    edges: {
      kind: Uint8Array.from(edges, (edge) => EDGE_KINDS.indexOf(edge.kind ?? 'CAN_ASSUME')),
      from: Uint32Array.from(edges, (edge) => indexOf(edge.from)),
      to: Uint32Array.from(edges, (edge) => indexOf(edge.to)),
      conclusion: Uint32Array.from(edges, conclude),
    },
    products: (sketch.products ?? []).map((product) => ({
      kind: product.kind ?? 'CAN_ASSUME',
      from: Uint32Array.from(product.from, indexOf),
      to: Uint32Array.from(product.to, indexOf),
      conclusion: conclude(product),
    })),
    conclusions,
    documents: new Map(Object.entries(sketch.documents ?? {})),
    gaps: sketch.gaps ?? [],
  };
}

function conclusionOf(sketched: Partial<Conclusion>): Conclusion {
  return {
    action: sketched.action ?? 'sts:AssumeRole',
    decision: sketched.decision ?? 'ALLOWED',
    needs: sketched.needs ?? null,
    evidence: sketched.evidence ?? { because: 'sketched', layers: [] },
    rule: sketched.rule ?? 'sketch',
    gaps: sketched.gaps ?? [],
    taskPolicies: sketched.taskPolicies ?? null,
    holdsFirst: sketched.holdsFirst ?? true,
    holdsLater: sketched.holdsLater ?? true,
  };
}

/** Nodes as they come from a collected account. */
export function userNode(account: string, name: string, tags: readonly Tag[] = []): NodeOf<'User'> {
  const arn = `arn:aws:iam::${account}:user/${name}`;
  return {
    label: 'User',
    id: nodeId.arn(arn),
    arn,
    name,
    account,
    isCollected: true,
    uniqueId: null,
    path: '/',
    createdAt: null,
    tags,
    credentials: null,
  };
}

export function roleNode(account: string, name: string, tags: readonly Tag[] = []): NodeOf<'Role'> {
  const arn = `arn:aws:iam::${account}:role/${name}`;
  return {
    label: 'Role',
    id: nodeId.arn(arn),
    arn,
    name,
    account,
    isCollected: true,
    uniqueId: null,
    path: '/',
    createdAt: null,
    tags,
    lastUsedAt: null,
    isServiceLinked: false,
    isIdentityCenter: false,
    instanceProfiles: [],
    maxSessionSeconds: null,
  };
}

export function groupNode(account: string, name: string): NodeOf<'Group'> {
  const arn = `arn:aws:iam::${account}:group/${name}`;
  return { label: 'Group', id: nodeId.arn(arn), arn, name, account, path: '/' };
}

export function serviceNode(name: string): NodeOf<'Service'> {
  return { label: 'Service', id: nodeId.service(name), arn: null, name, account: null };
}

export function anyoneNode(): NodeOf<'Anyone'> {
  return { label: 'Anyone', id: nodeId.anyone, arn: null, name: 'Anyone', account: null };
}

export function federatedNode(key: string, name: string): NodeOf<'FederatedIdentity'> {
  return {
    label: 'FederatedIdentity',
    id: nodeId.federatedIdentity(key),
    arn: null,
    name,
    account: null,
    protocol: 'OIDC',
    providerName: 'example.com',
    providerId: null,
    claims: null,
  };
}

export function accountPrincipalNode(account: string): NodeOf<'AccountPrincipal'> {
  const arn = `arn:aws:iam::${account}:root`;
  return { label: 'AccountPrincipal', id: nodeId.accountPrincipal(account), arn, name: account, account };
}

export function policyNode(account: string, name: string, documentKey: string | null = null): NodeOf<'Policy'> {
  const arn = `arn:aws:iam::${account}:policy/${name}`;
  return {
    label: 'Policy',
    id: nodeId.arn(arn),
    arn,
    name,
    account,
    kind: 'CUSTOMER_MANAGED',
    ownerId: null,
    versionId: null,
    documentKey,
    isSubstitute: false,
  };
}

export function resourceNode(account: string, arn: string, type: string): NodeOf<'Resource'> {
  return {
    label: 'Resource',
    id: nodeId.arn(arn),
    arn,
    name: arn.slice(arn.lastIndexOf(':') + 1),
    account,
    type,
    region: null,
    tags: [{ key: 'team', value: 'deploy' }],
    isPolicyCollected: true,
    properties: { size: { bytes: 1 } },
  };
}

export function unitNode(
  organizationId: string,
  unitId: string,
  parentId: string | null,
): NodeOf<'OrganizationalUnit'> {
  const arn = `arn:aws:organizations::000000000001:ou/${organizationId}/${unitId}`;
  return {
    label: 'OrganizationalUnit',
    id: nodeId.unit(unitId),
    arn,
    name: unitId,
    account: null,
    unitId,
    organizationId,
    parentId,
  };
}

export function accountNode(accountId: string, more: Partial<NodeOf<'Account'>> = {}): NodeOf<'Account'> {
  return {
    label: 'Account',
    id: nodeId.account(accountId),
    arn: `arn:aws:organizations::000000000001:account/o-example/${accountId}`,
    name: `account ${accountId}`,
    account: accountId,
    accountId,
    email: null,
    tags: [],
    organizationId: null,
    parentId: null,
    organizationPath: null,
    isManagement: false,
    isCollected: true,
    partition: 'aws',
    delegatedServices: [],
    rootFeatures: null,
    ...more,
  };
}
