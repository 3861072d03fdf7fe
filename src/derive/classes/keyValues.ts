import type { GraphNode, PrincipalNode } from '../../graph/nodes.js';
import type { EnteredNode } from '../facts.js';
import type { PolicyView } from '../view.js';

/** The value of a context key as far as it differs between callers; empty where it does not, or is nobody's to tell. */
export function callerValue(view: PolicyView, from: PrincipalNode, key: string): string {
  const account = from.account === null ? null : view.account(from.account);
  if (key.startsWith('aws:principaltag/')) return tagValue(from, key.slice('aws:principaltag/'.length));
  switch (key) {
    case 'aws:principalaccount':
    case 'kms:calleraccount':
      return from.account ?? '';
    case 'aws:principalorgid':
      return account?.organizationId ?? '';
    case 'aws:principalorgpaths':
      return account?.organizationPath ?? '';
    case 'aws:principalarn':
    case 'aws:userid':
    case 'aws:username':
      return from.id;
    default:
      return '';
  }
}

/** Whether callers can differ in the value of a key. */
export function tellsCallersApart(key: string): boolean {
  return /^(?:aws:(?:principal(?:tag\/|account$|orgid$|orgpaths$|arn$)|userid$|username$)|kms:calleraccount$)/.test(
    key,
  );
}

/** The value of a context key as far as it differs between roles. */
export function targetValue(view: PolicyView, to: EnteredNode, key: string): string {
  const account = to.account === null ? null : view.account(to.account);
  const tag = /^(?:aws|iam):resourcetag\/(.*)$/s.exec(key)?.[1];
  if (tag !== undefined) return tagValue(to, tag);
  switch (key) {
    case 'aws:resourceaccount':
      return to.account ?? '';
    case 'aws:resourceorgid':
      return account?.organizationId ?? '';
    case 'aws:resourceorgpaths':
      return account?.organizationPath ?? '';
    default:
      return '';
  }
}

function tagValue(node: GraphNode, key: string): string {
  if (node.label !== 'User' && node.label !== 'Role') return '';
  const tag = node.tags.find((one) => one.key.toLowerCase() === key);
  return tag === undefined ? '' : `=${tag.value}`;
}
