import { getIntrospectionQuery, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../src/server/createServer.js';
import { post, read, schema, startSmall, type Answer } from './smallServer.js';

let server: RunningServer;
beforeAll(async () => {
  server = await startSmall();
  await post(server, { query: '{ hello }' });
});
afterAll(async () => server.stop());

/**
 * The answer, and the CPU milliseconds of this process: the server and the little that the client takes. The least of
 * three, since the first run of a path pays for its compilation, and a collection of garbage falls where it will.
 */
async function measured(ask: () => Promise<Answer>): Promise<{ readonly answer: Answer; readonly cpu: number }> {
  const times: number[] = [];
  let answer = await ask();
  for (let run = 0; run < 3; run++) {
    const before = process.cpuUsage();
    answer = await ask();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return { answer, cpu: Math.min(...times) };
}

/** A document whose deepest field stands at this depth. */
function nested(depth: number): string {
  const pairs = Math.floor((depth - 2) / 2);
  return `{ rows { ${'nodes { rows(first: 1) { '.repeat(pairs)}totalCount${' } }'.repeat(pairs)} } }`;
}

/** Eighteen fragments of which each spreads the next one twice. */
function doubling(): string {
  const fragments = Array.from({ length: 18 }, (_, index) => {
    const next = index === 17 ? 'hello' : `...f${index + 1} ...f${index + 1}`;
    return `fragment f${index} on Query { ${next} }`;
  });
  return `{ ...f0 } ${fragments.join(' ')}`;
}

const bigPages = '{ rows(first: 200) { nodes { rows(first: 200) { nodes { rows(first: 200) { totalCount } } } } } }';
const variablePages =
  'query($n: Int!) { rows(first: $n) { nodes { rows(first: $n) { nodes { rows(first: $n) { nodes { rows(first: $n) { totalCount } } } } } } } }';

const attacks: readonly {
  readonly name: string;
  readonly body: unknown;
  readonly code: string;
  readonly headers?: Record<string, string>;
  readonly status?: number;
}[] = [
  { name: 'depth 16', body: { query: nested(16) }, code: 'LIMIT_EXCEEDED' },
  {
    name: '32 aliases',
    body: { query: `{ ${Array.from({ length: 32 }, (_, index) => `a${index}: hello`).join(' ')} }` },
    code: 'LIMIT_EXCEEDED',
  },
  { name: '1,200 tokens', body: { query: `{ nodes(ids: [${'"1" '.repeat(1200)}]) { id } }` }, code: 'LIMIT_EXCEEDED' },
  {
    name: '60 directives in one place',
    body: { query: `{ hello ${'@include(if: true) '.repeat(60)} }` },
    code: 'BAD_USER_INPUT',
  },
  {
    name: '60 directives, one each',
    body: { query: `{ ${'hello @include(if: true) '.repeat(60)} }` },
    code: 'LIMIT_EXCEEDED',
  },
  { name: 'nested big pages', body: { query: bigPages }, code: 'LIMIT_EXCEEDED' },
  {
    name: 'nested big pages through variables',
    body: { query: variablePages, variables: { n: 200 } },
    code: 'LIMIT_EXCEEDED',
  },
  {
    name: 'nested lists without page sizes',
    body: { query: `{ nodes(ids: ["1"]) { ${'others { '.repeat(9)}id${' }'.repeat(9)} } }` },
    code: 'LIMIT_EXCEEDED',
  },
  { name: '18 doubling fragments', body: { query: doubling() }, code: 'LIMIT_EXCEEDED' },
  {
    name: 'deep introspection',
    body: {
      query: `{ __schema { types { ${'fields { type { '.repeat(8)}name${' } }'.repeat(8)} } } }`,
    },
    code: 'BAD_USER_INPUT',
  },
  { name: 'a batch', body: [{ query: '{ hello }' }, { query: '{ hello }' }], code: 'BAD_USER_INPUT' },
  {
    name: 'a text/plain POST',
    body: '{"query":"{ hello }"}',
    headers: { 'content-type': 'text/plain' },
    code: 'BAD_USER_INPUT',
    status: 415,
  },
  { name: 'JSON that is none', body: '{"query":', code: 'BAD_USER_INPUT' },
  { name: 'a key __proto__', body: '{"query":"{ hello }","__proto__":{"x":1}}', code: 'BAD_USER_INPUT' },
  { name: 'no query', body: {}, code: 'BAD_USER_INPUT' },
  { name: 'variables that are text', body: { query: '{ hello }', variables: '{}' }, code: 'BAD_USER_INPUT' },
  {
    name: 'a body over 1 MiB',
    body: { query: `{ hello } #${'x'.repeat(1_100_000)}` },
    code: 'LIMIT_EXCEEDED',
    status: 413,
  },
  {
    name: 'a million brackets',
    body: `{"query":"{ hello }","variables":{"a":${'['.repeat(500_000)}}}`,
    code: 'BAD_USER_INPUT',
  },
];

describe('attacks cost little and are refused with a code', () => {
  for (const attack of attacks) {
    it(attack.name, async () => {
      const { answer, cpu } = await measured(async () => post(server, attack.body, attack.headers));
      expect(answer.errors[0]?.extensions['code'], answer.text.slice(0, 300)).toBe(attack.code);
      expect(answer.status).toBe(attack.status ?? 400);
      expect(answer.data ?? null).toBeNull();
      expect(cpu).toBeLessThan(100);
    });
  }

  it('a simple GET asks nothing', async () => {
    const { answer, cpu } = await measured(async () => read(await fetch(`${server.url}/graphql?query=%7Bhello%7D`)));
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
    expect(answer.text).not.toContain('world');
    expect(cpu).toBeLessThan(100);
  });

  it('a misspelt field or argument tells nothing of the schema', async () => {
    const answer = await post(server, { query: '{ helo rows(frst: 1) { totalCount } }' });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('Did you mean');
    expect(answer.errors.map((error) => error.extensions['code'])).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });

  it('a page from elsewhere gets no leave to read', async () => {
    const answer = await post(server, { query: '{ hello }' }, { origin: 'https://attacker.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('it is the limit that refuses', () => {
  const names = [
    'depth 16',
    '32 aliases',
    '1,200 tokens',
    '60 directives, one each',
    'nested big pages',
    'nested big pages through variables',
    'nested lists without page sizes',
  ];
  for (const name of names) {
    it(`${name}: the document is valid without it`, () => {
      const attack = attacks.find((one) => one.name === name);
      const body = attack?.body as { readonly query: string };
      expect(validate(schema, parse(body.query))).toEqual([]);
    });
  }
});

describe('what stands within the limits is answered', () => {
  const allowed: readonly { readonly name: string; readonly body: unknown }[] = [
    { name: 'depth 15', body: { query: nested(14).replaceAll('totalCount', 'nodes { id }') } },
    {
      name: '31 aliases',
      body: { query: `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: hello`).join(' ')} }` },
    },
    { name: 'introspection', body: { query: getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }) } },
    {
      name: 'a page of 200',
      body: { query: 'query($n: Int) { rows(first: $n) { nodes { id } } }', variables: { n: 200 } },
    },
  ];
  for (const { name, body } of allowed) {
    it(name, async () => {
      const answer = await post(server, body);
      expect(answer.errors, answer.text.slice(0, 300)).toEqual([]);
      expect(answer.status).toBe(200);
      expect(answer.extensions['generation']).toBe('g2');
      expect(answer.extensions['cost']).toBeTypeOf('number');
    });
  }
});

it.each(['mutation { hello }', 'subscription { hello }'])('is asked questions alone: %s', async (query) => {
  const { errors } = await post(server, { query });
  expect(errors.map((error) => error.extensions['code'])).toEqual(['BAD_USER_INPUT']);
});
