// Deriving everything with what IAM Identity Center has, beside the same organisation without: its roles are there, and nothing tells of them.
// node --expose-gc center.bench.js FOLDER
import { deriveGraph } from '../src/derive/deriveGraph.js';
import { readSnapshot } from '../src/wire.js';
import { compareLeast } from './timing.js';

const { snapshot } = await readSnapshot({ dumps: [process.argv[2] ?? ''] });
const options = { createdAt: new Date().toISOString(), signal: new AbortController().signal };
const times = await compareLeast(
  () => deriveGraph({ ...snapshot, identityCenters: [] }, options),
  () => deriveGraph(snapshot, options),
  { runs: 4, warmUp: 1 },
);
process.stdout.write(
  JSON.stringify({
    people: snapshot.identityCenters.flatMap(({ users }) => users).length,
    roles: snapshot.roles.length,
    withoutMs: times.first,
    withMs: times.second,
  }),
);
