import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KnownError } from '../../src/lib/errors.js';
import type { DumpChange } from '../support/dumps.js';
import { simpleDocumentCheck } from '../support/documentCheck.js';
import { openChanged, refusalOf } from '../suites/ingestSuite.js';
import { readForTest } from './readForTest.js';

const DETAILS = 'accounts/111111111111/authorization-details.json';
const TRUST = '/RoleDetailList/1/AssumeRolePolicyDocument';

describe('each protection is needed', () => {
  test('a file over 400 MB is refused by its size, unread', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'permgraph-large-'));
    try {
      const path = join(folder, 'authorization-details.json');
      await writeFile(path, '');
      await truncate(path, 400_000_001);
      const started = performance.now();
      await expect(readForTest([path])).rejects.toMatchObject({
        code: 'DUMP_TOO_LARGE',
        place: { file: path, pointer: '' },
      });
      expect(performance.now() - started).toBeLessThan(1000);
      // Without the limit the file is read, and is no dump for another reason.
      await truncate(path, 2_000_000);
      await expect(readForTest([path], { limits: { fileBytes: 1_000_000 } })).rejects.toMatchObject({
        code: 'DUMP_TOO_LARGE',
      });
      await expect(readForTest([path], { limits: { fileBytes: Infinity } })).rejects.toMatchObject({
        code: 'DUMP_NOT_JSON',
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('without the limit of depth a nested file ends in a fault of the product', async () => {
    const nested: DumpChange = { file: DETAILS, at: TRUST, repeat: ['', '{"a":', 100_000, `1${'}'.repeat(100_000)}`] };
    expect((await refusalOf(readForTest, [nested])).code).toBe('DUMP_TOO_DEEP');
    await expect(openChanged(readForTest, [nested], { limits: { depth: Infinity } })).rejects.not.toBeInstanceOf(
      KnownError,
    );
  });

  test('without the limit of a document a large one reaches the policy parser', async () => {
    const large: DumpChange = {
      file: DETAILS,
      at: TRUST,
      repeat: ['{"Statement":[{"Effect":"Allow","Sid":"', 'x', 1 << 20, '"}]}'],
    };
    let largest = 0;
    const checkDocument = (...[document, kind]: Parameters<typeof simpleDocumentCheck>) => {
      largest = Math.max(largest, JSON.stringify(document).length);
      return simpleDocumentCheck(document, kind);
    };
    await refusalOf(readForTest, [large], { checkDocument });
    expect(largest).toBeLessThan(1 << 20);
    await openChanged(readForTest, [large], { checkDocument, limits: { documentBytes: Infinity } });
    expect(largest).toBeGreaterThan(1 << 20);
  });

  test('a document of just under 1 MiB is read', async () => {
    const change: DumpChange = {
      file: DETAILS,
      at: TRUST,
      repeat: ['{"Statement":[{"Effect":"Allow","Sid":"', 'x', (1 << 20) - 50, '"}]}'],
    };
    const { snapshot } = await openChanged(readForTest, [change], { checkDocument: simpleDocumentCheck });
    expect(snapshot.roles).toHaveLength(4);
  });

  test('equal documents are checked once for each kind, and are one object', async () => {
    let checks = 0;
    const document = { Statement: [{ Effect: 'Allow', Sid: 'same' }] };
    const changes: DumpChange[] = [
      { file: DETAILS, at: '/RoleDetailList/0/AssumeRolePolicyDocument', set: document },
      { file: DETAILS, at: TRUST, set: JSON.stringify(document, null, 4) },
      { file: DETAILS, at: '/Policies/0/PolicyVersionList/0/Document', set: document },
    ];
    const { snapshot } = await openChanged(readForTest, changes, {
      checkDocument: (checked, kind) => {
        if (JSON.stringify(checked).includes('same')) checks++;
        return simpleDocumentCheck(checked, kind);
      },
    });
    expect(checks).toBe(2);
    expect(snapshot.roles.filter((role) => JSON.stringify(role.trustPolicy.document).includes('same'))).toHaveLength(2);
  });

  test('the first warning is an error when strict, also when broken parts are left out', async () => {
    const changes: DumpChange[] = [{ file: DETAILS, at: '/RoleDetailList/0/CreateDate', set: 'yesterday' }];
    for (const lenient of [false, true]) {
      const error = await refusalOf(readForTest, changes, { strict: true, lenient });
      expect(error.code).toBe('DUMP_WARNING');
      expect(error.place).toEqual({ file: DETAILS, pointer: '/RoleDetailList/0/CreateDate' });
    }
    expect((await openChanged(readForTest, [], { strict: true })).warnings).toEqual([]);
  });
});

describe('paths', () => {
  test('a path that is not there', async () => {
    await expect(readForTest(['/no/such/dump'])).rejects.toMatchObject({
      code: 'DUMP_NOT_FOUND',
      place: { file: '/no/such/dump', pointer: '' },
    });
  });

  test('an empty folder, a folder of other things, a link to nowhere, a folder in the place of a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'permgraph-odd-'));
    try {
      await expect(readForTest([folder])).rejects.toMatchObject({ code: 'DUMP_EMPTY' });
      await writeFile(join(folder, 'notes.txt'), 'x');
      await expect(readForTest([folder])).rejects.toMatchObject({ code: 'DUMP_UNRECOGNIZED', place: { file: folder } });
      const link = join(folder, 'authorization-details.json');
      await symlink('/no/such/file', link);
      await expect(readForTest([folder])).rejects.toMatchObject({ code: 'DUMP_NOT_FOUND', place: { file: link } });
      await rm(link);
      await symlink(folder, link);
      await expect(readForTest([folder])).rejects.toMatchObject({ code: 'DUMP_UNRECOGNIZED' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('nothing is read once the signal is aborted', async () => {
    const reason = new Error('enough');
    await expect(openChanged(readForTest, [], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test('progress counts every file', async () => {
    const seen: string[] = [];
    await openChanged(readForTest, [], { onProgress: (done, total) => seen.push(`${done}/${total}`) });
    expect(seen).toEqual(Array.from({ length: 9 }, (_, index) => `${index + 1}/9`));
  });
});
