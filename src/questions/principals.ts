import { isPrincipalOrPerson, type PrincipalOrPerson } from '../graph/nodes.js';
import type { Ask } from './ask.js';
import { listNodes, principalQuery, type NodeConnection, type PrincipalFilter } from './listing.js';
import type { PageArguments } from './page.js';
import { resolvePrincipalOrPerson } from './resolveArn.js';

/** A principal by ARN, service name or id; null when it is not in the graph. */
export async function principal(ask: Ask, arn: string): Promise<PrincipalOrPerson | null> {
  return resolvePrincipalOrPerson(await ask.reader(), arn, 'arn', ask.call);
}

/** Principals by ARN, those without one last, by name. */
export function principals(
  ask: Ask,
  args: PageArguments & { readonly where?: PrincipalFilter | null },
): Promise<NodeConnection<PrincipalOrPerson>> {
  return listNodes(ask, {
    name: 'principals',
    parent: null,
    args: { where: args.where },
    query: principalQuery(args.where),
    isOne: isPrincipalOrPerson,
    page: args,
  });
}

/** Principals of one account. */
export async function principalsOfAccount(
  ask: Ask,
  account: string,
  args: PageArguments & { readonly where?: PrincipalFilter | null },
): Promise<NodeConnection<PrincipalOrPerson>> {
  const query = principalQuery(args.where);
  const accounts = query.accounts === undefined || query.accounts.includes(account) ? [account] : [];
  return listNodes(ask, {
    name: 'Account.principals',
    parent: account,
    args: { where: args.where },
    query: { ...query, accounts },
    isOne: isPrincipalOrPerson,
    page: args,
  });
}
