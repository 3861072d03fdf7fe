import type { Json, JsonObject } from '../../src/lib/json.js';
import { documentOf, writeDump, type DumpSketch } from '../truth/writeDump.js';
import type { DumpFiles } from '../support/dumps.js';

interface CredentialsSketch {
  /** Whether there is a password; null: `not_supported`. */
  readonly password?: boolean | null;
  readonly passwordUsed?: string;
  readonly mfa?: boolean;
  readonly keys?: readonly { readonly made: string; readonly used?: string; readonly active?: boolean }[];
}

/** A dump with credential reports and resources, in a few words. */
export interface FindingSketch extends DumpSketch {
  /** By account; `root` is the root user. */
  readonly reports?: Readonly<Record<string, Readonly<Record<string, CredentialsSketch>>>>;
  readonly resources?: readonly (JsonObject & {
    readonly arn: string;
    readonly type: string;
    readonly policy?: Json;
  })[];
  /** When it was collected. */
  readonly at?: string;
  /** `identity-center.json`. */
  readonly identityCenter?: JsonObject;
  /** Tags of accounts of the organisation. */
  readonly accountTags?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The day on which dumps are collected unless they say otherwise. */
const COLLECTED = '2026-11-01T00:00:00Z';

const COLUMNS = [
  'user',
  'arn',
  'password_enabled',
  'password_last_used',
  'mfa_active',
  ...[1, 2].flatMap((number) => [
    `access_key_${number}_active`,
    `access_key_${number}_last_rotated`,
    `access_key_${number}_last_used_date`,
  ]),
];

/** The files of a sketch. */
export function filesOf(sketch: FindingSketch): DumpFiles {
  const files = new Map<string, string>(writeDump(sketch));
  const put = (path: string, value: Json) => files.set(path, JSON.stringify(value));
  const at = sketch.at ?? COLLECTED;
  put('collection.json', [{ service: 'iam', call: 'GetAccountAuthorizationDetails', at, status: 'OK' }]);
  for (const [account, rows] of Object.entries(sketch.reports ?? {})) {
    const lines = Object.entries(rows).map(([name, row]) => rowOf(account, name, row));
    files.set(`accounts/${account}/credential-report.csv`, `${[COLUMNS.join(','), ...lines].join('\n')}\n`);
  }
  if (sketch.identityCenter !== undefined) put('identity-center.json', sketch.identityCenter);
  const resources = (sketch.resources ?? []).map((one) => ({ account: one.arn.split(':')[4] ?? '', ...one }));
  if (resources.length > 0) {
    put(
      'resources.json',
      resources.map(({ policy: _policy, ...one }) => one),
    );
    put(
      'resource-policies.json',
      resources.map(({ arn, type, account, policy }) => ({
        arn,
        type,
        account,
        policy: policy === undefined ? null : documentOf(policy),
      })),
    );
  }
  if (sketch.accountTags !== undefined) {
    const organization = JSON.parse(files.get('organization.json') ?? '{}') as JsonObject;
    const tags = Object.entries(sketch.accountTags).map(([account, own]) => [
      account,
      { Tags: Object.entries(own).map(([Key, Value]) => ({ Key, Value })) },
    ]);
    put('organization.json', { ...organization, ListTagsForResource: Object.fromEntries(tags) as Json });
  }
  return files;
}

function rowOf(account: string, name: string, row: CredentialsSketch): string {
  const isRoot = name === 'root';
  const [first, second] = row.keys ?? [];
  const key = (one: NonNullable<CredentialsSketch['keys']>[number] | undefined): readonly string[] =>
    one === undefined ? ['false', 'N/A', 'N/A'] : [String(one.active ?? true), one.made, one.used ?? 'N/A'];
  return [
    isRoot ? '<root_account>' : name,
    `arn:aws:iam::${account}:${isRoot ? 'root' : `user/${name}`}`,
    row.password === null ? 'not_supported' : String(row.password ?? false),
    row.passwordUsed ?? 'no_information',
    String(row.mfa ?? false),
    ...key(first),
    ...key(second),
  ].join(',');
}
