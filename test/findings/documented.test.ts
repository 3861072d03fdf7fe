import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/questions/findings/config.js';
import { FINDING_RULES } from '../../src/questions/findings/rules/index.js';
import { SEVERITIES } from '../../src/questions/findings/severity.js';

const FILE = 'docs/findings.md';
const MARK = /<!-- What follows is made from the rules.*-->\n/;

function tableOf(): string {
  const rows = FINDING_RULES.map(
    ({ id, title, severities, reads }) =>
      `| [\`${id}\`](#${id}) | ${title} | ${severities.join(', ')} | ${reads.join(', ')} |`,
  );
  const texts = FINDING_RULES.map(
    ({ id, title, why, remediation, reference }) =>
      `### ${id}\n\n${title}. ${why}\n\nWhat to do: ${remediation}\n\nSee ${reference}\n`,
  );
  return [
    '| rule | what it finds | severity | what it reads |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    ...texts,
  ].join('\n');
}

describe('docs/findings.md', () => {
  const text = readFileSync(FILE, 'utf8');

  it('has the table of the rules as they are', async () => {
    const mark = MARK.exec(text);
    expect(mark).not.toBeNull();
    const head = text.slice(0, (mark?.index ?? 0) + (mark?.[0].length ?? 0));
    await expect(`${head}\n${tableOf()}`).toMatchFileSnapshot(`../../${FILE}`);
  });

  it('shows the config that holds without a file', () => {
    const shown = /## The config file[^]*?```json\n([^]*?)```/.exec(text)?.[1] ?? '';
    expect(JSON.parse(shown)).toEqual(DEFAULT_CONFIG);
  });
});

describe('a rule', () => {
  it.each(FINDING_RULES)('$id has everything that a finding says', (rule) => {
    expect(rule.id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    for (const words of [rule.why, rule.remediation]) expect(words).toMatch(/^[A-Z].*\.$/s);
    expect(rule.reference).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(rule.reads.length).toBeGreaterThan(0);
    expect(rule.severities.toSorted((left, right) => SEVERITIES.indexOf(left) - SEVERITIES.indexOf(right))).toEqual(
      rule.severities,
    );
  });

  it('stands in the registry by its id, once', () => {
    const ids = FINDING_RULES.map(({ id }) => id);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
