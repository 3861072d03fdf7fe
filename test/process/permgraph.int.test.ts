import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const command = path.join(root, 'dist/src/cli/permgraph.js');
const folders: string[] = [];
const children: ChildProcess[] = [];

function run(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', cwd: root });
  return { code: status, out: stdout, err: stderr };
}

/** A copy of the example's dump that a test may break. */
function dumpCopy(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'permgraph-dump-'));
  folders.push(folder);
  cpSync(path.join(root, 'examples/organization'), folder, { recursive: true });
  return folder;
}

/** One account with so many roles, which takes a while to open. */
function manyRoles(count: number): object {
  const trust = (number: number): object => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': `id-${number}` } },
      },
    ],
  });
  const roles = Array.from({ length: count }, (_, number) => ({
    Path: '/',
    RoleName: `role-${number}`,
    RoleId: `AROA${String(number).padStart(16, '0')}`,
    Arn: `arn:aws:iam::111122223333:role/role-${number}`,
    CreateDate: '2026-01-01T00:00:00Z',
    AssumeRolePolicyDocument: trust(number),
    InstanceProfileList: [],
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    Tags: [],
  }));
  return { UserDetailList: [], GroupDetailList: [], RoleDetailList: roles, Policies: [] };
}

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  /** Lines of the log so far. */
  readonly log: string[];
  generation(): Promise<string | null>;
}

async function serve(dump: string, ...args: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, [command, 'serve', dump, ...args], {
    env: { ...process.env, PERMGRAPH_PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.push(child);
  const log: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => log.push(...text.split('\n')));
  const line = await eventually(() => log.find((entry) => entry.includes('"url":')));
  const { url } = JSON.parse(line) as { readonly url: string };
  const generation = async (): Promise<string | null> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ generation { id } }' }),
    });
    const answer = (await response.json()) as {
      readonly data: { readonly generation: { readonly id: string } | null };
    };
    return answer.data.generation?.id ?? null;
  };
  return { child, url, log, generation };
}

async function eventually<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error('waited for 20 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
}

/** Renames the first user of staging, so that the dump is another one. */
function change(dump: string): void {
  const file = path.join(dump, 'accounts/666677778888/authorization-details.json');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('tomas.berg', 'tomas.berg2'));
}

function breakDump(dump: string): void {
  const file = path.join(dump, 'accounts/666677778888/authorization-details.json');
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, -50));
}

beforeAll(() => {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'ignore' });
  expect(status).toBe(0);
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('exit codes of the command', () => {
  it('0 for an answer about the example, saying so on stderr', () => {
    const { code, out, err } = run('who-can-assume', 'arn:aws:iam::222233334444:role/IncidentResponder', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ totalCount: 1 });
    expect(err).toContain('example organisation');
  });

  it('1 for an unmet expectation', () => {
    const args = ['paths', '--from', 'outside', '--to', '444455556666', '--expect', 'none'];
    const { code, err } = run(...args, '--dump', 'examples/organization');
    expect(code).toBe(1);
    expect(err).toContain('expected no path');
  });

  it('2 for a wrong command line', () => {
    expect(run('who-can-assume').code).toBe(2);
    expect(run('nonsense').code).toBe(2);
    const ann = 'arn:aws:iam::111122223333:user/ann';
    expect(run('paths', '--from', ann, '--to', ann, '--first', '0', '--expect', 'none').code).toBe(2);
    expect(run('paths', '--from', 'x', '--to', 'y').code).toBe(2);
  });

  it('3 for a dump that is refused, naming file, place and cure', () => {
    const dump = dumpCopy();
    breakDump(dump);
    const { code, out, err } = run('inspect', dump);
    expect(code).toBe(3);
    expect(out).toBe('');
    expect(err).toContain('DUMP_NOT_JSON');
    expect(err).toContain('accounts/666677778888/authorization-details.json');
    expect(run('inspect', path.join(dump, 'nowhere')).code).toBe(3);
  });
});

describe('serve', () => {
  it('loads again on SIGHUP, keeps the old generation over a broken dump, and ends on SIGTERM', async () => {
    const dump = dumpCopy();
    const server = await serve(dump);
    const first = await server.generation();
    change(dump);
    server.child.kill('SIGHUP');
    const second = await eventually(async () => {
      const id = await server.generation();
      return id === first || id === null ? undefined : id;
    });
    breakDump(dump);
    server.child.kill('SIGHUP');
    const refusal = await eventually(() => server.log.find((line) => line.includes('DUMP_NOT_JSON')));
    expect(JSON.parse(refusal)).toMatchObject({ code: 'DUMP_NOT_JSON' });
    expect(await server.generation()).toBe(second);
    server.child.kill('SIGTERM');
    expect(await ended(server.child)).toBe(0);
  });

  it('loads again with --watch when the dump changes', async () => {
    const dump = dumpCopy();
    const server = await serve(dump, '--watch');
    const first = await server.generation();
    change(dump);
    const second = await eventually(async () => {
      const id = await server.generation();
      return id === first || id === null ? undefined : id;
    });
    expect(second).not.toBe(first);
  });

  it('stops on Ctrl-C while a dump is read, with one line', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'permgraph-dump-'));
    folders.push(folder);
    writeFileSync(path.join(folder, 'authorization-details.json'), JSON.stringify(manyRoles(10_000)));
    const child = spawn(process.execPath, [command, 'serve', folder], {
      env: { ...process.env, PERMGRAPH_PORT: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    children.push(child);
    let told = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (told += text));
    await eventually(() => (told.includes('Server listening') ? true : undefined));
    child.kill('SIGINT');
    expect(await ended(child)).toBe(130);
    const lines = told.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
    expect(lines).toEqual(['permgraph: interrupted; nothing was changed']);
  });

  it('does not start on a broken dump', async () => {
    const dump = dumpCopy();
    breakDump(dump);
    const { code, err } = run('serve', dump);
    expect(code).toBe(3);
    expect(err).toContain('DUMP_NOT_JSON');
  });

  it('writes neither policies nor variables into its log', async () => {
    const server = await serve(dumpCopy());
    await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'query Q($role: Arn!) { whoCanAssume(role: $role) { nodes { evidence { because } } } }',
        variables: { role: 'arn:aws:iam::222233334444:role/IncidentResponder' },
      }),
    });
    server.child.kill('SIGTERM');
    await ended(server.child);
    const log = server.log.join('\n');
    expect(log).toContain('"operation');
    expect(log).not.toContain('IncidentResponder');
    expect(log).not.toContain('MultiFactorAuthPresent');
  });
});
