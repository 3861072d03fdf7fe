import { describe, expect, it } from 'vitest';
import { CHAIN_KINDS } from '../../bench/chains.js';
import { generateOrganization } from '../../bench/generateOrganization.js';

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

  it('plants every kind of chain', () => {
    expect(new Set(organization.chains.map((chain) => chain.kind))).toEqual(new Set(CHAIN_KINDS));
  });
});
