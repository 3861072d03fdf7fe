import fc from 'fast-check';
import type { Json } from '../../../src/lib/json.js';
import { compilePolicy } from '../../../src/policy/compile.js';
import type { AccessRequest, AttachedPolicy, Caller, Layers, StatedContext } from '../../../src/policy/model.js';

/** A request some of whose keys are unknown, with its policies. */
export interface OpenCase {
  readonly caller: 'USER' | 'ROLE';
  readonly isOwnAccount: boolean;
  readonly target: 'ROLE' | 'OBJECT';
  readonly documents: Readonly<Record<LayerName, readonly Document[] | null>>;
}

/** One way to fill in what is unknown: values by key, null for a key that is not there; and the name of the session. */
export interface Filling {
  readonly values: ReadonlyMap<string, readonly string[] | null>;
  readonly session: string | null;
}

const LAYER_NAMES = ['identity', 'boundary', 'session', 'scp', 'rcp', 'resource', 'endpoint'] as const;
type LayerName = (typeof LAYER_NAMES)[number];

interface Document {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string;
  readonly Resource?: string;
  readonly Principal?: string | { readonly AWS: readonly string[] };
  readonly Condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const OWN = '111111111111';
const OTHER = '222222222222';
const CALLERS = { USER: `arn:aws:iam::${OWN}:user/ann`, ROLE: `arn:aws:iam::${OWN}:role/app` };
const SESSIONS = ['web', 'job', 'other'];
const TARGETS = {
  ROLE: { action: 'sts:AssumeRole', arn: (account: string) => `arn:aws:iam::${account}:role/a` },
  OBJECT: { action: 's3:GetObject', arn: () => 'arn:aws:s3:::b/a/b' },
};

/** What each key can be: more values than any two of the conditions below can tell apart. `target`: where alone it is unknown. */
interface OpenKey {
  readonly key: string;
  readonly operators: readonly string[];
  readonly values: readonly string[];
  readonly pool: readonly (readonly string[] | null)[];
  readonly of?: Partial<Pick<OpenCase, 'caller' | 'target'>>;
}

const withIfExists = (operators: readonly string[]) => operators.flatMap((each) => [each, `${each}IfExists`]);
const texts = (length: number): string[] =>
  length === 0 ? [''] : ['', ...texts(length - 1).flatMap((text) => ['a', 'b', 'z'].map((each) => each + text))];
const one = (values: readonly string[]) => [...new Set(values)].map((value) => [value]);
const tags = ['', 'a', 'b', 'ab', 'a*', 'z'];

/** The unknown keys: sometimes there, always there, with several values, and there for some callers alone. */
export const OPEN_KEYS: readonly OpenKey[] = [
  {
    key: 'app:Text',
    operators: [...withIfExists(['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike']), 'Null'],
    values: ['a', 'b', '*a', '?', 'a*b', '*', 'ab'],
    pool: [...one([...texts(3), '/', 'a/', '/b', 'a/b', '*', '?', '*a', 'a*b']), null],
  },
  {
    key: 'aws:SourceIp',
    operators: withIfExists(['IpAddress', 'NotIpAddress']),
    values: ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.3', '2001:db8::/32'],
    pool: [...one(['9.0.0.0', '10.0.0.0', '10.1.0.0', '10.1.2.3', '11.0.0.0', '2001:db8::1', '2001:db9::']), null],
  },
  {
    key: 'aws:CurrentTime',
    operators: ['DateLessThan', 'DateGreaterThanEquals', 'DateNotEquals'],
    values: ['2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z'],
    pool: one(['2025-01-01', '2026-01-01', '2026-03-01', '2026-06-01', '2027-01-01']),
  },
  {
    key: 'aws:TagKeys',
    operators: ['ForAllValues', 'ForAnyValue'].flatMap((set) =>
      ['StringEquals', 'StringNotLike', 'StringLikeIfExists'].map((operator) => `${set}:${operator}`),
    ),
    values: ['a', 'b', 'a*'],
    pool: [
      ...one(tags),
      ...tags.flatMap((first) => tags.flatMap((second) => tags.map((third) => [first, second, third]))),
      null,
    ],
    of: { target: 'OBJECT' },
  },
  {
    key: 'aws:MultiFactorAuthPresent',
    operators: withIfExists(['Bool']).concat('Null'),
    values: ['true', 'false'],
    pool: [['true'], ['false'], null],
    of: { caller: 'USER' },
  },
];

const RESOURCES = [
  '*',
  '*',
  'arn:aws:s3:::b/*',
  `arn:aws:iam::*:role/*`,
  'arn:aws:s3:::b/${app:Text}/b',
  'arn:aws:s3:::b/${app:Text}*',
  "arn:aws:iam::*:role/${app:Text, 'a'}",
  'arn:aws:iam::*:role/${app:Text}',
];
const PRINCIPALS = [
  ...Object.values(CALLERS),
  OWN,
  OTHER,
  '*',
  `arn:aws:sts::${OWN}:assumed-role/app/web`,
  `arn:aws:sts::${OWN}:assumed-role/app/job`,
];

/** Random cases. All keys in them are unknown until a filling says what they are. */
export const openCases: fc.Arbitrary<OpenCase> = fc
  .record({
    caller: fc.constantFrom<OpenCase['caller']>('USER', 'ROLE'),
    isOwnAccount: fc.boolean(),
    target: fc.constantFrom<OpenCase['target']>('ROLE', 'OBJECT'),
  })
  .chain((setting) => {
    const keys = OPEN_KEYS.filter(
      ({ of }) =>
        (of?.target === undefined || of.target === setting.target) &&
        (of?.caller === undefined || of.caller === setting.caller),
    );
    return fc
      .record({
        identity: some(document(setting, keys, false), 0.9),
        boundary: some(document(setting, keys, false), 0.3),
        session: some(document(setting, keys, false), 0.3),
        scp: some(document(setting, keys, false), 0.3),
        rcp: some(document(setting, keys, true), 0.2),
        resource: some(document(setting, keys, true), 0.8),
        endpoint: some(document(setting, keys, true), 0.1),
      })
      .map((documents) => ({ ...setting, documents }));
  });

function some(made: fc.Arbitrary<Document>, probability: number): fc.Arbitrary<readonly Document[] | null> {
  const present = fc.array(made, { minLength: 1, maxLength: 2 });
  const weight = Math.round(probability * 10);
  return fc.oneof({ weight, arbitrary: present }, { weight: 10 - weight, arbitrary: fc.constant(null) });
}

type Setting = Omit<OpenCase, 'documents'>;

function document(setting: Setting, keys: readonly OpenKey[], isOfResource: boolean): fc.Arbitrary<Document> {
  return fc
    .array(statement(setting, keys, isOfResource), { minLength: 1, maxLength: 2 })
    .map((found) => ({ Version: '2012-10-17', Statement: found }));
}

function statement({ target }: Setting, keys: readonly OpenKey[], isOfResource: boolean): fc.Arbitrary<Statement> {
  const condition = fc.constantFrom(...keys).chain(({ key, operators, values }) =>
    fc.record({
      key: fc.constant(key),
      operator: fc.constantFrom(...operators),
      found: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }),
      truth: fc.constantFrom('true', 'false'),
    }),
  );
  return fc
    .record({
      Effect: fc.constantFrom<Statement['Effect']>('Allow', 'Allow', 'Allow', 'Deny'),
      Action: fc.constantFrom('*', TARGETS[target].action, TARGETS[target].action, 'ec2:*'),
      resource: fc.constantFrom(...RESOURCES),
      principals: fc.uniqueArray(fc.constantFrom(...PRINCIPALS), { minLength: 1, maxLength: 2 }),
      conditions: fc.array(condition, { maxLength: 2 }),
    })
    .map(({ Effect, Action, resource, principals, conditions }) => {
      const block: Record<string, Record<string, readonly string[]>> = {};
      for (const { key, operator, found, truth } of conditions) {
        (block[operator] ??= {})[key] = operator === 'Null' ? [truth] : found;
      }
      return {
        Effect,
        Action,
        Condition: block,
        ...(isOfResource && target === 'ROLE' ? {} : { Resource: resource }),
        ...(isOfResource ? { Principal: { AWS: principals } } : {}),
      };
    });
}

