import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BACKUP_LIMITS, makeTail } from '../../src/backup/format.js';
import { readBackup } from '../../src/backup/readBackup.js';
import { writeBackup } from '../../src/backup/writeBackup.js';
import { graphParts } from '../../src/graph/parts.js';
import { loadGraph, readExport } from '../../src/wire.js';
import { randomGraph } from '../support/randomGraphs.js';
import { runs, SEED } from '../support/runs.js';
import type { BackupLimits } from '../../src/backup/format.js';
import type { Graph } from '../../src/graph/graph.js';
import type { KnownError } from '../../src/lib/errors.js';

const { signal } = new AbortController();
const [drawn] = fc.sample(randomGraph('g'), { numRuns: 1, seed: SEED }) as [Graph];
/** With a document, a set and a product at least. */
const GRAPH: Graph = {
  ...drawn,
  products: [{ kind: 'CAN_ASSUME', from: Uint32Array.of(0, 1), to: Uint32Array.of(2, 3), conclusion: 0 }],
};

let folder = '';
let file = '';
let bytes = Buffer.alloc(0);
let lines: readonly string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'permgraph-hostile-'));
  file = path.join(folder, 'export');
  await writeBackup(file, GRAPH.generation, graphParts(GRAPH), { signal });
  bytes = readFileSync(file);
  lines = gunzipSync(bytes).toString().split('\n').slice(0, -2);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The refusal of a file of these bytes: its code, pointer and message. */
async function refused(content: Buffer, limits: BackupLimits = BACKUP_LIMITS): Promise<string> {
  writeFileSync(file, content);
  const error: unknown = await readBackup(file, { signal, isDocument: () => true, limits }).then(
    () => new Error('it was read'),
    (reason: unknown) => reason,
  );
  const { code, place, message } = error as KnownError;
  return `${code} ${place?.pointer ?? ''} ${message}`;
}

/** A file whose checksum is right, whatever is in it. */
function sealed(text: string | Buffer): Buffer {
  const packed = gzipSync(text);
  return Buffer.concat([packed, makeTail(createHash('sha256').update(packed).digest('hex'))]);
}

/** The lines with one changed, whole otherwise: numbered as messages number them. */
function changed(change: (line: string) => string, number: number): Buffer {
  return sealed(`${lines.map((line, index) => (index + 1 === number ? change(line) : line)).join('\n')}\n`);
}

/** The number of the first line of this name. */
function numberOf(name: string): number {
  return lines.findIndex((line) => line.startsWith(`["${name}"`)) + 1;
}

