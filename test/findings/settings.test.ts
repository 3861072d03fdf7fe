import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFindingsSettings } from '../../src/findingSettings.js';
import { withDump } from '../support/dumps.js';

/** Code and place of the refusal of a file. */
async function refusalOf(kind: 'config' | 'suppressions', text: string | Buffer): Promise<string> {
  return withDump(new Map([['f.json', text]]), async (folder) => {
    const file = join(folder, 'f.json');
    try {
      readFindingsSettings({ [kind]: file });
      return 'taken';
    } catch (error) {
      const { code, place } = error as { code?: string; place?: { file: string; pointer: string } };
      expect(place?.file).toBe(file);
      return `${code ?? String(error)} ${place?.pointer ?? ''}`.trim();
    }
  });
}

const entry = (more: object) => JSON.stringify({ suppressions: [{ reason: 'known', ...more }] });

describe('a config file', () => {
  it.each([
    ['{}', 'taken'],
    ['{"production":{"tags":[]},"vendors":[{"account":"111122223333"}]}', 'taken'],
    ['', 'SETTINGS_NOT_JSON'],
    ['{"production":', 'SETTINGS_NOT_JSON'],
    ['[]', 'SETTINGS_MALFORMED'],
    ['{"prodction":{}}', 'SETTINGS_MALFORMED /prodction'],
    ['{"vendors":[],"vendors":[]}', 'SETTINGS_MALFORMED /vendors'],
    ['{"vendors":[{"account":111122223333}]}', 'SETTINGS_MALFORMED /vendors/0/account'],
    ['{"vendors":[{"account":"1111"}]}', 'SETTINGS_MALFORMED /vendors/0/account'],
    ['{"production":{"organizationalUnits":["Production"]}}', 'SETTINGS_MALFORMED /production/organizationalUnits/0'],
    ['{"production":{"tags":[{"key":"env"}]}}', 'SETTINGS_MALFORMED /production/tags/0/values'],
    ['{"thresholds":{"accessKeyAgeDays":0}}', 'SETTINGS_MALFORMED /thresholds/accessKeyAgeDays'],
    ['{"thresholds":{"accessKeyAgeDays":"90"}}', 'SETTINGS_MALFORMED /thresholds/accessKeyAgeDays'],
    [`{"vendors":${'['.repeat(40)}${']'.repeat(40)}}`, 'SETTINGS_NOT_JSON'],
    [Buffer.from([0x7b, 0xff, 0x7d]), 'SETTINGS_NOT_JSON'],
  ])('%s: %s', async (text, expected) => {
    expect(await refusalOf('config', text)).toBe(expected);
  });
});

describe('a suppression file', () => {
  it.each([
    ['{"suppressions":[]}', 'taken'],
    [entry({ rule: 'role-unused', until: '2028-02-29' }), 'taken'],
    [entry({ rule: 'role-unused', until: '2028-02-29T12:00:00Z' }), 'taken'],
    ['{}', 'SETTINGS_MALFORMED /suppressions'],
    [entry({ rule: 'role-used' }), 'SETTINGS_MALFORMED /suppressions/0/rule'],
    [entry({ rule: 'role-unused', until: '2027-02-29' }), 'SETTINGS_MALFORMED /suppressions/0/until'],
    [entry({ rule: 'role-unused', until: 'next year' }), 'SETTINGS_MALFORMED /suppressions/0/until'],
    [entry({ rule: 'role-unused', until: '2027-02-28T12:00:00+01:00' }), 'SETTINGS_MALFORMED /suppressions/0/until'],
    [entry({ finding: 'finding:x' }), 'SETTINGS_MALFORMED /suppressions/0/finding'],
    [entry({}), 'SETTINGS_MALFORMED /suppressions/0'],
    ['{"suppressions":[{"rule":"role-unused"}]}', 'SETTINGS_MALFORMED /suppressions/0/reason'],
    ['{"suppressions":[{"rule":"role-unused","reason":""}]}', 'SETTINGS_MALFORMED /suppressions/0/reason'],
    ['{"suppressions":[{"rule":"role-unused","reason":"  "}]}', 'SETTINGS_MALFORMED /suppressions/0/reason'],
  ])('%s: %s', async (text, expected) => {
    expect(await refusalOf('suppressions', text)).toBe(expected);
  });

  it('that is not there is told', () => {
    expect(() => readFindingsSettings({ suppressions: '/no/such/file.json' })).toThrowError(
      expect.objectContaining({ code: 'FILE_NOT_FOUND' }),
    );
  });
});
