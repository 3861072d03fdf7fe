import { type EdgeKind, HOP_KINDS, type HopKind } from './edges.js';

/**
 * Ids of nodes and edges: global, the same in every generation and both stores, opaque to clients.
 * They are plain text so that people can read them in Neo4j and in logs.
 */
export const nodeId = {
  organization: (id: string) => `organization:${id}`,
  unit: (id: string) => `unit:${id}`,
  account: (id: string) => `account:${id}`,
  /** Users, roles, groups, instance profiles, identity providers, resources, managed and control policies. */
  arn: (arn: string) => arn,
  /** The root user as somebody to become or to be asked about. */
  rootUser: (account: string) => `root:${account}`,
  /** What control of an account is: where techniques end that give everything in it. */
  accountControl: (account: string) => `account-control:${account}`,
  accountPrincipal: (account: string) => `account-principal:${account}`,
  service: (name: string) => `service:${name}`,
  anyone: 'anyone',
  /** `key` is a hash of provider and claims. */
  federatedIdentity: (key: string) => `federated:${key}`,
  /** A user, a group of a directory behind IAM Identity Center, by the id of its identity store and its own. */
  person: (store: string, id: string) => `person:${store}/${id}`,
  directoryGroup: (store: string, id: string) => `directory-group:${store}/${id}`,
  /** `owner` is a node id, or the reference CALLER. */
  inlinePolicy: (owner: string, name: string) => `inline:${owner}:${name}`,
  /** `role` is a role's ARN, or the reference TARGET. */
  trustPolicy: (role: string) => `trust:${role}`,
  /** `resource` is a resource's ARN. */
  resourcePolicy: (resource: string) => `resource-policy:${resource}`,
} as const;

/** The ARN of a node, when its id says it: what has an ARN of its own has it as its id. Null says nothing. */
export function arnOfId(id: string): string | null {
  return id.startsWith('arn:') ? id : null;
}

/** The account whose policy or principal an id names; null where it says none, as of what AWS manages. */
export function accountOfId(id: string): string | null {
  return /^(?:inline:)?arn:[^:]*:iam::(\d{12}):/.exec(id)?.[1] ?? null;
}

/** Tells what is of these accounts, null for any, or of none, by its id. */
export function amongAccounts(accounts: readonly string[] | null): (id: string) => boolean {
  if (accounts === null) return () => true;
  const known = new Set(accounts);
  return (id) => {
    const account = accountOfId(id);
    return account === null || known.has(account);
  };
}

/** Ends, kind, action and technique of an edge, as its id encodes them. */
export interface EdgeKey {
  readonly kind: HopKind;
  /** Node ids; of CAN_PERFORM `to` is the ARN that the action is done to. */
  readonly from: string;
  readonly to: string;
  readonly action: string | null;
  readonly technique?: string | null;
}

/** The id of an edge. */
export function edgeId(key: EdgeKey): string {
  const parts = [key.kind, key.from, key.to, key.action, ...(typeof key.technique === 'string' ? [key.technique] : [])];
  return `edge:${Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url')}`;
}

/** The key of an id of an edge of a kind that is stored; null when it is none. */
export function parseStoredEdgeId(id: string): (EdgeKey & { readonly kind: EdgeKind }) | null {
  const key = parseEdgeId(id);
  return key === null || key.kind === 'CAN_PERFORM' ? null : { ...key, kind: key.kind };
}

/** Reads an id of an edge; null when it is none. Whether such an edge exists is the store's to say. */
export function parseEdgeId(id: string): EdgeKey | null {
  if (!id.startsWith('edge:')) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(id.slice('edge:'.length), 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  if (!Array.isArray(value) || value.length < 4 || value.length > 5) return null;
  const [named, from, to, action, technique = null] = value as readonly unknown[];
  const kind = HOP_KINDS.find((known) => known === named);
  if (kind === undefined || (technique !== null && typeof technique !== 'string')) return null;
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  if (action !== null && typeof action !== 'string') return null;
  const key: EdgeKey = { kind, from, to, action, ...(technique === null ? {} : { technique }) };
  return edgeId(key) === id ? key : null;
}
