import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE_DUMP } from '../../src/example.js';
import { openGraph } from '../../src/index.js';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { KnownError } from '../../src/lib/errors.js';
import type { Json } from '../../src/lib/json.js';
import { changedParts, digestsOf, PART_LISTS, partsOf } from '../../src/questions/proof/digests.js';
import type { Proof, ProofHop, ProofPart } from '../../src/questions/proof/proof.js';
import { type Verification, verifyProof } from '../../src/questions/proof/verifyProof.js';
import { execute, storeOf } from '../api/execute.js';
import { givens, mayBeStated, randomChains, STARTS } from '../support/randomChains.js';
import { runs, SEED } from '../support/runs.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';

const PROOF = `query ($from: PathEnd!, $to: PathEnd!, $given: Given, $edges: [EdgeKind!]) { paths(from: $from, to: $to, given: $given, edges: $edges, first: 20) { nodes { length } proof } }`;
const ENTERING = ['CAN_ASSUME', 'CAN_FEDERATE', 'CAN_PERFORM'];
const TOMAS = 'arn:aws:iam::666677778888:user/tomas.berg';

const allowing = (action: string): Json => policy({ Effect: 'Allow', Action: action, Resource: '*' });
const trusting = (arn: string): Json => policy({ Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' });

const bytesOf = (proof: unknown): Uint8Array => Buffer.from(JSON.stringify(proof));
const verifyText = (text: string): Verification => verifyProof(Buffer.from(text), 'proof.json');
const verify = (proof: unknown): Verification => verifyProof(bytesOf(proof), 'proof.json');

/** Proofs of the example organisation: into an account, and to what lies in a bucket. */
const examples: Proof[] = [];
beforeAll(async () => {
  const graph = await openGraph({ dumps: [EXAMPLE_DUMP] });
  const ends: readonly Json[] = [
    { from: { arn: TOMAS }, to: { account: '444455556666' } },
    { from: { outside: true }, to: { principals: { kinds: ['ROLE'] } }, given: { missingContext: 'ABSENT' } },
    {
      from: { principals: { kinds: ['USER'] } },
      to: { resource: { arn: 'arn:aws:s3:::harbourline-customs/2026/a.json', action: 's3:GetObject' } },
      given: { context: [{ key: 'aws:SourceIp', values: ['10.0.0.7'] }] },
    },
  ];
  for (const variables of ends) {
    const answer = await graph.graphql({
      query: PROOF,
      variables: { edges: ENTERING, ...(variables as Record<string, Json>) },
    });
    expect(answer.errors).toBeUndefined();
    examples.push((answer.data as unknown as { paths: { proof: Proof } }).paths.proof);
  }
  await graph.close();
});

/** Every place of a value that holds no object or list. */
function leavesOf(value: Json, at: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...at, key]));
}

/** The value with another one at a place. */
function changedAt(value: Json, at: readonly (string | number)[], change: (leaf: Json) => Json): Json {
  const [key, ...rest] = at;
  if (key === undefined) return change(value);
  const copy: Record<string, Json> | Json[] = Array.isArray(value)
    ? [...(value as readonly Json[])]
    : { ...(value as Record<string, Json>) };
  const fields = copy as Record<string, Json>;
  fields[key] = changedAt(fields[key] ?? null, rest, change);
  return copy;
}

function otherThan(leaf: Json): Json {
  if (typeof leaf === 'string') return `${leaf}x`;
  if (typeof leaf === 'number') return leaf + 1;
  return typeof leaf === 'boolean' ? !leaf : 'x';
}

/** The proof with digests that fit it, as somebody would forge it. */
function sealed(proof: Proof): Proof {
  return { ...proof, sha256: digestsOf(partsOf(proof as unknown as Parameters<typeof partsOf>[0])) };
}

