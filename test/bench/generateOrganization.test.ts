import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHAIN_KINDS } from '../../bench/chains.js';
import { generateOrganization, writeOrganization } from '../../bench/generateOrganization.js';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { readSnapshot } from '../../src/wire.js';

const options = { seed: 7, accounts: 8, rolesPerAccount: 30, usersPerAccount: 6, chains: 2 * CHAIN_KINDS.length };
const organization = generateOrganization(options);

interface Trusting {
  readonly RoleDetailList: readonly { readonly AssumeRolePolicyDocument: { readonly Statement: readonly object[] } }[];
}

describe('the generated organisation', () => {
  it('has the same bytes for the same seed', () => {
    expect([...generateOrganization(options).files]).toEqual([...organization.files]);
  });

  it('has other bytes for another seed', () => {
    expect([...generateOrganization({ ...options, seed: 8 }).files]).not.toEqual([...organization.files]);
  });

  it('refuses to be smaller than its chains', () => {
    expect(() => generateOrganization({ ...options, accounts: 4 })).toThrow(RangeError);
  });

  it('has every style of trust in about its share', () => {
    const statements = [...organization.files]
      .filter(([name]) => name.endsWith('authorization-details.json'))
      .flatMap(([, text]) => (JSON.parse(text) as Trusting).RoleDetailList)
      .map((role) => JSON.stringify(role.AssumeRolePolicyDocument.Statement));
    const share = (pattern: RegExp) => statements.filter((text) => pattern.test(text)).length / statements.length;
    expect(share(/"Service":/)).toBeGreaterThan(0.2);
    expect(share(/"Service":/)).toBeLessThan(0.5);
    for (const pattern of [/:root"/, /oidc-provider/, /saml-provider\/Corporate/, /sts:ExternalId/, /PrincipalOrgID/]) {
      expect(share(pattern), String(pattern)).toBeGreaterThan(0);
    }
  });

  it('has people who are assigned roles of permission sets, where it has IAM Identity Center', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'permgraph-center-'));
    try {
      const identityCenter = { permissionSets: 4, people: 9 };
      writeOrganization(folder, generateOrganization({ ...options, chains: 0, identityCenter }));
      const { snapshot } = await readSnapshot({ dumps: [folder] });
      const { nodes, edges, conclusions, gaps } = await deriveGraph(snapshot, {
        createdAt: '2026-01-01T00:00:00Z',
        signal: new AbortController().signal,
      });
      expect(nodes.filter(({ label }) => label === 'Person')).toHaveLength(9);
      const provisioned = nodes.filter((node) => node.label === 'Role' && node.isIdentityCenter);
      const assigned = new Set(
        [...edges.to].filter((_to, index) => conclusions[edges.conclusion[index] ?? -1]?.rule === 'assigned'),
      );
      expect(provisioned.length).toBeGreaterThan(2 * options.accounts);
      expect(new Set([...assigned].map((index) => nodes[index]?.id))).toEqual(new Set(provisioned.map(({ id }) => id)));
      expect(gaps.filter(({ text }) => text.includes('Identity Center'))).toEqual([]);
      expect(conclusions.some(({ technique }) => technique === 'sso-002')).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('plants every kind of chain', () => {
    expect(new Set(organization.chains.map((chain) => chain.kind))).toEqual(new Set(CHAIN_KINDS));
  });
});