describe('an exported file', () => {
  it('is read when nothing was done to it, re-packed too', async () => {
    expect(await refused(bytes)).toBe('undefined  it was read');
    expect(await refused(changed((line) => line, 1))).toBe('undefined  it was read');
  });

  it('is refused with any bit changed', async () => {
    const places = fc.sample(fc.nat(bytes.length * 8 - 1), { numRuns: runs(1000), seed: SEED });
    const ends = Array.from({ length: 24 }, (_, bit) => [bit, bytes.length * 8 - 1 - bit]).flat();
    for (const place of [...ends, ...places]) {
      const copy = Buffer.from(bytes);
      copy[place >> 3] = (copy[place >> 3] ?? 0) ^ (1 << (place & 7));
      expect(await refused(copy)).toMatch(/^EXPORT_DAMAGED/u);
    }
  });

  it('is refused cut anywhere, and with anything after its end', async () => {
    const ends = fc.sample(fc.nat(bytes.length - 1), { numRuns: runs(1000), seed: SEED });
    for (const end of [0, 1, 2, 10, bytes.length - 1, ...ends]) {
      expect(await refused(bytes.subarray(0, end))).toMatch(/^EXPORT_DAMAGED/u);
    }
    expect(await refused(Buffer.concat([bytes, Buffer.from('x')]))).toMatch(/^EXPORT_DAMAGED/u);
    expect(await refused(Buffer.concat([bytes, bytes]))).toMatch(/^EXPORT_DAMAGED/u);
    await expect(readBackup(folder, { signal, isDocument: () => true })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
  });

  it('of another version, or of something else, is refused', async () => {
    expect(await refused(changed((line) => line.replace('"version":1', '"version":2'), 1))).toBe(
      'EXPORT_UNSUPPORTED /version the export is not of version 1 of the format',
    );
    expect(await refused(changed((line) => line.replace('permgraph-export', 'other'), 1))).toMatch(
      /^EXPORT_MALFORMED/u,
    );
  });

  const replace =
    (from: RegExp | string, to: string) =>
    (line: string): string =>
      line.replace(from, to);
  it.each<readonly [string, string, (line: string) => string, RegExp]>([
    ['a node of no label', 'node', replace(/"label":"\w+"/u, '"label":"constructor"'), / \/1\/label line \d+ has/u],
    ['a field of a wrong type', 'node', replace(/"name":"[^"]*"/u, '"name":7'), / \/1\/name line 2 has a wrong shape/u],
    ['a field that is none', 'node', replace('"label"', '"more":1,"label"'), / \/1 line 2 has a wrong shape/u],
    ['a prototype key', 'node', replace('"label"', '"__proto__":{},"label"'), / line 2 has a key `__proto__`/u],
    ['an escaped prototype key', 'node', replace('"label"', '"\\u005f_proto__":{},"label"'), /`__proto__`/u],
    [
      'a relation to an unknown node',
      'relation',
      replace(/,\d+,(?=[^,]*,[^,]*\]$)/u, ',4000000000,'),
      / \/3 line \d+ names node 4000000000/u,
    ],
    ['an edge from an unknown node', 'edge', replace(/"edge",\d+/u, '"edge",99999'), / \/1 line \d+ names node 99999/u],
    ['an edge to an unknown node', 'edge', replace(/"edge",(\d+),\d+/u, '"edge",$1,99999'), / \/2 line/u],
    ['an edge of an unknown conclusion', 'edge', replace(/\d+\]$/u, '99999]'), / \/4 line \d+ names conclusion/u],
    ['an edge of an unknown kind', 'edge', replace('CAN_', 'WILL_'), / \/3 line/u],
    ['an edge from half a node', 'edge', replace(/"edge",\d+/u, '"edge",0.5'), / \/1 line/u],
    ['an edge from before the first node', 'edge', replace(/"edge",\d+/u, '"edge",-1'), / \/1 line/u],
    ['a set of unknown nodes', 'set', replace(/\[\d+/u, '[99999'), / \/1\/0 line \d+ names node/u],
    ['a set with a node twice', 'set', replace(/\[0,1\]/u, '[1,1]'), / \/1\/1 line \d+ names nodes twice/u],
    ['a product of an unknown set', 'product', replace(/"product",\d+/u, '"product",9'), / \/1 line \d+ names set 9/u],
    ['a part of no name', 'gap', replace('"gap"', '"toString"'), / \/0 line/u],
    ['a line that is no JSON', 'gap', (line) => line.slice(1), / line \d+ is not JSON/u],
    ['an empty line', 'gap', () => '', / line \d+ is not JSON/u],
    ['a number for a line', 'gap', () => '7', / line \d+ has a wrong shape/u],
    ['a line twice', 'node', (line) => `${line}\n${line}`, / \/1\/id line 3 has the id of a node before it/u],
    ['an edge twice', 'edge', (line) => `${line}\n${line}`, /has the same edge as the line before/u],
    ['a document twice', 'document', (line) => `${line}\n${line}`, / \/1 line/u],
    ['a line that is gone', 'gap', () => '["set",[]]', / stands too late/u],
    [
      'deep nesting',
      'document',
      () => `["document","k",${'['.repeat(100_000)}${']'.repeat(100_000)}]`,
      /^EXPORT_TOO_LARGE .*nested/u,
    ],
  ])('with %s is refused, its checksum right', async (_, name, change, expected) => {
    const number = numberOf(name);
    expect(number).toBeGreaterThan(0);
    expect(lines[number - 1]).not.toBe(change(lines[number - 1] ?? ''));
    const refusal = await refused(changed(change, number));
    expect(refusal).toMatch(/^EXPORT_(?:MALFORMED|TOO_LARGE) /u);
    expect(refusal).toMatch(expected);
  });

  it('with wrong counts, without its end, or with more behind it is refused', async () => {
    const last = lines.length;
    const wrong = changed((line) => line.replace(/"node":\d+/u, '"node":1'), last);
    expect(await refused(wrong)).toMatch(/^EXPORT_MALFORMED \/end\/node line \d+ counts 1 of node/u);
    expect(await refused(sealed(`${lines.slice(0, -1).join('\n')}\n`))).toMatch(/no last line/u);
    expect(await refused(sealed(lines.join('\n')))).toMatch(/the last line has no end/u);
    expect(await refused(changed((line) => `${line}\n${line}`, last))).toMatch(/comes after the end/u);
    const lost = lines.filter((_, index) => index + 1 !== numberOf('edge'));
    expect(await refused(sealed(`${lost.join('\n')}\n`))).toMatch(/counts \d+ of edge/u);
    expect(await refused(sealed(Buffer.from([...Buffer.from('["node"'), 0xff, 10])))).toMatch(/line 1 is not UTF-8/u);
    const cut = gzipSync(lines.join('\n')).subarray(0, -20);
    const tail = makeTail(createHash('sha256').update(cut).digest('hex'));
    expect(await refused(Buffer.concat([cut, tail]))).toMatch(/^EXPORT_MALFORMED .*cannot be unpacked/u);
  });

  it('that unpacks to more than any graph is refused soon', async () => {
    const limits: BackupLimits = { ...BACKUP_LIMITS, lineBytes: 1 << 20 };
    const zeros = sealed(Buffer.alloc(1 << 24));
    expect(await refused(zeros, limits)).toMatch(/^EXPORT_TOO_LARGE .*a line has more than/u);
    const blanks = sealed(`${lines[0]}\n${`["set",[${' '.repeat(50_000)}]]\n`.repeat(600)}`);
    expect(await refused(blanks, limits)).toMatch(/^EXPORT_TOO_LARGE .*unpack to more than/u);
    expect(await refused(bytes, { ...limits, totalBytes: 1000 })).toMatch(/^EXPORT_TOO_LARGE/u);
    // With the bounds off it would go on: they are what stops it.
    const unbounded = { ...limits, lineBytes: Infinity, totalBytes: Infinity, ratio: Infinity };
    expect(await refused(zeros, unbounded)).not.toMatch(/TOO_LARGE/u);
  });

  it('that is a compressed dump is told to be unpacked, alone or with another', async () => {
    expect(await refused(gzipSync('{"UserDetailList":[]}'))).toMatch(
      /^EXPORT_DAMAGED .*a dump has to be unpacked first/u,
    );
    writeFileSync(file, gzipSync(Buffer.alloc(1000)));
    await expect(loadGraph({ dumps: [file] })).rejects.toThrow('a dump has to be unpacked first');
    await expect(loadGraph({ dumps: [file, 'examples/organization'] })).rejects.toThrow(
      'a dump has to be unpacked first',
    );
  });

  it('with a document that the engine cannot read is refused, and goes with no dump', async () => {
    writeFileSync(
      file,
      changed(
        (line) => line.replace(/"Statement":\[.*\]\}/u, '"Statement":[{"Effect":"Maybe"}]}'),
        numberOf('document'),
      ),
    );
    await expect(readExport(file, signal)).rejects.toMatchObject({
      code: 'EXPORT_MALFORMED',
      place: { pointer: '/2' },
    });
    writeFileSync(file, bytes);
    await expect(loadGraph({ dumps: [file, 'examples/organization'] })).rejects.toMatchObject({ code: 'USAGE' });
  });
});
