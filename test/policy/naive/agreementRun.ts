// Asks both evaluators many random requests, in chunks whose seeds follow one another, and goes on where it was stopped.
// npm run agreement -- [--requests 10000000] [--seed 20260101] [--state dist/agreement.json]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { RULES_VERSION } from '../../../src/policy/index.js';
import { SEED } from '../../support/runs.js';
import { findDisagreement } from './disagreement.js';
import { randomFrom } from './random.js';

const CHUNK = 100_000;

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000000' },
    seed: { type: 'string', default: String(SEED) },
    state: { type: 'string', default: 'dist/agreement.json' },
  },
});
const requests = Number(values.requests);
const seed = Number(values.seed);

/** What was asked so far, of which rules: after a change of either it begins anew. */
interface State {
  readonly rules: string;
  readonly seed: number;
  readonly chunks: number;
}

function readState(): State {
  const fresh: State = { rules: RULES_VERSION, seed, chunks: 0 };
  if (!existsSync(values.state)) return fresh;
  const found = JSON.parse(readFileSync(values.state, 'utf8')) as State;
  return found.rules === RULES_VERSION && found.seed === seed ? found : fresh;
}

let { chunks } = readState();
while (chunks * CHUNK < requests) {
  const start = performance.now();
  const found = findDisagreement(randomFrom(seed + chunks), CHUNK);
  if (found !== null) {
    process.stdout.write(`${JSON.stringify({ seed: seed + chunks, ...found }, null, 2)}\n`);
    process.exit(1);
  }
  chunks++;
  writeFileSync(values.state, JSON.stringify({ rules: RULES_VERSION, seed, chunks } satisfies State));
  const rate = CHUNK / ((performance.now() - start) / 1000);
  process.stderr.write(`${chunks * CHUNK} of ${requests} agree, ${Math.round(rate)} a second\n`);
}
process.stdout.write(`${chunks * CHUNK} requests, no disagreement: seed ${seed}, rules ${RULES_VERSION}\n`);
