import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { summarizeDump } from '../../src/ingest/summary.js';
import { withDump } from '../support/dumps.js';
import { expectBalanced } from '../suites/ingestSuite.js';
import { readForTest } from './readForTest.js';

/** Authorization details with one role, as the CLI prints them. */
function details(account: string, role: string, more: object = {}): string {
  return JSON.stringify({
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [
      {
        Path: '/',
        RoleName: role,
        RoleId: `AROA${role.toUpperCase()}`,
        Arn: `arn:aws:iam::${account}:role/${role}`,
        CreateDate: '2024-03-04T05:06:07+00:00',
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
      },
    ],
    Policies: [],
    ...more,
  });
}

describe('lone files', () => {
  test('one file under any name is a dump', async () => {
    await withDump(new Map([['prod.txt', details('111111111111', 'one')]]), async (folder) => {
      const ingested = await readForTest([join(folder, 'prod.txt')]);
      expect(ingested.snapshot.accounts).toMatchObject([{ id: '111111111111', isCollected: true, organization: null }]);
      expect(ingested.snapshot.roles.map((role) => role.name)).toEqual(['one']);
      expect(ingested.snapshot.sources).toEqual([join(folder, 'prod.txt')]);
      expectBalanced(ingested);
    });
  });

  test('several files are several accounts; the order of the paths and the same path twice do not matter', async () => {
    const files = new Map([
      ['a.json', details('222222222222', 'two')],
      ['b.json', details('111111111111', 'one')],
    ]);
    await withDump(files, async (folder) => {
      const [a, b] = [join(folder, 'a.json'), join(folder, 'b.json')];
      const first = await readForTest([a, b]);
      const second = await readForTest([b, a, b]);
      expect(first.snapshot.accounts.map((account) => account.id)).toEqual(['111111111111', '222222222222']);
      expect({ ...second.snapshot, sources: [] }).toEqual({ ...first.snapshot, sources: [] });
      expect(second.books).toEqual(first.books);
    });
  });

  test('pages of one account: by their names, or where all but one say that more follow', async () => {
    const files = new Map([
      ['authorization-details-1.json', details('111111111111', 'one')],
      ['authorization-details-2.json', details('111111111111', 'two')],
      ['x.json', details('222222222222', 'three', { IsTruncated: true, Marker: 'EXAMPLE' })],
      ['y.json', details('222222222222', 'four', { IsTruncated: false })],
    ]);
    await withDump(files, async (folder) => {
      const { snapshot } = await readForTest([...files.keys()].map((name) => join(folder, name)));
      expect(snapshot.roles.map((role) => role.name)).toEqual(['one', 'two', 'four', 'three']);
      expect(snapshot.gaps.map((gap) => gap.kind)).toEqual([
        'ORGANIZATION_NOT_COLLECTED',
        'ORGANIZATION_NOT_COLLECTED',
      ]);
    });
  });

  test('two whole answers about one account contradict each other', async () => {
    const files = new Map([
      ['a.json', details('111111111111', 'one')],
      ['b.json', details('111111111111', 'two')],
    ]);
    await withDump(files, async (folder) => {
      const [a, b] = [join(folder, 'a.json'), join(folder, 'b.json')];
      await expect(readForTest([a, b])).rejects.toMatchObject({
        code: 'DUMP_CONFLICT',
        place: { file: b, pointer: '' },
      });
    });
  });

  test('a page without any ARN of an account belongs to the account beside it, or is refused', async () => {
    const empty = '{"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [], "Policies": []}';
    const files = new Map([
      ['authorization-details-1.json', details('111111111111', 'one', { IsTruncated: true })],
      ['authorization-details-2.json', empty],
    ]);
    await withDump(files, async (folder) => {
      const [first, second] = [...files.keys()].map((name) => join(folder, name));
      expect((await readForTest([first ?? '', second ?? ''])).snapshot.accounts).toHaveLength(1);
      await expect(readForTest([second ?? ''])).rejects.toMatchObject({
        code: 'DUMP_MALFORMED',
        message: expect.stringContaining('No ARN says which account') as string,
      });
    });
  });

  test('of a page in which a list is none, that place is named and not that no ARN says an account', async () => {
    const files = new Map([['authorization-details.json', '{"UserDetailList": [], "GroupDetailList": "x"}']]);
    await withDump(files, async (folder) => {
      await expect(readForTest([join(folder, 'authorization-details.json')])).rejects.toMatchObject({
        code: 'DUMP_MALFORMED',
        place: { pointer: '/GroupDetailList' },
      });
    });
  });

  test('the folder of one account is a dump', async () => {
    const files = new Map([
      ['333333333333/authorization-details.json', details('333333333333', 'one')],
      ['333333333333/account-summary.json', '{"SummaryMap": {"Users": 1, "Roles": 1}}'],
    ]);
    await withDump(files, async (folder) => {
      const { snapshot } = await readForTest([join(folder, '333333333333')]);
      expect(snapshot.gaps).toMatchObject([
        { kind: 'LISTING_INCOMPLETE', subject: 'Users' },
        { kind: 'ORGANIZATION_NOT_COLLECTED' },
      ]);
    });
  });

  test('a summary has counts by kind, books, gaps and warnings', async () => {
    await withDump(new Map([['a.json', details('111111111111', 'one')]]), async (folder) => {
      const ingested = await readForTest([folder]);
      expect(summarizeDump(ingested)).toMatchObject({
        organizations: [],
        accounts: [{ id: '111111111111', isCollected: true, roles: 1, users: 0 }],
        counts: expect.arrayContaining([{ name: 'roles', count: 1 }]) as unknown,
        gapCounts: [{ name: 'ORGANIZATION_NOT_COLLECTED', count: 1 }],
        books: ingested.books,
        warnings: [],
      });
    });
  });
});
