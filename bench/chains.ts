import {
  type AccountDraft,
  allow,
  document,
  type Document,
  mayAssume,
  policyArn,
  roleArn,
  rootArn,
  trust,
  userArn,
} from './shapes.js';

/** How a planted chain of user, role, role, role fares. */
export const CHAIN_KINDS = [
  'OPEN',
  'MFA_AT_FIRST',
  'MFA_LATER',
  'EXTERNAL_ID',
  'BOUNDARY',
  'EXPLICIT_DENY',
  'CONTROL_POLICY',
  'TRUST_OF_ANOTHER',
] as const;
export type ChainKind = (typeof CHAIN_KINDS)[number];

/** A planted chain, and what follows from AWS's rules for it. */
export interface PlantedChain {
  readonly kind: ChainKind;
  /** ARNs of the user and of the last role. */
  readonly from: string;
  readonly to: string;
  /** Decision of its one path; null when there is none. */
  readonly decision: 'ALLOWED' | 'CONDITIONAL' | null;
  /** Hops of that path. */
  readonly length: number;
  /** Key that it needs, and at which hop; null for none. */
  readonly need: { readonly key: string; readonly hop: number } | null;
}

const OUTCOMES: Readonly<Record<ChainKind, Pick<PlantedChain, 'decision' | 'need'>>> = {
  OPEN: { decision: 'ALLOWED', need: null },
  MFA_AT_FIRST: { decision: 'CONDITIONAL', need: { key: 'aws:MultiFactorAuthPresent', hop: 0 } },
  MFA_LATER: { decision: null, need: null },
  EXTERNAL_ID: { decision: 'CONDITIONAL', need: { key: 'sts:ExternalId', hop: 2 } },
  BOUNDARY: { decision: null, need: null },
  EXPLICIT_DENY: { decision: null, need: null },
  CONTROL_POLICY: { decision: null, need: null },
  TRUST_OF_ANOTHER: { decision: null, need: null },
};

const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

/** Where roles of chains stand that an SCP of the generated organisation keeps from entering any other. */
export const FENCED_PATH = '/fenced/';

/**
 * Plants a chain: a user of the first account enters a role there, that one enters a role of the second account, that one of the third.
 * Nothing else in the organisation lets its user in, since the names are its own.
 */
export function plantChain(
  kind: ChainKind,
  index: number,
  accounts: readonly [AccountDraft, AccountDraft, AccountDraft],
): PlantedChain {
  const [first, second, third] = accounts;
  const name = (part: string) => `chain-${index}-${part}`;
  const path = kind === 'CONTROL_POLICY' ? FENCED_PATH : '/';
  const user = userArn(first.account, name('user'));
  const start = roleArn(first.account, name('start'), path);
  const middle = roleArn(second.account, name('middle'));
  const end = roleArn(third.account, name('end'));
  const leaves: Document =
    kind === 'EXPLICIT_DENY'
      ? document(allow('sts:AssumeRole', middle), { Effect: 'Deny', Action: 'sts:Assume*', Resource: middle })
      : mayAssume(middle);
  if (kind === 'BOUNDARY') {
    first.policies.push({ name: name('boundary'), document: document(allow(['s3:*', 'logs:*'], '*')) });
  }
  first.users.push({
    name: name('user'),
    inline: { Start: mayAssume(start) },
    ...(kind === 'BOUNDARY' && { boundary: policyArn(first.account, name('boundary')) }),
  });
  first.roles.push({
    name: name('start'),
    path,
    trust: trust({ AWS: rootArn(first.account) }, kind === 'MFA_AT_FIRST' ? MFA : undefined),
    inline: { Next: leaves },
  });
  second.roles.push({
    name: name('middle'),
    trust: trust({ AWS: start }, kind === 'MFA_LATER' ? MFA : undefined),
    inline: { Next: mayAssume(end) },
  });
  third.roles.push({
    name: name('end'),
    trust: trust(
      { AWS: kind === 'TRUST_OF_ANOTHER' ? start : middle },
      kind === 'EXTERNAL_ID' ? { StringEquals: { 'sts:ExternalId': name('secret') } } : undefined,
    ),
  });
  return { kind, from: user, to: end, length: 3, ...OUTCOMES[kind] };
}
