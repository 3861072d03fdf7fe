import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blastRadius } from '../../src/cli/commands/blastRadius.js';
import { chokePoints } from '../../src/cli/commands/chokePoints.js';
import { exposure } from '../../src/cli/commands/exposure.js';
import { verify } from '../../src/cli/commands/verify.js';
import { whatCan } from '../../src/cli/commands/whatCan.js';
import { whoCan } from '../../src/cli/commands/whoCan.js';
import { can } from '../../src/cli/commands/can.js';
import { paths } from '../../src/cli/commands/paths.js';
import { whoCanAssume } from '../../src/cli/commands/whoCanAssume.js';
import { EXAMPLE_DUMP } from '../../src/example.js';
import { openGraph, type PermissionGraph } from '../../src/index.js';

const { signal } = new AbortController();
const RESPONDER = 'arn:aws:iam::222233334444:role/IncidentResponder';
const TOMAS = 'arn:aws:iam::666677778888:user/tomas.berg';
const BOOKING = '444455556666';

let graph: PermissionGraph;
beforeAll(async () => {
  graph = await openGraph({ dumps: [EXAMPLE_DUMP] });
});
afterAll(async () => graph.close());

describe('who-can-assume', () => {
  it('shows a row for each, with what it needs and what decided', async () => {
    const { text, isMet } = await whoCanAssume(graph, RESPONDER, {}, signal);
    expect(isMet).toBe(true);
    expect(text).toMatch(
      /^CONDITIONAL +arn:aws:iam::222233334444:user\/ines\.moreau +sts:AssumeRole .*aws:MultiFactorAuthPresent/mu,
    );
    expect(text).toContain('RESOURCE CONDITIONAL: ALLOW by statement');
    expect(text).not.toContain('DENIED');
  });

  it('decides again under what is given', async () => {
    const { text } = await whoCanAssume(graph, RESPONDER, { mfa: true }, signal);
    expect(text).toMatch(/^ALLOWED +arn:aws:iam::222233334444:user\/ines\.moreau/mu);
    const absent = await whoCanAssume(graph, RESPONDER, { absent: ['aws:MultiFactorAuthPresent'] }, signal);
    expect(absent.text).toContain('Nobody is known who can enter');
  });

  it('shows near misses when asked', async () => {
    const { text } = await whoCanAssume(graph, RESPONDER, { denied: true }, signal);
    expect(text).toMatch(/^DENIED +arn:aws:iam::222233334444:role\/SecurityAuditor/mu);
  });

  it('tells of a service who may pass it the role', async () => {
    const { text } = await whoCanAssume(graph, `arn:aws:iam::${BOOKING}:role/service-role/BookingFunction`, {}, signal);
    expect(text).toMatch(
      /lambda\.amazonaws\.com, sts:AssumeRole\n(?: {2}.+\n)+ {2}Who may pass it:\n {4}ALLOWED arn:aws:iam::444455556666:role\/OrganizationAccountAccessRole\n {4}ALLOWED arn:aws:iam::444455556666:root$/mu,
    );
  });

  it('holds --expect none only where there is no row, conditional ones included', async () => {
    const unmet = await whoCanAssume(graph, RESPONDER, { expect: 'none' }, signal);
    expect(unmet).toMatchObject({ isMet: false, reason: 'expected no way into the role, found 1' });
    const met = await whoCanAssume(graph, RESPONDER, { expect: 'none', crossAccount: true }, signal);
    expect(met).toMatchObject({ isMet: true, reason: '' });
  });

  it('does not hold --expect none over what may be hidden', async () => {
    const unknown = 'arn:aws:iam::444455556666:role/NoSuchRole';
    const unmet = await whoCanAssume(graph, unknown, { expect: 'none' }, signal);
    expect(unmet.isMet).toBe(false);
    expect(unmet.reason).toContain('may hide');
    const accepted = await whoCanAssume(graph, unknown, { expect: 'none', allowPartial: true }, signal);
    expect(accepted.isMet).toBe(true);
  });

  it('gives the same JSON twice', async () => {
    const one = await whoCanAssume(graph, RESPONDER, { json: true }, signal);
    const two = await whoCanAssume(graph, RESPONDER, { json: true }, signal);
    expect(one.text).toBe(two.text);
    expect(JSON.parse(one.text)).toMatchObject({ role: RESPONDER, totalCount: 1, counts: { conditional: 1 } });
  });

  it('names what it cannot read of --given', async () => {
    await expect(whoCanAssume(graph, RESPONDER, { given: ['novalue'] }, signal)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('--given novalue') as string,
    });
  });
});

