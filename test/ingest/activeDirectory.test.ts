import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readForTest } from './readForTest.js';

const folder = await mkdtemp(join(tmpdir(), 'permgraph-groups-'));
afterAll(() => rm(folder, { recursive: true }));

const details = join(folder, 'authorization-details.json');
const user = { UserName: 'ann', UserId: 'AIDAANN', Arn: 'arn:aws:iam::111111111111:user/ann', Path: '/' };
await writeFile(details, JSON.stringify({ UserDetailList: [user] }));

const issuer = (Issuer: unknown): object => ({ ExternalIds: [{ Issuer, Id: 'x' }] });

async function read(...groups: readonly object[]) {
  const path = join(folder, 'identity-center.json');
  const dump = {
    Instances: [{ InstanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111', IdentityStoreId: 'd-1111111111' }],
    Groups: groups.map((more, place) => ({ GroupId: `g-${place}`, DisplayName: `G${place}`, ...more })),
    GroupMemberships: [{ GroupId: 'unlisted', MemberId: { UserId: 'u-1' } }],
  };
  await writeFile(path, JSON.stringify(dump));
  return readForTest([details, path]);
}

it('tells groups of Active Directory by the issuer of their external ids', async () => {
  const { snapshot } = await read(
    {},
    issuer('arn:aws:ds:eu-west-1:111111111111:directory/d-1234567890'),
    issuer('https://idp.example/scim'),
  );
  expect(snapshot.identityCenters[0]?.groups).toEqual([
    { id: 'g-0', displayName: 'G0' },
    { id: 'g-1', displayName: 'G1', isOfActiveDirectory: true },
    { id: 'g-2', displayName: 'G2' },
    { id: 'unlisted', displayName: null, isOfActiveDirectory: null },
  ]);
});

it.each([{ ExternalIds: 'x' }, { ExternalIds: ['x'] }, issuer(7)])(
  'refuses what is no list of them: %j',
  async (broken) => {
    await expect(read(broken)).rejects.toMatchObject({ code: 'DUMP_MALFORMED' });
  },
);
