import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../../src/cli/commands/findings.js';
import type { FindingAnswer, FindingsAnswer } from '../../src/cli/print/findings/answer.js';
import { formatCsv } from '../../src/cli/print/findings/csv.js';
import { formatSarif } from '../../src/cli/print/findings/sarif.js';
import { formatFindings } from '../../src/cli/print/findings/text.js';
import { EXAMPLE_DUMP } from '../../src/example.js';
import { openGraph, type PermissionGraph } from '../../src/index.js';
import { findingId } from '../../src/questions/findings/findingId.js';
import { withDump } from '../support/dumps.js';
import { filesOf } from './sketch.js';

const { signal } = new AbortController();
const dump = [EXAMPLE_DUMP];

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(JSON.parse(readFileSync('test/sarif/sarif-schema-2.1.0.json', 'utf8')) as object);

let graph: PermissionGraph;
beforeAll(async () => {
  graph = await openGraph({ dumps: dump });
});
afterAll(async () => graph.close());

/** A finding with hostile texts, and a path. */
function hostile(): FindingAnswer {
  const entity = { __typename: 'User', id: 'x', arn: null, name: '=HYPERLINK("https://evil")', account: null };
  const evidence = { because: '@SUM(1), "quoted"\nnext line', layers: [] };
  return {
    id: 'finding:x',
    rule: 'access-key-old',
    severity: 'HIGH',
    title: '+1',
    text: '-1 \u001b[31mred',
    why: 'Because.',
    remediation: 'Do.',
    reference: 'https://docs.aws.amazon.com/',
    subject: entity,
    path: {
      text: '\t=1',
      decision: 'ALLOWED',
      hops: [{ kind: 'CAN_ASSUME', action: null, decision: 'ALLOWED', from: entity, to: entity, evidence }],
    },
    evidence,
    remedies: [],
    firstSeenAt: null,
    suppression: { reason: '@reason', until: '2026-12-31T00:00:00Z' },
    expiredSuppression: null,
  };
}

const HOSTILE: FindingsAnswer = {
  totalCount: 1,
  counts: [{ name: 'HIGH', count: 1 }],
  completeness: {
    status: 'PARTIAL',
    gapCount: 1,
    gaps: [
      { kind: 'PART_UNREADABLE', account: null, subject: null, mayHide: true, mayOverstate: false, text: 'Lost.' },
    ],
  },
  idleSuppressions: [
    {
      finding: null,
      rule: 'access-key-old',
      subject: null,
      reason: 'gone \u001b[31mred',
      until: null,
      hasEnded: false,
      findingCount: 0,
    },
  ],
  findings: [hostile()],
};