describe('paths', () => {
  it('end in what can be done to a resource', async () => {
    const to = 'arn:aws:s3:::harbourline-manifests/2026-11-02.xml';
    const options = { from: '555566667777', to, action: 's3:GetObject', format: 'tree' } as const;
    const { text } = await paths(graph, options, signal);
    expect(text).toContain('└─ s3:GetObject → arn:aws:s3:::harbourline-manifests');
    await expect(paths(graph, { ...options, to: 'outside' }, signal)).rejects.toThrow('--action is done to a resource');
  });

  it('lead to who administers an account, and name techniques', async () => {
    const admin = 'arn:aws:iam::444455556666:role/OrganizationAccountAccessRole';
    const { text } = await paths(graph, { from: admin, to: 'administrator:444455556666', format: 'tree' }, signal);
    expect(text).toContain('ALLOWED, 0 hops');
    expect(text).toContain('└─ CAN_ADMINISTER → control of account 444455556666  ALLOWED');
    const deploy = 'arn:aws:iam::444455556666:role/Deploy';
    const to = 'arn:aws:iam::444455556666:role/service-role/BookingFunction';
    const drawn = await paths(graph, { from: deploy, to, format: 'tree' }, signal);
    expect(drawn.text).toContain(`└─ lambda-003 (lambda:UpdateFunctionCode) → ${to}  ALLOWED`);
    await expect(paths(graph, { from: 'administrators', to, format: 'tree' }, signal)).rejects.toThrow(
      'administrator:',
    );
  });

  const ends = { from: TOMAS, to: BOOKING, first: 1 } as const;

  it('draws a tree, each hop under the one before it', async () => {
    const { text } = await paths(graph, { ...ends, format: 'tree' }, signal);
    expect(text.split('\n')[0]).toBe('ALLOWED, 3 hops');
    expect(text).toMatch(/^└─ sts:AssumeRole → arn:aws:iam::666677778888:role\/Developer {2}ALLOWED$/mu);
    expect(text).toMatch(/^ {6}└─ sts:AssumeRole → arn:aws:iam::444455556666:role\/Deploy {2}ALLOWED$/mu);
  });

  it('draws each node and edge once for Mermaid and Graphviz', async () => {
    const mermaid = (await paths(graph, { ...ends, format: 'mermaid' }, signal)).text;
    expect(mermaid.split('\n')).toEqual([
      'flowchart LR',
      '  n0["tomas.berg (staging)"]',
      '  n1["Developer (staging)"]',
      '  n2["ReleaseManager (staging)"]',
      '  n3["Deploy (booking-production)"]',
      '  n0 -->|"sts:AssumeRole"| n1',
      '  n1 -->|"sts:AssumeRole"| n2',
      '  n2 -->|"sts:AssumeRole"| n3',
    ]);
    const dot = (await paths(graph, { ...ends, format: 'dot' }, signal)).text;
    expect(dot).toContain('  n2 -> n3 [label="sts:AssumeRole"];');
  });

  it('is a guardrail: unmet with a path, met where none is left', async () => {
    const unmet = await paths(graph, { ...ends, format: 'tree', expect: 'none' }, signal);
    expect(unmet).toMatchObject({ isMet: false, reason: 'expected no path, found 1' });
    const avoid = ['arn:aws:iam::666677778888:role/ReleaseManager'];
    const met = await paths(graph, { ...ends, format: 'tree', expect: 'none', avoid, allowPartial: true }, signal);
    expect(met).toMatchObject({ isMet: true, text: expect.stringContaining('No path is known.') as string });
  });

  it('refuses an end that is none, naming the option', async () => {
    await expect(paths(graph, { ...ends, from: 'nobody', format: 'tree' }, signal)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('--from nobody') as string,
    });
  });
});

