import { callerOutcome, joinTests } from '../../derive/classes/keyOutcomes.js';
import { tellsCallersApart } from '../../derive/classes/keyValues.js';
import { testsOf } from '../../derive/classes/policyFacts.js';
import { policiesBearing } from '../../derive/accessRequest.js';
import { keyAboutOthers } from '../../derive/techniques/callerKey.js';
import type { PolicyView } from '../../derive/view.js';
import type { PrincipalNode } from '../../graph/nodes.js';
import { sourceOf } from '../../policy/compile.js';
import { placeRequest } from '../accessRequest.js';
import type { AskedOfEach } from './accessRows.js';

/** What principals of whom the same is concluded have in common; null for one that is decided about by itself. */
export type Likeness = (principal: PrincipalNode) => string | null;

/**
 * Tells users and roles of whom the same is concluded about these members: what their own side says comes out alike, the resources' side names
 * neither their account nor their unique id, and what that side asks of keys on which callers differ comes out alike too. `view` has the
 * members' nodes.
 */
export function likenessFor(view: PolicyView, { members, stated, endpoint }: AskedOfEach): Likeness {
  if (members.some(({ resource }) => resource.account === null)) return () => null;
  const policies = members.flatMap(({ action, resource }) => {
    const { asked } = placeRequest('ANONYMOUS', action, resource, endpoint);
    const { identity, resource: own, limits } = policiesBearing(view, asked, stated.sessionPolicies);
    return [...identity, ...own, ...limits].flatMap(({ policy }) => ('text' in policy ? [] : [policy]));
  });
  const distinct = [...new Set(policies)];
  const asks = [...joinTests(distinct.map(({ statements }) => ({ tests: testsOf(statements) })))];
  const tests = asks.filter(([key]) => tellsCallersApart(key));
  const asksProviders = asks.some(([key]) => isOfProvider(key));
  const properties = new Set(
    members.map(({ resource }) => ('properties' in (resource.node ?? {}) ? resource.node : null)),
  );
  const said = JSON.stringify([
    distinct.map(sourceOf),
    [...properties],
    members.map(({ resource }) => resource.account),
  ]);
  const named = new Map<string, boolean>();
  const isNamed = (account: string): boolean => {
    const found = named.get(account) ?? (said.includes(account) || mayBeOwner(view, account, said));
    named.set(account, found);
    return found;
  };
  return (principal) => {
    const { label, account } = principal;
    if (label === 'FederatedIdentity')
      return asksProviders || said.includes(principal.providerName) ? null : `${label} ${principal.protocol}`;
    if ((label !== 'User' && label !== 'Role' && label !== 'RootUser') || account === null) return null;
    if (isNamed(account)) return null;
    if (label !== 'RootUser' && principal.uniqueId !== null && said.includes(principal.uniqueId)) return null;
    return [
      keyAboutOthers(view, principal),
      ...tests.map(([key, asked]) => callerOutcome(view, principal, key, asked)),
    ].join('\n');
  };
}

/** Access control lists name accounts by their canonical ids. */
function mayBeOwner(view: PolicyView, account: string, said: string): boolean {
  if (!/canonical/iu.test(said)) return false;
  const id = view.account(account)?.canonicalUserId;
  return id === undefined || said.includes(id);
}

/** Whether a key tells users of identity providers apart: `saml:…`, or `<host and path>:…`. */
function isOfProvider(key: string): boolean {
  return /^(?:saml|[^:]*[./][^:]*):/u.test(key);
}
