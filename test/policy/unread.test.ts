import { describe, expect, it } from 'vitest';
import type { Gap } from '../../src/iam/snapshot.js';
import { compilePolicy } from '../../src/policy/compile.js';
import { decide } from '../../src/policy/decide.js';
import type { AccessRequest, AttachedPolicy, Layers } from '../../src/policy/model.js';

const ACCOUNT = { id: '111111111111', organization: null };
const TARGET = 'arn:aws:iam::111111111111:role/target';
const GAP: Gap = {
  kind: 'POLICY_DOCUMENT_MISSING',
  account: ACCOUNT.id,
  subject: 'arn:aws:iam::111111111111:policy/lost',
  mayHide: true,
  mayOverstate: true,
  text: 'The document was not collected.',
};
const REQUEST: AccessRequest = {
  caller: {
    kind: 'ROLE',
    arn: 'arn:aws:iam::111111111111:role/caller',
    account: ACCOUNT,
    uniqueId: undefined,
    tags: [],
    hasBoundary: true,
    isServiceLinked: false,
    session: {},
  },
  action: 'sts:AssumeRole',
  resource: { arn: TARGET, account: ACCOUNT, tags: [] },
  stated: { values: new Map(), absent: new Set(), missing: 'UNKNOWN' },
};
const attach = (policy: AttachedPolicy['policy']): AttachedPolicy => ({
  id: null,
  name: 'p',
  attachedTo: null,
  policy,
});
const statement = (more: Record<string, string>) =>
  attach(compilePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sts:*', ...more } }));
const LAYERS: Layers = {
  identity: [statement({ Resource: '*' })],
  boundary: null,
  session: null,
  scp: null,
  rcp: null,
  resource: statement({ Principal: '*' }),
  endpoint: null,
};

describe('a document that the snapshot names but lacks', () => {
  it.each([
    ['identity policy', { identity: [...LAYERS.identity, attach(GAP)] }],
    ['boundary', { boundary: [attach(GAP)] }],
    ['trust policy', { resource: attach(GAP) }],
    ['SCP', { scp: [{ at: null, policies: [attach(GAP)] }] }],
  ])('makes the decision turn on it: %s', (_, layers) => {
    const { decision, needs, evidence } = decide(REQUEST, { ...LAYERS, ...layers });
    expect(decision).toBe('CONDITIONAL');
    expect(needs?.alternatives).toEqual([{ all: [], unread: [GAP] }]);
    expect(evidence.layers.filter(({ outcome }) => outcome === 'UNKNOWN')).toHaveLength(1);
  });

  it('does not matter where a Deny applies all the same', () => {
    const deny = attach(compilePolicy({ Statement: { Effect: 'Deny', Action: '*', Resource: '*' } }));
    const { decision, denial } = decide(REQUEST, { ...LAYERS, identity: [deny], boundary: [attach(GAP)] });
    expect([decision, denial]).toEqual(['DENIED', 'EXPLICIT']);
  });
});

describe('a caller whose account was not collected', () => {
  it('is taken to have its own side’s leave, and the sentence says so', () => {
    const trust = attach(
      compilePolicy({ Statement: { Effect: 'Allow', Principal: { AWS: ACCOUNT.id }, Action: 'sts:AssumeRole' } }),
    );
    const { decision, evidence } = decide(REQUEST, { ...LAYERS, identity: [], isOwnSideGiven: true, resource: trust });
    expect(decision).toBe('ALLOWED');
    expect(evidence.because).toContain('taken to be allowed');
  });
});