describe('SARIF', () => {
  it('keeps to its schema, with a result for each finding and all rules', async () => {
    const { text } = await findings(graph, { format: 'sarif', dump }, signal);
    const log = JSON.parse(text) as { runs: { results: unknown[]; tool: { driver: { rules: unknown[] } } }[] };
    isSarif(log);
    expect(isSarif.errors).toBeNull();
    const json = JSON.parse((await findings(graph, { format: 'json', dump }, signal)).text) as FindingsAnswer;
    expect(log.runs[0]?.results).toHaveLength(json.totalCount);
  });

  it('keeps to its schema with hostile texts, a path, a suppression and gaps', () => {
    const log = JSON.parse(formatSarif(HOSTILE)) as {
      runs: { invocations: unknown; results: { suppressions: unknown }[] }[];
    };
    isSarif(log);
    expect(isSarif.errors).toBeNull();
    expect(JSON.stringify(log.runs[0]?.invocations)).toContain('Lost.');
    expect(log.runs[0]?.results[0]?.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: '@reason', properties: { until: '2026-12-31T00:00:00Z' } },
    ]);
  });

  it('makes neither links nor placeholders of names, and encodes those that are half a character', () => {
    const subject = { ...hostile().subject, arn: 'arn:aws:s3:::b\ud800[x](https://evil)' };
    const text = 'Everybody reads [x](https://evil) and {0}, not ${aws:username}.';
    const log = JSON.parse(formatSarif({ ...HOSTILE, findings: [{ ...hostile(), subject, path: null, text }] })) as {
      runs: {
        results: {
          message: { text: string };
          locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
        }[];
      }[];
    };
    isSarif(log);
    expect(isSarif.errors).toBeNull();
    const [result] = log.runs[0]?.results ?? [];
    expect(result?.message.text).toContain('Everybody reads [x] (https://evil) and {{0}}, not ${aws:username}.');
    const uri = result?.locations[0]?.physicalLocation.artifactLocation.uri;
    expect(uri).toBe('aws/none/arn/aws/s3/b%EF%BF%BD%5Bx%5D(https/evil)');
  });

  it('is told apart by the schema from what it is not', () => {
    expect(isSarif({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
  });
});

describe('CSV', () => {
  it('starts no cell as a formula and quotes what has to be', () => {
    const [head, ...lines] = formatCsv(HOSTILE).split('\r\n');
    expect(head).toMatch(/^id,severity,rule,title,subject,/);
    const line = lines.join('\r\n');
    for (const cell of [
      `'+1`,
      `"'=HYPERLINK(""https://evil"")"`,
      `'-1 `,
      `'\t=1`,
      `"'@SUM(1), ""quoted""\nnext line"`,
    ]) {
      expect(line).toContain(cell);
    }
    expect(line).not.toMatch(/(?:^|,)"?[=+\-@\t]/);
  });
});

describe('text', () => {
  it('lets no control character of a name reach the terminal', () => {
    expect(formatFindings(HOSTILE)).toContain('-1 \\x1b[31mred');
    expect(formatFindings(HOSTILE)).toContain('gone \\x1b[31mred');
  });

  it('groups by rule, with why, what to do and where AWS says so', async () => {
    const { text } = await findings(graph, { format: 'text', rule: ['access-key-old'], dump }, signal);
    expect(text).toMatch(/^3 MEDIUM\n\nMEDIUM {2}Access key older than the limit \(access-key-old\)\n {2}Why: /);
    expect(text.match(/^ {2}- arn:/gmu)).toHaveLength(3);
  });
});

describe('JSON', () => {
  it('is the same twice', async () => {
    const texts = await Promise.all(
      [1, 2].map(async () => (await findings(graph, { format: 'json', dump }, signal)).text),
    );
    expect(texts[0]).toBe(texts[1]);
  });
});

describe('--expect none', () => {
  it('holds where nothing is found, and not where something is', async () => {
    const met = await findings(graph, { format: 'text', rule: ['root-access-key'], expect: 'none', dump }, signal);
    expect(met).toMatchObject({ isMet: true });
    const unmet = await findings(graph, { format: 'csv', rule: ['access-key-old'], expect: 'none', dump }, signal);
    expect(unmet).toMatchObject({ isMet: false, reason: 'expected no finding, found 3' });
  });

  it('refuses a rule and a severity that do not exist', async () => {
    await expect(findings(graph, { format: 'text', rule: ['no-such-rule'], dump }, signal)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    await expect(findings(graph, { format: 'text', severity: ['BAD'], dump }, signal)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});

describe('suppressions', () => {
  const entry = (until: string | null) => ({
    rule: 'access-key-old',
    subject: 'arn:aws:iam::111111111111:user/ann',
    reason: 'moves to a role',
    ...(until === null ? {} : { until }),
  });

  const names = ['ann', 'bob', 'cy'];
  const old = { keys: [{ made: '2020-01-01T00:00:00Z' }] };
  const small = filesOf({
    accounts: { '111111111111': { users: Object.fromEntries(names.map((name) => [name, {}])) } },
    reports: { '111111111111': Object.fromEntries(names.map((name) => [name, old])) },
  });

  async function ask(suppressions: unknown, options: { readonly includeSuppressed?: boolean } = {}) {
    const inFolder = [...small].map(([path, text]) => [`dump/${path}`, text] as const);
    const files = new Map([...inFolder, ['s.json', JSON.stringify({ suppressions })] as const]);
    return withDump(files, async (folder) => {
      const own = await openGraph({
        dumps: [join(folder, 'dump')],
        findings: { suppressions: join(folder, 's.json') },
      });
      const asked = { format: 'json', rule: ['access-key-old'], expect: 'none', dump, ...options } as const;
      const outcome = await findings(own, asked, signal);
      await own.close();
      return { ...outcome, answer: JSON.parse(outcome.text) as FindingsAnswer };
    });
  }

  it('leave a finding out until they end', async () => {
    const { answer, reason } = await ask([entry('2999-12-31')]);
    expect(answer.totalCount).toBe(2);
    expect(reason).toBe('expected no finding, found 2');
  });

  it('show it with its reason when asked, and it still does not count', async () => {
    const { answer, reason } = await ask([entry(null)], { includeSuppressed: true });
    expect(answer.totalCount).toBe(3);
    expect(answer.findings[0]?.suppression).toEqual({ reason: 'moves to a role', until: null });
    expect(reason).toBe('expected no finding, found 2');
  });

  it('that ended count no more, and are said', async () => {
    const { answer } = await ask([entry('2020-02-29')]);
    expect(answer.totalCount).toBe(3);
    expect(answer.findings[0]).toMatchObject({
      suppression: null,
      expiredSuppression: { reason: 'moves to a role', until: '2020-03-01T00:00:00Z' },
    });
    expect(formatFindings(answer)).toContain('Its suppression ended 2020-03-01T00:00:00Z: moves to a role');
  });

  it('that leave nothing out are listed, with why', async () => {
    const gone = { rule: 'access-key-old', subject: 'arn:aws:iam::111111111111:user/dan', reason: 'left' };
    const other = { rule: 'role-unused', reason: 'was not asked' };
    const { answer } = await ask([entry(null), gone, entry('2020-02-29'), other], { includeSuppressed: true });
    const of = (subject: string) => ({ finding: null, rule: 'access-key-old', subject });
    expect(answer.idleSuppressions).toEqual([
      { ...of(gone.subject), reason: 'left', until: null, hasEnded: false, findingCount: 0 },
      {
        ...of('arn:aws:iam::111111111111:user/ann'),
        reason: 'moves to a role',
        until: '2020-03-01T00:00:00Z',
        hasEnded: true,
        findingCount: 1,
      },
    ]);
    const said = [
      'The suppression of access-key-old, arn:aws:iam::111111111111:user/dan is about nothing that was found: left',
      'The suppression of access-key-old, arn:aws:iam::111111111111:user/ann ended 2020-03-01T00:00:00Z and is about 1 finding: moves to a role',
    ];
    expect(formatFindings(answer)).toContain(said.map((text) => `- ${text}`).join('\n'));
    const log = JSON.parse(formatSarif(answer)) as {
      runs: { invocations: { toolConfigurationNotifications: { message: { text: string } }[] }[] }[];
    };
    const [run] = log.runs;
    expect(run?.invocations[0]?.toolConfigurationNotifications.map(({ message }) => message.text)).toEqual(said);
    isSarif(log);
    expect(isSarif.errors).toBeNull();
  });

  it('that name a finding which does not hold any more are listed by its id', async () => {
    const id = findingId({ rule: 'access-key-old', subject: 'arn:aws:iam::111111111111:user/dan', about: 'x' });
    const { answer } = await ask([{ finding: id, reason: 'known' }]);
    expect(answer.idleSuppressions).toMatchObject([
      { finding: id, rule: 'access-key-old', subject: null, findingCount: 0, hasEnded: false },
    ]);
    expect(answer.totalCount).toBe(3);
  });

  it('may name one finding by its id', async () => {
    const { answer } = await ask([]);
    const one = answer.findings[1];
    const after = await ask([{ finding: one?.id, reason: 'known' }]);
    expect(after.answer.findings.map(({ id }) => id)).not.toContain(one?.id);
    expect(after.answer.totalCount).toBe(2);
  });
});
