import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Ingested, ReadOptions } from '../../src/ingest/ingested.js';
import { KnownError } from '../../src/lib/errors.js';
import { changeDump, type DumpChange, type DumpFiles, loadDump, withDump } from '../support/dumps.js';

/** What sits the exam: something that reads dumps. */
export type ReadDumps = (paths: readonly string[], options: Partial<ReadOptions>) => Promise<Ingested>;

interface OpenedCase {
  readonly title: string;
  /** The page of AWS that it rests on, or of ours where it is our own rule. */
  readonly source: string;
  readonly changes: readonly DumpChange[];
  /** Parts of what was read, by the way to them, such as `|snapshot|roles|arn=…`. */
  readonly expect: Readonly<Record<string, unknown>>;
}

interface RefusedCase {
  readonly title: string;
  readonly changes: readonly DumpChange[];
  readonly code: string;
  readonly file: string;
  readonly pointer: string;
  readonly reason: string;
  /** What is left when the broken part alone is left out; null when it cannot be. */
  readonly lenient: { readonly gap: string; readonly book: string } | null;
}

const CASES = new URL('../cases/snapshots/', import.meta.url);

/** The dump that the cases change. */
export async function baseDump(): Promise<DumpFiles> {
  return loadDump(new URL('three-accounts/', CASES).pathname);
}

/** Opens a changed base dump. */
export async function openChanged(
  read: ReadDumps,
  changes: readonly DumpChange[],
  options: Partial<ReadOptions> = {},
): Promise<Ingested> {
  return withDump(changeDump(await baseDump(), changes), async (folder) =>
    withoutFolder(await read([folder], options), folder),
  );
}

/** The error of a changed base dump, with places as in the dump. */
export async function refusalOf(
  read: ReadDumps,
  changes: readonly DumpChange[],
  options: Partial<ReadOptions> = {},
): Promise<KnownError> {
  return withDump(changeDump(await baseDump(), changes), async (folder) => {
    try {
      await read([folder], options);
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      const file = error.place?.file.replace(folder, '').replace(/^\//, '') ?? '';
      return new KnownError(error.code, error.message.replaceAll(`${folder}/`, ''), {
        place: { file, pointer: error.place?.pointer ?? '' },
      });
    }
    throw new Error('the dump was not refused');
  });
}

/** Whatever was read, with places as in the dump instead of those of a temporary folder. */
function withoutFolder(ingested: Ingested, folder: string): Ingested {
  const text = JSON.stringify(ingested, (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(`${folder}/`, '').replaceAll(folder, 'dump') : value,
  );
  return JSON.parse(text) as Ingested;
}

/** The exam for whatever turns dumps into snapshots: cases in test/cases/snapshots. */
export function ingestSuite(name: string, read: ReadDumps): void {
  describe(`${name}: dumps that are opened`, async () => {
    for (const { title, changes, expect: expected } of await readCases<OpenedCase>('opened.json')) {
      test(title, async () => {
        const ingested = await openChanged(read, changes);
        expect(Object.keys(expected).length).toBeGreaterThan(0);
        for (const [way, value] of Object.entries(expected)) {
          const found = valueAt(ingested, way);
          if (typeof value === 'object' && value !== null) expect(found, way).toMatchObject(value);
          else expect(found, way).toEqual(value);
        }
        expectBalanced(ingested);
      });
    }
  });

  describe(`${name}: dumps that are refused`, async () => {
    for (const { title, changes, code, file, pointer, reason, lenient } of await readCases<RefusedCase>(
      'refused.json',
    )) {
      test(title, async () => {
        const error = await refusalOf(read, changes);
        expect({ code: error.code, place: error.place, message: error.message }).toEqual({
          code,
          place: { file, pointer },
          message: expect.stringContaining(reason) as string,
        });
        // A reason and a cure, each a sentence.
        expect(error.message).toMatch(/^\S.*\. [A-Z].*\.$/s);
        if (lenient === null) {
          expect((await refusalOf(read, changes, { lenient: true })).code).toBe(code);
          return;
        }
        const opened = await openChanged(read, changes, { lenient: true });
        const gap = opened.snapshot.gaps.find(
          (found) => found.kind === 'PART_UNREADABLE' && found.subject === lenient.gap,
        );
        expect(gap?.text).toContain(reason);
        expect(opened.books.find((book) => book.kind === lenient.book)?.refused).toBe(1);
        expectBalanced(opened);
      });
    }
  });
}

/** read = stored + refused, and what was stored is what the snapshot holds. */
export function expectBalanced({ books, snapshot }: Ingested): void {
  for (const book of books) expect(book.read, book.kind).toBe(book.stored + book.refused);
  const stored = (kind: string) => books.find((book) => book.kind === kind)?.stored ?? 0;
  expect(stored('User')).toBe(snapshot.users.length);
  expect(stored('Group')).toBe(snapshot.groups.length);
  expect(stored('Role')).toBe(snapshot.roles.length);
  expect(stored('Account')).toBe(snapshot.accounts.length);
  expect(stored('IdentityCenter')).toBe(snapshot.identityCenters.length);
  expect(stored('PermissionSet')).toBe(snapshot.identityCenters.flatMap((center) => center.permissionSets).length);
  expect(stored('IdentityProvider')).toBe(snapshot.identityProviders.length);
  const controlPolicies = snapshot.organizations.flatMap((organization) => organization.controlPolicies);
  expect(stored('ControlPolicy')).toBe(controlPolicies.length);
  const documents = [
    ...[snapshot.users, snapshot.groups, snapshot.roles].flat().flatMap((identity) => identity.inlinePolicies),
    ...snapshot.roles.map((role) => role.trustPolicy),
    ...controlPolicies,
    ...snapshot.managedPolicies.flatMap((policy) => (policy.isSubstitute ? [] : [policy.policy])),
    ...snapshot.identityCenters.flatMap((center) => center.permissionSets.flatMap((set) => set.inlinePolicy ?? [])),
    ...snapshot.resources.flatMap(({ policy: text }) => text ?? []),
    ...snapshot.managedPolicies.flatMap((policy) => policy.otherVersions),
  ];
  expect(stored('PolicyDocument')).toBe(documents.filter((text) => text.document !== null).length);
}

async function readCases<T>(file: string): Promise<readonly T[]> {
  return JSON.parse(await readFile(new URL(file, CASES), 'utf8')) as readonly T[];
}

/** The value at the end of a way; a step `arn=…`, `id=…` and the like is the entry of a list with that field. */
function valueAt(value: unknown, way: string): unknown {
  let at = value;
  for (const step of way.split('|').slice(1)) {
    if (typeof at !== 'object' || at === null) return undefined;
    const [, field, wanted] = /^(\w+)=(.*)$/.exec(step) ?? [];
    at =
      field === undefined
        ? Reflect.get(at, step)
        : (at as readonly object[]).find((entry) => Reflect.get(entry, field) === wanted);
  }
  return at;
}
