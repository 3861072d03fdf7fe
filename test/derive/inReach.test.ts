import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateOrganization, writeOrganization } from '../../bench/generateOrganization.js';
import { buildRawGraph } from '../../src/derive/rawGraph.js';
import { viewRawGraph } from '../../src/derive/snapshotView.js';
import { holdingsOf } from '../../src/derive/techniques/holdings.js';
import { inReach } from '../../src/derive/techniques/inReach.js';
import { requestsOf } from '../../src/derive/techniques/requests.js';
import { shippedTechniques } from '../../src/derive/techniques/shipped.js';
import type { Acting } from '../../src/derive/techniques/takeSteps.js';
import { targetsFor } from '../../src/derive/techniques/targets.js';
import { worldOf } from '../../src/derive/techniques/world.js';
import { readSnapshot } from '../../src/wire.js';

it.each([
  ['the example', 'examples/organization'],
  ['a generated organisation', generated()],
])('nothing that a technique can be about in %s is out of reach, and much is', async (_name, dump) => {
  const { snapshot } = await readSnapshot({ dumps: [dump] });
  const raw = buildRawGraph(snapshot);
  const view = viewRawGraph(raw, snapshot);
  const world = worldOf(raw, view);
  const techniques = shippedTechniques();
  const holdings = holdingsOf(techniques);
  const lost: string[] = [];
  const about = new Set<string>();
  let kept = 0;
  for (const actor of world.actors) {
    const requests = requestsOf(view, actor, { isStart: true });
    const acting: Acting = { actor, view, world, holdings, requests, isForOthers: false };
    const reached = new Set(inReach(world, actor, techniques));
    kept += reached.size;
    for (const technique of techniques) {
      if (targetsFor(acting, technique.target).length === 0) continue;
      about.add(technique.target.kind);
      if (!reached.has(technique)) lost.push(`${actor.id} ${technique.id}`);
    }
  }
  expect(lost).toEqual([]);
  expect([...about]).toEqual(expect.arrayContaining(['ROLE', 'USER']));
  expect(kept).toBeLessThan(0.6 * world.actors.length * techniques.length);
});

function generated(): string {
  const folder = mkdtempSync(join(tmpdir(), 'permgraph-reach-'));
  const size = { accounts: 5, rolesPerAccount: 20, usersPerAccount: 8, withResources: true };
  writeOrganization(folder, generateOrganization({ seed: 4, ...size }));
  return folder;
}
