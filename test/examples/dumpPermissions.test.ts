import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { shippedActions } from '../../src/shippedActions.js';
import { permissionOf } from '../support/permissionOfCommand.js';

const examples = new URL('../../examples/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, examples), 'utf8');

interface Command {
  readonly service: string;
  readonly name: string;
}

/** Every `aws SERVICE COMMAND` that the script, or the tables that it reads resources by, would run. */
function commands(): readonly Command[] {
  const script = read('dump-organization.sh');
  const tables = readdirSync(new URL('dump-resources/', examples)).filter((name) => name.endsWith('.py'));
  return [
    ...found(script, /\baws (?<service>[a-z]+) (?<name>[a-z]+(?:-[a-z]+)+) /g),
    ...found(script, /\bask "\$\w+" "[^"]+" \w+ (?<service>[a-z]+) (?<name>[a-z-]+)/g),
    ...found(script, /\bask_organization \w+ \S+ (?<name>[a-z-]+)/g),
    ...tables.flatMap((name) =>
      found(read(`dump-resources/${name}`), /\bCall\(\s*'(?<service>[\w-]+)',\s*'(?<name>[a-z0-9-]+)'/g),
    ),
  ];
}

function found(text: string, pattern: RegExp): readonly Command[] {
  return [...text.matchAll(pattern)].map(({ groups }) => ({
    service: groups?.['service'] ?? 'organizations',
    name: groups?.['name'] ?? '',
  }));
}

const { Statement } = JSON.parse(read('dump-organization-policy.json')) as {
  readonly Statement: readonly { readonly Action: string | readonly string[] }[];
};
const allowed = Statement.flatMap(({ Action }) => Action);

it('has in its policy file the permission of every command that it runs, and no other', () => {
  const needed = commands().flatMap(({ service, name }) => permissionOf(service, name) ?? []);
  expect([...new Set(needed)].toSorted()).toEqual(allowed.toSorted());
  expect(new Set(allowed).size).toBe(allowed.length);
});

it('finds every command: nothing else in it runs the AWS CLI', () => {
  const script = read('dump-organization.sh');
  const code = script.split('\n').filter((line) => !/^\s*#|for tool in/.test(line));
  const running = code.filter((line) => /(?:^|[\s(;!])aws\s/.test(line));
  expect(running.map((line) => line.trim())).toEqual([
    // The body of ask, whose calls are read above.
    'if aws "$service" "$@" > "$file" 2> "$work/error"; then',
    'region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}',
    'if ! aws sts get-caller-identity > "$work/caller" 2> "$work/error"; then',
  ]);
  const isRead = /\bask "\$\w+" "[^"]+" \w+ [a-z]+ [a-z-]+|\bask_organization \w+ \S+ [a-z-]+/;
  const asking = code.filter((line) => /\bask(?:_organization)? /.test(line) && !isRead.test(line));
  expect(asking.map((line) => line.trim())).toEqual(['ask "$caller" "$answer" "$call" organizations "$@" || return 1']);
  const tables = readdirSync(new URL('dump-resources/', examples)).filter((name) => name.endsWith('.py'));
  const starting = tables.filter((name) =>
    /\b(?:subprocess|os\.system|popen|exec)\b/.test(read(`dump-resources/${name}`)),
  );
  expect(starting).toEqual(['aws_calls.py']);
  for (const name of tables) {
    const text = read(`dump-resources/${name}`);
    expect(text.match(/\bCall\((?!'|\s+')/g), name).toBeNull();
  }
});

it('may read alone, and nothing that is a secret or a content', () => {
  const writing = allowed.filter(
    (action) =>
      shippedActions()
        .find(action)
        ?.levels.every((level) => level === 'List' || level === 'Read') !== true,
  );
  // AWS counts the credential report, which IAM makes anew when asked, as reading.
  expect(writing).toEqual(['sts:AssumeRole']);
  const contents =
    /:(?:GetSecretValue|BatchGetSecretValue|GetFunction|GetParameters?|GetObject|Decrypt|GetItem|Scan|Query)$/;
  expect(allowed.filter((action) => contents.test(action))).toEqual([]);
});
