// The policy engine beside a reference loop that does what every engine has to: lower-case the action, split the ARN, look one thing up.
// node --expose-gc policy.bench.js
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { Json } from '../src/lib/json.js';
import { packageRoot } from '../src/packageRoot.js';
import { compilePolicy, decide, decisionOf } from '../src/policy/index.js';
import type { AccessRequest, Layers } from '../src/policy/model.js';
import { COMPLEX, compileLayers, type Documents, GROWING_ACTIONS, growing, requests, SIMPLE } from './policyShapes.js';
import type { CompilingResult, PolicyResult } from './policyTable.js';
import { fastestOf } from './timing.js';

const RUNS = 500;

const known = new Map([['s3:getobject', 1]]);
/** What is worked out goes in here, so that nothing is left out for being unused. */
let kept = 0;

/** One request after another, all of them asked in turn. */
function inTurn(asked: readonly AccessRequest[], ask: (request: AccessRequest) => number): () => void {
  let turn = 0;
  return () => {
    const request = asked[turn++ % asked.length];
    if (request !== undefined) kept += ask(request);
  };
}

function reference({ action, resource }: AccessRequest): number {
  return resource.arn.split(':').length + (known.get(action.toLowerCase()) ?? 0);
}

function decideBare(asked: readonly AccessRequest[], layers: Layers): () => void {
  return inTurn(asked, (request) => decisionOf(request, layers).length);
}

function decideTold(asked: readonly AccessRequest[], layers: Layers): () => void {
  return inTurn(asked, (request) => {
    const { decision, evidence } = decide(request, layers);
    return decision.length + evidence.because.length + evidence.layers.length;
  });
}

/** From the texts of the policies on. */
function decideAnew(asked: readonly AccessRequest[], documents: Documents): () => void {
  const text = JSON.stringify(documents);
  return inTurn(asked, (request) => decisionOf(request, compileLayers(JSON.parse(text) as Documents)).length);
}

const [asA, asB] = [requests({ team: 'a' }), requests({ team: 'b1' })];
const ofManyActions = requests({ team: 'a', actions: GROWING_ACTIONS });
const ofOneAction = requests({ team: 'a', actions: ['s3:Put4'] });
const [simple, complex] = [compileLayers(SIMPLE), compileLayers(COMPLEX)];
const grown = [10, 100, 1000, 10_000].map((statements) => ({ statements, layers: compileLayers(growing(statements)) }));

const works: readonly (readonly [string, () => void])[] = [
  ['simple', decideBare(asA, simple)],
  ['simple with evidence', decideTold(asA, simple)],
  ['complex, allowed', decideBare(asA, complex)],
  ['complex, allowed, with evidence', decideTold(asA, complex)],
  ['complex, denied', decideBare(asB, complex)],
  ['complex, denied, with evidence', decideTold(asB, complex)],
  ['simple from its text', decideAnew(asA, SIMPLE)],
  ['complex from its text', decideAnew(asA, COMPLEX)],
  ...grown.map(({ statements, layers }) => [`${statements} statements`, decideBare(ofOneAction, layers)] as const),
  ...grown.map(
    ({ statements, layers }) => [`${statements} statements, 200 actions`, decideBare(ofManyActions, layers)] as const,
  ),
];

interface ManagedPolicies {
  readonly policies: Readonly<Record<string, { readonly document: Json }>>;
}

function managedPolicies(): readonly string[] {
  const file = brotliDecompressSync(readFileSync(new URL('data/aws-managed-policies.json.br', packageRoot)));
  const { policies } = JSON.parse(file.toString('utf8')) as ManagedPolicies;
  return Object.values(policies).map(({ document }) => JSON.stringify(document));
}

function measureCompiling(): CompilingResult {
  const texts = managedPolicies();
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  const parse = (): readonly Json[] => texts.map((text) => JSON.parse(text) as Json);
  const [parsing = 0, compiling = 0] = fastestOf([parse, () => parse().map(compilePolicy)], 9);
  const before = heapUsed();
  const compiled = parse().map(compilePolicy);
  const memory = heapUsed() - before;
  return {
    policies: compiled.length,
    parseMs: parsing / 1e6,
    compileMs: compiling / 1e6,
    memoryTimesText: memory / bytes,
  };
}

function heapUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const asked = inTurn(asA, reference);
/** Each work has its turns beside the reference loop alone, so that none finds the caches full of another. */
const decisions = works.map(([name, work]) => {
  const [ofReference = 0, nanoseconds = 0] = fastestOf([asked, work], RUNS);
  return { name, nanoseconds, ofReference };
});
const result: PolicyResult = { decisions, compiling: measureCompiling() };
process.stderr.write(`${kept}\n`);
process.stdout.write(JSON.stringify(result));
