import type { NodeOf, PrincipalNode } from '../../graph/nodes.js';
import { parseArn, resourceName } from '../../iam/arn.js';
import { type CompiledPolicy, keysOf } from '../../policy/compile.js';
import type { TrustedAs } from '../rules/ruleOf.js';

/** Whom a trust policy tells apart by name, in any statement, allowing or denying. */
export interface TrustNames {
  /** ARNs of users and roles, and unique ids. */
  readonly named: ReadonlySet<string>;
  /** `account role-name` of sessions. */
  readonly sessions: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  /** An Allow names everyone, or all but somebody. */
  readonly allowsEveryone: boolean;
  readonly allowedAccounts: ReadonlySet<string>;
  /** Lower-case keys of all its statements. */
  readonly keys: readonly string[];
}

const known = new WeakMap<CompiledPolicy, TrustNames>();

export function trustNames(policy: CompiledPolicy): TrustNames {
  const names = known.get(policy) ?? readNames(policy);
  known.set(policy, names);
  return names;
}

function readNames(policy: CompiledPolicy): TrustNames {
  const named = new Set<string>();
  const sessions = new Set<string>();
  const accounts = new Set<string>();
  const allowedAccounts = new Set<string>();
  let allowsEveryone = false;
  for (const { effect, principals } of policy.statements) {
    if (principals === null) continue;
    if (effect === 'ALLOW' && principals.isNot) allowsEveryone = true;
    for (const element of principals.elements) {
      const isAllowed = effect === 'ALLOW' && !principals.isNot;
      if (element.kind === 'EVERYONE') allowsEveryone ||= isAllowed;
      if (element.kind === 'ACCOUNT') {
        accounts.add(element.account);
        if (isAllowed) allowedAccounts.add(element.account);
      }
      if (element.kind === 'ARN' || element.kind === 'DELETED') named.add(element.value);
      if (element.kind === 'SESSION') sessions.add(`${element.account} ${element.role}`);
    }
  }
  const keys = keysOf(policy, policy.statements);
  return { named, sessions, accounts, allowsEveryone, allowedAccounts, keys };
}

/** Whether the trust names this caller itself. */
export function isNamed(names: TrustNames, from: PrincipalNode): boolean {
  if (from.label !== 'User' && from.label !== 'Role') return false;
  if (from.arn !== null && names.named.has(from.arn)) return true;
  if (from.uniqueId !== null && names.named.has(from.uniqueId)) return true;
  return (
    from.label === 'Role' && names.sessions.size > 0 && names.sessions.has(`${from.account ?? ''} ${nameOf(from)}`)
  );
}

/** How it takes the caller in, the closest first. */
export function trustedAs(names: TrustNames, from: PrincipalNode): TrustedAs {
  if (isNamed(names, from)) return 'NAMED';
  return from.account !== null && names.allowedAccounts.has(from.account) ? 'ACCOUNT' : 'EVERYONE';
}

function nameOf(role: NodeOf<'Role'>): string {
  return role.arn === null ? role.name : resourceName(parseArn(role.arn)?.resource ?? role.name);
}