describe('the proof of paths', () => {
  it('holds, decided again from nothing but itself', () => {
    for (const proof of examples) {
      const found = verify(proof);
      expect(found.changed).toEqual([]);
      expect(found.differing).toEqual([]);
      expect(found.undecided).toEqual([]);
      expect(found.holds).toBe(true);
      expect(found.counts.hops).toBeGreaterThan(0);
    }
    expect(examples.some(({ hops }) => hops.some(({ kind }) => kind === 'CAN_PERFORM'))).toBe(true);
    expect(examples.some(({ hops }) => hops.some(({ kind }) => kind === 'CAN_FEDERATE'))).toBe(true);
  });

  it('holds of whatever turns on the session', async () => {
    let hops = 0;
    await fc.assert(
      fc.asyncProperty(randomChains, fc.constantFrom(...STARTS), givens, async (make, from, given) => {
        fc.pre(mayBeStated(from, given));
        const store = await storeOf(await make());
        const answer = await execute(store, PROOF, {
          from,
          to: { principals: { kinds: ['ROLE'] } },
          given,
          edges: ENTERING,
        });
        expect(answer.errors).toBeUndefined();
        const { proof } = (answer.data as unknown as { paths: { proof: Proof } }).paths;
        const found = verify(proof);
        expect([...found.changed, ...found.differing]).toEqual([]);
        hops += found.counts.hops;
      }),
      { numRuns: runs(100), seed: SEED },
    );
    expect(hops).toBeGreaterThan(0);
  });

  it('tells each value of each part that was changed, by the name of the part', () => {
    const [proof] = examples;
    const leaves = leavesOf(proof as unknown as Json);
    expect(leaves.length).toBeGreaterThan(100);
    const sampled = leaves.filter((_, place) => runs(10) === 10 || place % 5 === 0);
    for (const at of sampled) {
      const changed = changedAt(proof as unknown as Json, at, otherThan);
      const [list = '', place = ''] = at.map(String);
      const told = tellOf(changed);
      if ((PART_LISTS as readonly string[]).includes(list)) expect(told, at.join('/')).toContain(`${list}/${place}`);
      else if (list === 'sha256') expect(told, at.join('/')).toMatch(/all|sha256/u);
      else expect(told, at.join('/')).toContain(list);
    }
  });

  it('never holds with a byte changed, but for white space', () => {
    const [proof] = examples;
    const text = JSON.stringify(proof, null, 1);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 32, max: 126 }), (place, code) => {
        const character = String.fromCharCode(code);
        const changed = text.slice(0, place) + character + text.slice(place + 1);
        if (isSameJson(changed, text)) return;
        expect(tellOf(changed)).not.toBe('');
      }),
      { numRuns: runs(500), seed: SEED },
    );
  });

  it('tells parts that were taken away or added', () => {
    const [proof] = examples;
    if (proof === undefined) throw new Error('no proof');
    expect(verify({ ...proof, paths: [] }).changed).toEqual(['paths/0']);
    const { 'paths/0': _gone, ...fewer } = proof.sha256;
    expect(verify({ ...proof, paths: [], sha256: fewer }).changed).toEqual(['all']);
    expect(verify({ ...proof, policies: [...proof.policies, { Statement: [] }] }).changed).toEqual([
      `policies/${proof.policies.length}`,
    ]);
  });

  it('names hops and requests whose decision is another, where digests were written anew', () => {
    const [proof] = examples;
    if (proof === undefined) throw new Error('no proof');
    const denying = proof.policies.map((document) => {
      const text = JSON.stringify(document);
      return JSON.parse(text.replaceAll('"Effect":"Allow"', '"Effect":"Deny"')) as Json;
    });
    const forged = verify(sealed({ ...proof, policies: denying }));
    expect(forged.changed).toEqual([]);
    expect(forged.holds).toBe(false);
    const parts = forged.differing.map(({ part }) => part.split('/')[0]);
    expect(new Set(parts)).toEqual(new Set(['requests', 'hops', 'paths']));
    const claimed = proof.hops.map((hop) => ({ ...hop, decision: 'CONDITIONAL' as const }));
    const boasting = verify(sealed({ ...proof, hops: claimed }));
    expect(boasting.differing.map(({ part }) => part)).toContain('hops/0');
  });

  it('names paths that do not join, or do not hold in position', () => {
    const [proof] = examples;
    const [only] = proof?.paths ?? [];
    if (proof === undefined || only === undefined) throw new Error('no path');
    const turned = { ...only, hops: [...only.hops].reverse() };
    expect(verify(sealed({ ...proof, paths: [turned] })).differing).toEqual([
      { part: 'paths/0', text: 'is no path: a hop does not start where the one before ends' },
    ]);
    const withMfa = proof.hops.map((hop, place) =>
      place === only.hops.at(-1) ? { ...hop, from: { ...hop.from, arn: 'arn:aws:iam::666677778888:role/Other' } } : hop,
    );
    const texts = verify(sealed({ ...proof, hops: withMfa })).differing.map(({ text }) => text);
    expect(texts.some((text) => text.includes('made by another'))).toBe(true);
  });

  it('names hops and paths that say of another what was decided of one, where digests were written anew', () => {
    const [proof] = examples;
    const [only] = proof?.paths ?? [];
    const last = only?.hops.at(-1);
    if (proof === undefined || only === undefined || last === undefined) throw new Error('no path');
    const another = 'arn:aws:iam::444455556666:role/Another';
    const textsOf = (changed: Partial<typeof proof>): readonly string[] =>
      verify(sealed({ ...proof, ...changed })).differing.map(({ part, text }) => `${part} ${text}`);
    const hopsWith = (change: object) => proof.hops.map((hop, place) => (place === last ? { ...hop, ...change } : hop));
    const to = { ...proof.hops[last]?.to, arn: another } as (typeof only)['to'];
    expect(textsOf({ hops: hopsWith({ to }) })).toContain(`hops/${last} its request is on another than it leads to`);
    expect(textsOf({ hops: hopsWith({ to, on: another }) })).toContain(
      `hops/${last} requests/${proof.hops[last]?.requests[0] ?? ''} is on another than the hop's`,
    );
    expect(textsOf({ paths: [{ ...only, to }] })).toEqual([
      'paths/0 is no path: its ends are described otherwise than those of its hops',
    ]);
    const from = { ...only.from, name: 'somebody else' };
    expect(textsOf({ paths: [{ ...only, from }] })).toEqual([
      'paths/0 is no path: its ends are described otherwise than those of its hops',
    ]);
  });

  it('is refused where a key stands twice, of which a reader sees the other', () => {
    const [proof] = examples;
    const text = JSON.stringify(proof).replace('"decision":"ALLOWED"', '"decision":"DENIED","decision":"ALLOWED"');
    expect(() => verifyProof(new TextEncoder().encode(text), 'twice.json')).toThrow('This key stands twice');
  });

  it('is refused where it is none, with its place', () => {
    const [proof] = examples;
    if (proof === undefined) throw new Error('no proof');
    const refused = (value: unknown): string => {
      try {
        verifyText(typeof value === 'string' ? value : JSON.stringify(value));
      } catch (error) {
        if (error instanceof KnownError) return `${error.code} ${error.place?.pointer ?? ''}`;
        throw error;
      }
      return 'read';
    };
    expect(refused('')).toBe('PROOF_MALFORMED ');
    expect(refused('[1]')).toBe('PROOF_MALFORMED ');
    expect(refused('['.repeat(5000))).toBe('PROOF_TOO_LARGE ');
    expect(refused({})).toBe('PROOF_MALFORMED /format');
    expect(refused({ ...proof, version: 2 })).toBe('PROOF_UNSUPPORTED /version');
    expect(refused({ ...proof, note: 'A signature.' })).toBe('PROOF_MALFORMED /note');
    expect(refused({ ...proof, more: 1 })).toBe('PROOF_MALFORMED /more');
    expect(refused({ ...proof, hops: {} })).toBe('PROOF_MALFORMED /hops');
    const [hop] = proof.hops;
    const [request] = proof.requests;
    if (hop === undefined || request === undefined) throw new Error('no hop');
    expect(refused(sealed({ ...proof, hops: [{ ...hop, requests: [99] }] }))).toBe('PROOF_MALFORMED /hops/0/requests');
    expect(refused(sealed({ ...proof, hops: [{ ...hop, requests: [] }] }))).toBe('PROOF_MALFORMED /hops/0/requests');
    expect(refused(sealed({ ...proof, policies: ['x'] }))).toBe('PROOF_MALFORMED /policies/0');
    const nobody = { ...request, caller: { kind: 'NOBODY' } } as unknown as typeof request;
    expect(refused(sealed({ ...proof, requests: [nobody] }))).toMatch(/^PROOF_MALFORMED \/requests\/0\/caller/u);
  });

  it('says of itself that it is no signature', () => {
    expect(examples[0]?.note).toContain('no signature');
  });

  it('is verified without any store, dump, file or network', () => {
    const seen = new Set<string>();
    const outside = new Set<string>();
    const follow = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, type, name = ''] of readFileSync(file, 'utf8').matchAll(
        /^(?:import|export) (type )?[^;]*?from '([^']+)';/gmu,
      )) {
        if (type !== undefined) continue;
        if (name.startsWith('.')) follow(path.posix.join(path.posix.dirname(file), name.replace(/\.js$/u, '.ts')));
        else outside.add(name);
      }
    };
    follow('src/questions/proof/verifyProof.ts');
    expect(seen.size).toBeGreaterThan(20);
    expect([...seen].filter((file) => /src\/(?:store|ingest|wire|backup|server|cli)/u.test(file))).toEqual([]);
    expect([...outside].toSorted()).toEqual(['node:crypto', 'zod']);
  });
});