describe('can', () => {
  const ask = { principal: TOMAS, action: 'sts:AssumeRole', resource: RESPONDER };
  const INES = { ...ask, principal: 'arn:aws:iam::222233334444:user/ines.moreau' };

  it('says whether, on what it depends, and what decided', async () => {
    const open = await can(graph, INES, {}, signal);
    expect(open.text).toMatch(/^CONDITIONAL {2}arn:aws:iam::222233334444:user\/ines\.moreau {2}sts:AssumeRole/u);
    expect(open.text).toContain('It takes that aws:MultiFactorAuthPresent is true');
    expect((await can(graph, INES, { mfa: true }, signal)).text).toMatch(/^ALLOWED/u);
    expect((await can(graph, ask, {}, signal)).text).toMatch(/^DENIED/u);
  });

  it('holds --expect where it is that decision, and nothing that is missing may turn it', async () => {
    expect(await can(graph, ask, { expect: 'none' }, signal)).toMatchObject({ isMet: true });
    const unmet = await can(graph, INES, { expect: 'DENIED' }, signal);
    expect(unmet).toMatchObject({ isMet: false, reason: 'expected DENIED, found CONDITIONAL' });
    const queue = { ...ask, action: 'sqs:SendMessage', resource: 'arn:aws:sqs:eu-west-1:444455556666:jobs' };
    const hidden = await can(graph, queue, { expect: 'DENIED' }, signal);
    expect(hidden.isMet).toBe(true);
    const own = { ...queue, resource: 'arn:aws:sqs:eu-west-1:666677778888:jobs' };
    const turned = await can(graph, own, { expect: 'DENIED' }, signal);
    expect(turned).toMatchObject({ isMet: false, reason: expect.stringContaining('was not collected') as string });
    expect(await can(graph, own, { expect: 'DENIED', allowPartial: true }, signal)).toMatchObject({ isMet: true });
  });

  it('names what is wrong', async () => {
    await expect(can(graph, { ...ask, action: 'sts' }, {}, signal)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('request.action') as string,
    });
  });
});

