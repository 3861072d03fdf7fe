import { describe, expect, it } from 'vitest';
import { compiledOf } from '../../src/questions/fetchCompiled.js';
import { makeRecords } from '../../src/store/neo4j/records.js';
import type { Run } from '../../src/store/neo4j/connection.js';

const MEGABYTE = 1_000_000;

/** Answers with a document for every key, which says by which key of which load it was asked for, and notes the keys. */
function answering(length = 0): { readonly run: Run; readonly asked: string[] } {
  const asked: string[] = [];
  const run = async (_: string, { keys }: { readonly keys: readonly string[] }): Promise<readonly object[]> => {
    asked.push(...keys);
    return keys.map((key) => {
      const Statement = [{ Sid: 'x'.repeat(length), Effect: 'Allow', Action: 's3:GetObject', Resource: key }];
      return { id: key.slice(key.lastIndexOf('|') + 1), data: JSON.stringify({ Version: '2012-10-17', Statement }) };
    });
  };
  return { run: run as unknown as Run, asked };
}

describe('documents of policies, and with them what is compiled of them', () => {
  it('are read once for a generation, and are not those of another', async () => {
    const records = makeRecords();
    const { run, asked } = answering();
    const one = compiledOf((await records.documents(run, 'load-1', ['a'])).get('a') ?? null);
    const again = compiledOf((await records.documents(run, 'load-1', ['a'])).get('a') ?? null);
    const other = compiledOf((await records.documents(run, 'load-2', ['a'])).get('a') ?? null);
    expect(again).toBe(one);
    expect(other).not.toBe(one);
    expect(one?.statements[0]?.resources?.values).toEqual([asked[0]]);
    expect(other?.statements[0]?.resources?.values).toEqual([asked[1]]);
    expect(new Set(asked).size).toBe(2);
  });

  it('are kept within a bound: those that were not asked for longest are read anew', async () => {
    const records = makeRecords();
    const { run, asked } = answering(MEGABYTE);
    const keys = Array.from({ length: 40 }, (_, place) => `document-${place}`);
    for (const key of keys) await records.documents(run, 'load-1', [key]);
    asked.length = 0;
    await records.documents(run, 'load-1', keys.slice(-20));
    expect(asked).toEqual([]);
    await records.documents(run, 'load-1', keys.slice(0, 5));
    expect(asked).toHaveLength(5);
  });
});