/** The policies of a case in their layers. */
export function layersOfCase({ documents }: OpenCase): Layers {
  const attach =
    (name: string) =>
    (found: Document, index: number): AttachedPolicy => ({
      id: null,
      name: `${name}-${index}`,
      attachedTo: null,
      policy: compilePolicy(found as unknown as Json),
    });
  const all = (name: LayerName) => documents[name]?.map(attach(name)) ?? null;
  const [resource] = all('resource') ?? [];
  const scp = all('scp');
  const rcp = all('rcp');
  return {
    identity: all('identity') ?? [],
    boundary: all('boundary'),
    session: all('session'),
    scp: scp === null ? null : scp.map((policy, index) => ({ at: `level:${index}`, policies: [policy] })),
    rcp: rcp === null ? null : [{ at: 'root', policies: rcp }],
    resource: resource ?? null,
    endpoint: all('endpoint'),
  };
}

/** The request as far as the filling says; null: nothing is known. */
export function requestOfCase({ caller, isOwnAccount, target }: OpenCase, filling: Filling | null): AccessRequest {
  const account = { id: OWN, organization: null };
  const owner = { id: isOwnAccount ? OWN : OTHER, organization: null };
  const who = { arn: CALLERS[caller], account, uniqueId: 'AIDAEXAMPLE', tags: [], hasBoundary: false };
  const name = filling?.session ?? null;
  const session = { tags: [], sourceIdentity: null, ...(name === null ? {} : { name }) };
  const callers: Record<OpenCase['caller'], Caller> = {
    USER: { kind: 'USER', ...who, session: {} },
    ROLE: { kind: 'ROLE', ...who, isServiceLinked: false, session },
  };
  const { action, arn } = TARGETS[target];
  return {
    caller: callers[caller],
    action,
    resource: { arn: arn(owner.id), account: owner, tags: [] },
    stated: filling === null ? NOTHING : stated(filling),
  };
}