describe('who-can', () => {
  const asked = { action: 's3:GetObject', resource: 'arn:aws:s3:::harbourline-logs/*' };

  it('lists everybody with the ways, then why', async () => {
    const { text } = await whoCan(graph, asked, {}, signal);
    expect(text).toMatch(/^DECISION +PRINCIPAL +VIA/u);
    expect(text).toMatch(/ALLOWED +arn:aws:iam::333344445555:root/u);
    expect(text).toMatch(/role\/OrganizationAccountAccessRole +IDENTITY_POLICY/u);
  });

  it('holds --expect none against a row, and against what may hide one', async () => {
    expect(await whoCan(graph, asked, { expect: 'none' }, signal)).toMatchObject({ isMet: false });
    const services = await whoCan(graph, asked, { expect: 'none', kind: ['SERVICE'], allowPartial: true }, signal);
    expect(services).toMatchObject({ isMet: true });
    expect(services.text).toContain('Nobody is known who can s3:GetObject');
  });

  it('gives the rows as JSON, near misses where they are asked for', async () => {
    const answer = await whoCan(graph, asked, { json: true, denied: true, via: ['IDENTITY_POLICY'] }, signal);
    const { accesses, counts } = JSON.parse(answer.text) as {
      accesses: { via: string[] }[];
      counts: { denied: number };
    };
    expect(accesses.every(({ via }) => via.includes('IDENTITY_POLICY'))).toBe(true);
    expect(accesses.length).toBeGreaterThan(0);
    expect(counts.denied).toBeGreaterThanOrEqual(0);
  });

  it('names what is wrong', async () => {
    const bad = [
      { ...asked, resource: 'arn:aws:s3:::harbourline-logs' },
      { ...asked, resource: 'arn:aws:*:::x' },
      { ...asked, action: 's3:Nothing*' },
      { ...asked, action: '*' },
    ];
    for (const each of bad) {
      await expect(whoCan(graph, each, {}, signal)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  });
});

describe('what-can', () => {
  const PORTAL = 'arn:aws:iam::888899990000:role/PortalBackend';

  it('lists what remains after every layer, with what it depends on', async () => {
    const { text, isMet } = await whatCan(graph, PORTAL, {}, signal);
    expect(isMet).toBe(true);
    expect(text).toMatch(/^DECISION +SERVICE +LEVEL +ACTIONS +RESOURCES +NEEDS$/mu);
    expect(text).toMatch(/^ALLOWED +s3 +READ +GetObject +arn:aws:s3:::harbourline-brochures\/\*/mu);
    expect(text).toMatch(
      /^CONDITIONAL +sts +WRITE +AssumeRole +\S+role\/TenantData +It takes that aws:RequestTag\/tenant/mu,
    );
  });

  it('keeps to one resource or one action', async () => {
    const resource = 'arn:aws:iam::888899990000:role/TenantData';
    const onRole = JSON.parse((await whatCan(graph, PORTAL, { resource, json: true }, signal)).text) as {
      permissions: { service: string; decision: string }[];
    };
    expect(new Set(onRole.permissions.map(({ service }) => service))).toEqual(new Set(['sts']));
    const one = await whatCan(graph, PORTAL, { action: 's3:GetObject', json: true }, signal);
    expect(JSON.parse(one.text)).toMatchObject({
      principal: PORTAL,
      action: 's3:GetObject',
      totalCount: 1,
      permissions: [{ accessLevel: 'READ', actions: ['s3:GetObject'], decision: 'ALLOWED' }],
    });
  });

  it('holds --expect none only without a row and without what may hide one', async () => {
    const unmet = await whatCan(graph, PORTAL, { action: 's3:GetObject', expect: 'none' }, signal);
    expect(unmet).toMatchObject({ isMet: false, reason: 'expected no permission, found 1' });
    const priya = 'arn:aws:iam::666677778888:user/priya.nair';
    const met = await whatCan(graph, priya, { action: 'sts:AssumeRole', expect: 'none' }, signal);
    expect(met).toMatchObject({ isMet: true, reason: '' });
    const unknown = 'arn:aws:iam::666677778888:user/nobody';
    const hidden = await whatCan(graph, unknown, { expect: 'none' }, signal);
    expect(hidden.isMet).toBe(false);
    expect(hidden.reason).toContain('may hide');
    expect(hidden.text).toContain('is not in the graph');
    expect(await whatCan(graph, unknown, { expect: 'none', allowPartial: true }, signal)).toMatchObject({
      isMet: true,
    });
  });

  it('names what is wrong', async () => {
    await expect(whatCan(graph, 'nobody', {}, signal)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('principal') as string,
    });
    await expect(whatCan(graph, PORTAL, { action: 'sts' }, signal)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(whatCan(graph, PORTAL, { given: ['novalue'] }, signal)).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('exposure', () => {
  it('lists what is open to outside, then the statements that open it', async () => {
    const { text, isMet } = await exposure(graph, {}, signal);
    expect(isMet).toBe(true);
    expect(text).toMatch(/^DECISION +OPEN TO +RESOURCE +ACTIONS +NEEDS$/mu);
    expect(text).toMatch(/^ALLOWED +cloudwatch\.amazonaws\.com +\S+:vessel-alerts +sns:Publish/mu);
    expect(text).toMatch(/^CONDITIONAL +arn:aws:iam::999900001111:root .* sts:ExternalId is "hl-7f3c91"/mu);
    expect(text).toContain('by statement FunctionURLAllowPublicAccess of resource policy');
    expect(text).not.toContain('harbourline-brochures');
  });

  it('keeps to accounts, types and whom it is open to', async () => {
    const { text } = await exposure(graph, { account: ['888899990000'], to: ['ANYONE'], json: true }, signal);
    const { totalCount, accesses } = JSON.parse(text) as {
      totalCount: number;
      accesses: { principal: { id: string }; resource: { account: { accountId: string } } }[];
    };
    expect(totalCount).toBe(2);
    expect(accesses.map(({ principal, resource }) => [principal.id, resource.account.accountId])).toEqual([
      ['anyone', '888899990000'],
      ['anyone', '888899990000'],
    ]);
  });

  it('holds --expect none only without a row and without what may hide one', async () => {
    const unmet = await exposure(graph, { account: ['888899990000'], to: ['ANYONE'], expect: 'none' }, signal);
    expect(unmet).toMatchObject({ isMet: false, reason: 'expected no opening, found 2' });
    const clean = await exposure(graph, { account: ['777788889999'], expect: 'none' }, signal);
    expect(clean).toMatchObject({ isMet: true, reason: '' });
    const hidden = await exposure(graph, { account: [BOOKING], to: ['ACCOUNT'], expect: 'none' }, signal);
    expect(hidden.isMet).toBe(false);
    expect(hidden.reason).toContain('may hide');
    const accepted = { account: [BOOKING], to: ['ACCOUNT'], expect: 'none', allowPartial: true } as const;
    expect(await exposure(graph, accepted, signal)).toMatchObject({
      isMet: true,
      text: expect.stringContaining('Nothing is known to be open to outside.') as string,
    });
  });

  it('names what is wrong', async () => {
    await expect(exposure(graph, { account: ['12'] }, signal)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(exposure(graph, { to: ['NOBODY'] }, signal)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('docs/access.md', () => {
  it('shows what the command says', async () => {
    const text = readFileSync(new URL('../../docs/access.md', import.meta.url), 'utf8');
    const shown = /\$ permgraph can (\S+) (\S+) (\S+) --absent (\S+)\n([^`]+)```/u.exec(text);
    const [, principal = '', action = '', resource = '', absent = '', expected = ''] = shown ?? [];
    const answer = await can(graph, { principal, action, resource }, { absent: [absent] }, signal);
    expect(`${answer.text}\n`).toBe(expected);
  });
});

describe('blast-radius', () => {
  it('shows sums and everybody in reach', async () => {
    const { text, isMet } = await blastRadius(graph, { from: TOMAS }, signal);
    expect(isMet).toBe(true);
    expect(text).toMatch(/^\d+ in reach of arn:aws:iam::666677778888:user\/tomas\.berg\.$/mu);
    expect(text).toMatch(/^ROLE +\d+$/mu);
    expect(text).toContain('arn:aws:iam::');
  });

  it('holds --expect none only where nobody is in reach', async () => {
    const unmet = await blastRadius(graph, { from: TOMAS, expect: 'none' }, signal);
    expect(unmet.isMet).toBe(false);
    expect(unmet.reason).toContain('expected no principal in reach');
    const json = await blastRadius(graph, { from: TOMAS, maxHops: 0, expect: 'none', json: true }, signal);
    expect(json.isMet).toBe(true);
    expect(JSON.parse(json.text)).toMatchObject({ total: 0, nodes: [] });
  });
});

describe('verify', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'permgraph-proof-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('says that what paths wrote holds, and names what was changed in it', async () => {
    const { text } = await paths(graph, { from: TOMAS, to: BOOKING, format: 'proof', edges: ['CAN_ASSUME'] }, signal);
    const file = path.join(folder, 'proof.json');
    writeFileSync(file, text);
    const found = await verify(file, {});
    expect(found.isMet).toBe(true);
    expect(found.text).toMatch(/^Holds: 1 paths over 3 hops/u);
    writeFileSync(file, text.replace('"sts:AssumeRole"', '"sts:assumerole"'));
    const changed = await verify(file, { json: true });
    expect(changed).toMatchObject({ isMet: false, reason: 'the proof does not hold' });
    expect(JSON.parse(changed.text)).toMatchObject({
      holds: false,
      changed: [expect.stringMatching(/^(?:policies|requests)\/\d+$/u)],
    });
  });

  it('refuses a file that is no proof, and one that is not there', async () => {
    const file = path.join(folder, 'other.json');
    writeFileSync(file, '{}');
    await expect(verify(file, {})).rejects.toMatchObject({
      code: 'PROOF_MALFORMED',
      place: { file, pointer: '/format' },
    });
    await expect(verify(path.join(folder, 'none.json'), {})).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});

describe('choke-points', () => {
  it('shows each cut with its edges and the statements to change', async () => {
    const asked = { from: TOMAS, to: BOOKING, edges: ['CAN_ASSUME'] };
    const { text } = await chokePoints(graph, asked, signal);
    expect(text).toMatch(/^Cut 1, 1 edge:$/mu);
    expect(text).toContain('by changing:');
    const json = await chokePoints(graph, { ...asked, json: true, first: 1 }, signal);
    expect(JSON.parse(json.text)).toMatchObject({ optimal: true, cuts: [{ edges: [{ kind: 'CAN_ASSUME' }] }] });
  });

  it('says where there is nothing to cut', async () => {
    const { text } = await chokePoints(graph, { from: 'anyone', to: BOOKING, edges: ['CAN_ASSUME'] }, signal);
    expect(text).toContain('Nothing is known to cut');
  });
});
