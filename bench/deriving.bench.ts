// Deriving everything, beside deriving the ways into roles alone; and of how many principals each technique asks anything.
// node --expose-gc deriving.bench.js FOLDER
import { deriveGraph } from '../src/derive/deriveGraph.js';
import { buildRawGraph } from '../src/derive/rawGraph.js';
import { viewRawGraph } from '../src/derive/snapshotView.js';
import { holdingsOf } from '../src/derive/techniques/holdings.js';
import { shippedTechniques } from '../src/derive/techniques/shipped.js';
import { readSnapshot } from '../src/wire.js';
import { compareLeast, median } from './timing.js';

const { snapshot } = await readSnapshot({ dumps: [process.argv[2] ?? ''] });
const options = { createdAt: new Date().toISOString(), signal: new AbortController().signal };
const times = await compareLeast(
  () => deriveGraph(snapshot, { ...options, techniques: null }),
  () => deriveGraph(snapshot, options),
  { runs: 8, warmUp: 2 },
);

const raw = buildRawGraph(snapshot);
const view = viewRawGraph(raw, snapshot);
const actors = raw.nodes.filter((node) => (node.label === 'User' || node.label === 'Role') && node.isCollected);
const techniques = shippedTechniques();
const holdings = holdingsOf(techniques);
const asked = new Map(techniques.map(({ id }) => [id, 0]));
for (const actor of actors) {
  if (actor.label !== 'User' && actor.label !== 'Role') continue;
  for (const { id } of holdings.possible(view, actor)) asked.set(id, (asked.get(id) ?? 0) + 1);
}
const counts = [...asked.values()].toSorted((left, right) => left - right);
process.stdout.write(
  JSON.stringify({
    users: snapshot.users.length,
    roles: snapshot.roles.length,
    resources: snapshot.resources.length,
    waysMs: times.first,
    everythingMs: times.second,
    techniques: techniques.length,
    askedMedian: median(counts),
    askedMost: counts.at(-1) ?? 0,
  }),
);