const NOTHING: StatedContext = { values: new Map(), absent: new Set(), missing: 'UNKNOWN' };

function stated({ values }: Filling): StatedContext {
  const known = [...values].flatMap(([key, found]) => (found === null ? [] : [[key.toLowerCase(), found] as const]));
  return { values: new Map(known), absent: new Set(), missing: 'ABSENT' };
}

/** Every filling that the case's conditions can tell apart, by one value for each outcome of the conditions on a key. */
export function fillingsOfCase(
  one: OpenCase,
  profileOf: (key: string, values: readonly string[] | null) => string | null,
): readonly Filling[] {
  const text = JSON.stringify(one.documents);
  const sessions = one.caller === 'ROLE' && text.includes('assumed-role') ? SESSIONS : [null];
  let fillings: readonly Filling[] = sessions.map((session) => ({ session, values: new Map() }));
  for (const { key, pool } of OPEN_KEYS) {
    if (!text.includes(key)) continue;
    const distinct = new Map(pool.map((values, index) => [profileOf(key, values) ?? String(index), values]));
    fillings = fillings.flatMap(({ session, values }) =>
      [...distinct.values()].map((found) => ({ session, values: new Map([...values, [key, found]]) })),
    );
  }
  return fillings;
}

/** The conditions of a case on a key. */
export function conditionsOn({ documents }: OpenCase, key: string): readonly (readonly [string, readonly string[]])[] {
  return Object.values(documents).flatMap((list) =>
    (list ?? []).flatMap((found) =>
      found.Statement.flatMap(({ Condition }) =>
        Object.entries(Condition).flatMap(([operator, keys]) => {
          const values = keys[key];
          return values === undefined ? [] : [[operator, values] as const];
        }),
      ),
    ),
  );
}