/** What verifying says: the parts it names, or why it is refused; empty where it holds. */
function tellOf(proof: Json | string): string {
  try {
    const found = typeof proof === 'string' ? verifyText(proof) : verify(proof);
    return [...found.changed, ...found.differing.map(({ part }) => part)].join(' ');
  } catch (error) {
    if (error instanceof KnownError && error.code.startsWith('PROOF_')) return `${error.code} ${error.place?.pointer}`;
    throw error;
  }
}

function isSameJson(one: string, other: string): boolean {
  try {
    return JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other));
  } catch {
    return false;
  }
}

it('changedParts names what has no digest', () => {
  expect(changedParts(new Map([['about', 1]]), {})).toEqual(['about', 'all']);
});

describe('a hop that is no request to enter a role', () => {
  const proofOf = async (given: Json = {}): Promise<Proof> => {
    const onlyWithMfa = policy({
      Effect: 'Allow',
      Action: 'iam:CreateAccessKey',
      Resource: '*',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    });
    const graph = await deriveGraph(
      sketchSnapshot({
        users: [
          { account: '111111111111', name: 'u', policies: [onlyWithMfa] },
          { account: '111111111111', name: 'v', policies: [allowing('sts:AssumeRole')] },
        ],
        roles: [{ account: '111111111111', name: 'r', trust: trusting('arn:aws:iam::111111111111:user/v') }],
      }),
      { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal },
    );
    const answer = await execute(await storeOf(graph), PROOF, {
      from: { arn: 'arn:aws:iam::111111111111:user/u' },
      to: { arn: 'arn:aws:iam::111111111111:role/r' },
      given,
    });
    expect(answer.errors).toBeUndefined();
    return (answer.data as unknown as { paths: { proof: Proof } }).paths.proof;
  };

  it('is decided again with all that it takes, whatever is stated', async () => {
    const decisions = ['CONDITIONAL', 'CONDITIONAL', 'CONDITIONAL'];
    const mfa = { context: [{ key: 'aws:MultiFactorAuthPresent', values: ['true'] }] };
    for (const given of [{}, mfa, { missingContext: 'ABSENT', ...mfa }]) {
      const proof = await proofOf(given);
      const found = verify(proof);
      expect([found.changed, found.differing, found.undecided]).toEqual([[], [], []]);
      expect(found.holds).toBe(true);
      const [first] = proof.hops;
      expect(first?.parts?.map(({ action, takes }) => [action, takes])).toEqual([
        ['credentials', 'FACT'],
        ['iam:CreateAccessKey', 'EVERY'],
      ]);
      expect(first?.decision).toBe(decisions.shift());
      expect(JSON.stringify(first?.needs).includes('MultiFactorAuthPresent')).toBe(
        given !== mfa && !('missingContext' in given),
      );
    }
  });

  it('is told where a part of it is another, is gone, or is made by another', async () => {
    const proof = await proofOf();
    const changed = (change: (parts: readonly ProofPart[]) => readonly ProofPart[]): readonly string[] => {
      const hops = proof.hops.map((hop) => (hop.parts === undefined ? hop : { ...hop, parts: change(hop.parts) }));
      return verify(sealed({ ...proof, hops })).differing.map(({ part, text }) => `${part} ${text}`);
    };
    expect(changed((parts) => parts)).toEqual([]);
    expect(changed((parts) => parts.slice(1))[0]).toMatch(
      /^hops\/0 is CONDITIONAL, as is written, but with other needs/u,
    );
    expect(changed((parts) => parts.slice(0, 1))[0]).toBe('hops/0 rests on no request');
    expect(changed((parts) => parts.map((part) => ({ ...part, decision: 'ALLOWED', needs: null })))[0]).toMatch(
      /^hops\/0 its part 0, credentials,/u,
    );
    const policies = proof.policies.map(() => ({ Version: '2012-10-17', Statement: [] }));
    expect(verify(sealed({ ...proof, policies })).differing.map(({ part }) => part)).toContain('hops/0');
    const from = { ...proof.hops[0]?.from, arn: 'arn:aws:iam::111111111111:user/w' } as ProofHop['from'];
    const stolen = verify(sealed({ ...proof, hops: proof.hops.map((hop) => ({ ...hop, from })) }));
    expect(stolen.differing.map(({ text }) => text)).toContain(`requests/0 is made by another than the hop starts at`);
  });

  it('is named where the rules that made the graph came to something else, and the proof is not said to hold', async () => {
    const proof = await proofOf();
    const hops = proof.hops.map((hop) => ({ ...hop, takes: 'STORED' as const, requests: [] }));
    const found = verify(sealed({ ...proof, hops }));
    expect(found.undecided).toHaveLength(proof.hops.length);
    expect(found.holds).toBe(false);
  });

  it('is refused as a fact, but for what a resource runs as', async () => {
    const proof = await proofOf();
    const hops = proof.hops.map((hop) => ({ ...hop, takes: 'FACT' as const, requests: [] }));
    expect(verify(sealed({ ...proof, hops })).holds).toBe(false);
  });
});
