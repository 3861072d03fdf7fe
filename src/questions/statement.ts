import { nodeId } from '../graph/ids.js';
import type { GraphNode } from '../graph/nodes.js';
import { parseArn } from '../iam/arn.js';
import type { StatementReference } from '../iam/decision.js';
import type { Json } from '../lib/json.js';
import { invariant } from '../lib/invariant.js';
import type { Ask } from './ask.js';
import { anyNode, documentOf, nodeOf } from './facts.js';

/** A statement reference, with the document where the request brought it. */
export type ShownStatement = StatementReference & { readonly brought?: Json };

/** The statement itself, read from its document by its pointer. */
export async function statementText(ask: Ask, reference: ShownStatement): Promise<Json> {
  const policy = await nodeOf(ask, 'Policy', reference.policy);
  const document = reference.brought ?? (policy === null ? null : await documentOf(ask, policy));
  const statement = readPointer(document, reference.pointer);
  invariant(statement !== undefined, `${reference.policy ?? reference.policyName} has nothing at ${reference.pointer}`);
  return statement;
}

/** The node through which a statement applies; an account's `…:root` is its root user or, not collected, the account as a caller. */
export async function attachedTo(ask: Ask, reference: string | null): Promise<GraphNode | null> {
  const found = await anyNode(ask, reference);
  const arn = reference === null ? null : parseArn(reference);
  if (found !== null || arn?.resource !== 'root') return found;
  return (await anyNode(ask, nodeId.rootUser(arn.account))) ?? anyNode(ask, nodeId.accountPrincipal(arn.account));
}

/** What a JSON pointer (RFC 6901) points to; undefined where there is nothing. */
export function readPointer(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, Json>>)[key];
  }
  return value;
}
