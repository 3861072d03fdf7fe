import { generateOrganization } from '../../../bench/generateOrganization.js';
import { createRandom } from '../../../bench/random.js';
import { loadGraph } from '../../../src/wire.js';
import { withDump, type DumpFiles } from '../../support/dumps.js';
import type { Graph } from '../../../src/graph/graph.js';

/** What is missing of an organisation, so that answers have gaps. */
const LOSSES: readonly ((files: Map<string, string>) => void)[] = [
  () => undefined,
  (files) => void files.delete(nth(files, 'authorization-details.json', 2)),
  (files) => void files.delete('organization.json'),
  (files) => {
    for (const name of files.keys()) if (name.endsWith('identity-providers.json')) files.delete(name);
  },
  (files) => {
    const name = nth(files, 'authorization-details.json', 1);
    files.set(name, (files.get(name) ?? '').replaceAll('"PolicyVersionList"', '"PolicyVersionsLost"'));
  },
];

function nth(files: ReadonlyMap<string, string>, ending: string, place: number): string {
  return [...files.keys()].filter((name) => name.endsWith(ending))[place] ?? '';
}

/** The files of a small generated organisation: another size, other chains, another loss for each seed. */
export function generatedDump(seed: number): DumpFiles {
  const random = createRandom(seed);
  const { files } = generateOrganization({
    seed,
    accounts: 5 + random.below(4),
    rolesPerAccount: 2 + random.below(8),
    usersPerAccount: 1 + random.below(4),
    chains: random.below(17),
    organizationWideShare: random.pick([0, 0.2, 0.5, 1]),
  });
  const kept = new Map(files);
  LOSSES[seed % LOSSES.length]?.(kept);
  return kept;
}

/** The graph of a small generated organisation. */
export async function generatedGraph(seed: number): Promise<Graph> {
  return withDump(generatedDump(seed), async (folder) => loadGraph({ dumps: [folder], lenient: true }));
}
