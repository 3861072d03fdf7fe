import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHAIN_KINDS } from '../../bench/chains.js';
import { generateOrganization, writeOrganization } from '../../bench/generateOrganization.js';
import { openGraph, type PermissionGraph } from '../../src/index.js';

const options = { seed: 7, accounts: 6, rolesPerAccount: 20, usersPerAccount: 6, chains: 2 * CHAIN_KINDS.length };
const organization = generateOrganization(options);

interface PathAnswer {
  readonly paths: {
    readonly nodes: readonly {
      readonly decision: string;
      readonly length: number;
      readonly needs: {
        readonly alternatives: readonly { readonly all: readonly { readonly key: string; readonly hop: number }[] }[];
      } | null;
    }[];
  };
}

describe('planted chains', () => {
  let graph: PermissionGraph;
  const folder = mkdtempSync(join(tmpdir(), 'permgraph-bench-'));
  beforeAll(async () => {
    writeOrganization(folder, organization);
    graph = await openGraph({ dumps: [folder] });
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await graph.close();
  });

  it.each(organization.chains)('$kind from $from', async (chain) => {
    const query = `query ($from: Arn!, $to: Arn!) {
      paths(from: { arn: $from }, to: { arn: $to }) { nodes { decision length needs { alternatives { all { key hop } } } } }
    }`;
    const answer = await graph.graphql({ query, variables: { from: chain.from, to: chain.to } });
    expect(answer.errors).toBeUndefined();
    const paths = (JSON.parse(JSON.stringify(answer.data)) as PathAnswer).paths.nodes;
    const needs = chain.need === null ? null : { alternatives: [{ all: [chain.need] }] };
    expect(paths).toEqual(chain.decision === null ? [] : [{ decision: chain.decision, length: chain.length, needs }]);
  });
});
