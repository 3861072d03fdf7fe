import { expect, it } from 'vitest';
import { EXAMPLE_DUMP } from '../../src/example.js';
import { loadGraph } from '../../src/wire.js';
import { loadDump, withDump } from '../support/dumps.js';
import { execute, storeOf } from './execute.js';

const SANDBOX = '777788889999';

interface Row {
  readonly principal: { readonly id: string };
  readonly role: { readonly arn: string };
  readonly decision: string;
  readonly gaps: readonly { readonly kind: string; readonly mayOverstate: boolean }[];
}

/** What principals of the sandbox may enter, as the example has it or with a change of one file. */
async function rowsOfSandbox(change: (text: string) => string): Promise<readonly Row[]> {
  const files = new Map(await loadDump(EXAMPLE_DUMP));
  const organization = files.get('organization.json');
  expect(organization).toBeDefined();
  files.set('organization.json', change(String(organization)));
  return withDump(files, async (folder) => {
    const graph = await loadGraph({ dumps: [folder], lenient: true });
    const store = await storeOf(graph);
    const roles = graph.nodes.filter((node) => node.label === 'Role').map(({ arn }) => arn);
    const rows: Row[] = [];
    for (const role of roles) {
      const { data } = await execute(
        store,
        `query ($role: Arn!) { whoCanAssume(role: $role, where: { decisions: [ALLOWED, CONDITIONAL, DENIED] }, first: 200) {
          nodes { principal { id } role { arn } decision gaps { kind mayOverstate } } } }`,
        { role },
      );
      rows.push(...(data as unknown as { whoCanAssume: { nodes: readonly Row[] } }).whoCanAssume.nodes);
    }
    return rows.filter(({ principal }) => principal.id.startsWith(`arn:aws:iam::${SANDBOX}:`));
  });
}

it('a Deny that cannot be read leaves no row without the gap that says that it may be denied', async () => {
  const whole = await rowsOfSandbox((text) => text);
  const broken = await rowsOfSandbox((text) =>
    text.replace(/(NoRolesElsewhere[^}]*?Effect[\\"]*:[\\"]*)Deny/, '$1Forbid'),
  );
  const fenced = whole.filter(({ role, decision }) => decision === 'DENIED' && !role.arn.includes(SANDBOX));
  expect(fenced.length).toBeGreaterThan(0);
  const after = fenced.map(({ principal, role }) =>
    broken.find((each) => each.principal.id === principal.id && each.role.arn === role.arn),
  );
  expect(after.filter((row) => row?.decision === 'CONDITIONAL').length).toBeGreaterThan(0);
  expect(after.filter((row) => row?.decision === 'ALLOWED')).toEqual([]);
  const open = broken.filter(({ decision }) => decision !== 'DENIED');
  expect(open.length).toBeGreaterThan(0);
  for (const { gaps, principal } of open) {
    expect(
      gaps.some(({ mayOverstate }) => mayOverstate),
      principal.id,
    ).toBe(true);
  }
});
